// The cart that a signed-in customer goes on with, wherever they sign in.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { StoredCart } from "../domain/cart.ts";
import { findCurrentCart, type CartOwner } from "../store/carts.ts";

export async function loadCurrentCart(deps: Deps, owner: CartOwner): Promise<StoredCart> {
  const cart = await findCurrentCart(deps.db, owner);
  if (cart) return cart;
  throw new Refusal("not_found", "cart_not_found", "There is no open cart.");
}
