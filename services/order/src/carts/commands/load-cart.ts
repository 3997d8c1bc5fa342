// Reads a cart for somebody who may have it: a guest's by its id alone, a customer's only by that customer.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { StoredCart } from "../domain/cart.ts";
import { findCart } from "../store/carts.ts";

export async function loadCart(deps: Deps, cartId: string, customerId: string | null): Promise<StoredCart> {
  return requireOwn(await findCart(deps.db, cartId), customerId);
}

export function requireOwn(cart: StoredCart | undefined, customerId: string | null): StoredCart {
  if (cart && (cart.customerId === null || cart.customerId === customerId)) return cart;
  throw new Refusal("not_found", "cart_not_found", "There is no such cart.");
}
