// The first pages of the list, as a shopper walks through them: what is measured is not one page over and over.
import type { Request } from "autocannon";

const PAGES = 20;

/** A request for each; fewer where the list ends before. */
export async function listPages(shopUrl: string): Promise<Request[]> {
  const first = "/api/v1/products?limit=24";
  const pages: Request[] = [{ method: "GET", path: first }];
  for (let cursor = await cursorAfter(shopUrl + first); cursor !== undefined && pages.length < PAGES;) {
    const path = `${first}&cursor=${encodeURIComponent(cursor)}`;
    pages.push({ method: "GET", path });
    cursor = await cursorAfter(shopUrl + path);
  }
  return pages;
}

async function cursorAfter(url: string): Promise<string | undefined> {
  const answer = await fetch(url);
  const page: unknown = await answer.json();
  if (!answer.ok || typeof page !== "object" || page === null || !("nextCursor" in page))
    throw new Error(`${url}: ${answer.status}`);
  return typeof page.nextCursor === "string" ? page.nextCursor : undefined;
}
