// Which versions are on the visitor's wishlist, for the hearts of a page. A page does not fail because its hearts do.
import { isApiProblem } from "@souk/client";
import type { Shop } from "../../lib/shop.server.ts";

/** What was put there last. An older wish shows an empty heart, and putting it there again changes nothing. */
const LOOKED_AT = 100;

/** Nothing for guests, who have no wishlist. */
export async function loadWished(shop: Shop): Promise<readonly string[]> {
  const api = await shop.customerApi();
  if (!shop.hasSession) return [];
  try {
    const { items } = (await api.wishlist.get({ limit: LOOKED_AT, currency: shop.currency })).data;
    return items.map(({ variantId }) => variantId);
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    shop.parts.log("A wishlist could not be read.", error);
    return [];
  }
}
