// Sets how many of something a cart holds, or takes it out.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { requireOpen, type StoredCart } from "../domain/cart.ts";
import { changeCartLine as updateCartLine, removeCartLine } from "../store/carts.ts";
import { loadCart } from "./load-cart.ts";

export type ChangeCartLine = {
  readonly cartId: string;
  readonly customerId: string | null;
  readonly lineId: string;
  /** Zero takes the line out. */
  readonly quantity: number;
};

export async function changeCartLine(deps: Deps, command: ChangeCartLine): Promise<StoredCart> {
  const { cartId, customerId, lineId, quantity } = command;
  requireOpen(await loadCart(deps, cartId, customerId));
  const changed =
    quantity === 0
      ? await removeCartLine(deps.db, { cartId, lineId })
      : await updateCartLine(deps.db, { cartId, lineId, quantity });
  if (changed) return changed;
  requireOpen(await loadCart(deps, cartId, customerId));
  throw new Refusal("not_found", "cart_line_not_found", "This cart has no such line.");
}
