// Reviews of a product as a page needs them; the visitor's own comes along whatever staff decided.
import { isApiProblem } from "@souk/client";
import type { OwnReview, ReviewPage, ReviewSort } from "@souk/contracts";
import type { Shop } from "../../lib/shop.server.ts";

export const REVIEW_SORTS = [
  "newest",
  "helpful",
  "highest",
  "lowest",
] as const satisfies readonly ReviewSort[];

const SIGNED_OUT = 401;

/** Nothing for guests. */
export async function loadOwnReview(shop: Shop, productId: string): Promise<OwnReview | null> {
  const api = await shop.customerApi();
  if (!shop.hasSession) return null;
  try {
    return (await api.reviews.own({ productId, limit: 1 })).data.items[0] ?? null;
  } catch (error) {
    if (!isApiProblem(error) || error.status !== SIGNED_OUT) throw error;
    return null;
  }
}

type Wanted = { readonly sort?: ReviewSort; readonly limit: number; readonly cursor?: string };

export async function loadReviews(shop: Shop, productId: string, wanted: Wanted): Promise<ReviewPage> {
  return (await shop.api.reviews.list(productId, wanted)).data;
}

/** The reviews beside a product. Its page does not fail because they do. */
export async function loadFirstReviews(shop: Shop, productId: string, limit: number) {
  try {
    const [page, own] = await Promise.all([
      loadReviews(shop, productId, { sort: "helpful", limit }),
      loadOwnReview(shop, productId),
    ]);
    const others = page.items.filter(({ id }) => id !== own?.id);
    return { items: others, summary: page.summary, own };
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    shop.parts.log("Reviews could not be read.", error);
    return null;
  }
}
