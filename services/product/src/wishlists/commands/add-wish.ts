// A customer puts a variant on their wishlist; put there again it stays where it is.
import { WISHLIST_ITEMS_MAX } from "@souk/contracts";
import { inTransaction, isCheckViolation } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { ensureWishlist, findWish, insertWish, type Wished } from "../store/wishlists.ts";

export async function addWish(deps: Deps, wished: Wished): Promise<{ readonly addedAt: Date }> {
  try {
    return await inTransaction(deps.db, async (db) => {
      await ensureWishlist(db, wished.customerId);
      await insertWish(db, { ...wished, addedAt: deps.now() });
      const wish = await findWish(db, wished);
      if (wish) return wish;
      throw new Refusal("not_found", "variant_not_found", "There is no such variant on sale.");
    });
  } catch (error) {
    if (!isCheckViolation(error)) throw error;
    throw new Refusal("conflict", "wishlist_full", `A wishlist holds at most ${WISHLIST_ITEMS_MAX} things.`);
  }
}
