// Takes something out of a cart.
import type { Deps } from "../../deps.ts";
import { requireVersion } from "../cart-version.ts";
import { requireOpen, type StoredCart } from "../domain/cart.ts";
import { removeCartLine as deleteCartLine } from "../store/cart-lines.ts";
import { type ChangeCartLine, lineNotFound } from "./change-cart-line.ts";
import { loadCart } from "./load-cart.ts";

export type RemoveCartLine = Omit<ChangeCartLine, "quantity">;

export async function removeCartLine(deps: Deps, command: RemoveCartLine): Promise<StoredCart> {
  const { cartId, customerId, versions } = command;
  requireVersion(requireOpen(await loadCart(deps, cartId, customerId)), versions);
  const cart = await deleteCartLine(deps.db, command);
  if (cart) {
    deps.carts.remember(cart);
    return cart;
  }
  requireVersion(requireOpen(await loadCart(deps, cartId, customerId)), versions);
  throw lineNotFound();
}
