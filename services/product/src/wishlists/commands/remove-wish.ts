// A customer takes a variant off their wishlist; what is not on it is no error.
import type { Deps } from "../../deps.ts";
import { deleteWish, type Wished } from "../store/wishlists.ts";

export async function removeWish(deps: Deps, wished: Wished): Promise<void> {
  await deleteWish(deps.db, wished);
}
