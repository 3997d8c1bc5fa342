// Sets how many of something a cart holds.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { requireVersion } from "../cart-version.ts";
import { requireOpen, type StoredCart } from "../domain/cart.ts";
import { type AskedVersions, changeCartLine as updateCartLine } from "../store/cart-lines.ts";
import type { PricedChange } from "./add-cart-line.ts";
import { loadCart } from "./load-cart.ts";

export type ChangeCartLine = {
  readonly cartId: string;
  readonly customerId: string | null;
  readonly lineId: string;
  readonly quantity: number;
  readonly versions: AskedVersions;
};

/** Many may cost less than one: the price of so many is what the shopper sees from now on, and no later change of it goes untold. */
export async function changeCartLine(deps: Deps, command: ChangeCartLine): Promise<PricedChange> {
  const { cartId, customerId, lineId, quantity, versions } = command;
  const before = requireVersion(requireOpen(await loadCart(deps, cartId, customerId)), versions);
  const variantId = before.lines.find(({ id }) => id === lineId)?.variantId;
  if (variantId === undefined) throw lineNotFound();
  const quantities = quantitiesAfter(before, command);
  const variants = await deps.catalogue.price(Object.keys(quantities), before.currency, { quantities });
  const priceMinor = variants.get(variantId)?.unitPrice.amount ?? null;
  const cart = await updateCartLine(deps.db, { cartId, lineId, versions, quantity, priceMinor });
  if (cart) {
    deps.carts.remember(cart);
    return { cart, variants };
  }
  requireVersion(requireOpen(await loadCart(deps, cartId, customerId)), versions);
  throw lineNotFound();
}

function quantitiesAfter(before: StoredCart, { lineId, quantity }: ChangeCartLine) {
  return Object.fromEntries(
    before.lines.map((line) => [line.variantId, line.id === lineId ? quantity : line.quantity]),
  );
}

export function lineNotFound(): Refusal {
  return new Refusal("not_found", "cart_line_not_found", "This cart has no such line.");
}
