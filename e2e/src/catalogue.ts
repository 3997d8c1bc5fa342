// What people do in front of the shelves, found by role and label: filter, write a review, keep things for later.
import type { Page } from "playwright-core";
import type { Visitor } from "./visitor.ts";

export type WrittenReview = { readonly stars: string; readonly title: string; readonly text: string };

/** How many products the list says it has. */
export async function countOf(page: Page): Promise<number> {
  const text = await page
    .getByRole("paragraph")
    .filter({ hasText: /^[\d,]+ products?$/ })
    .textContent();
  return Number(text?.replaceAll(/\D/g, ""));
}

/** Ticks a value of a filter and waits until the list is the one for it; gives how many products it promised. */
export async function tick(page: Page, group: string, value: string): Promise<number> {
  const row = page.getByRole("group", { name: group }).locator("label").filter({ hasText: value });
  const label = (await row.textContent()) ?? "";
  await row.getByRole("checkbox").check();
  await page.getByRole("link", { name: `Take away ${value}` }).waitFor();
  return Number(/\d+$/.exec(label)?.[0]);
}

export async function writeReview(visitor: Visitor, slug: string, review: WrittenReview): Promise<void> {
  const { page } = visitor;
  await visitor.open(`/products/${slug}/review`);
  await page.getByRole("radio", { name: review.stars }).check({ force: true }); // The star that is seen is its label.
  await page.getByRole("textbox", { name: "In one line" }).fill(review.title);
  await page.getByRole("textbox", { name: "What is it like?" }).fill(review.text);
  await page.getByRole("button", { name: "Send review" }).click();
  await page.getByRole("region", { name: "Your review" }).waitFor();
}
