// A customer stops sharing their wishlist: the token opens nothing any more, and the next one is another.
import type { Deps } from "../../deps.ts";
import { deleteShareToken } from "../store/wishlists.ts";

export async function unshareWishlist(deps: Deps, customerId: string): Promise<void> {
  await deleteShareToken(deps.db, customerId);
}
