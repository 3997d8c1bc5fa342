// The shopper takes what changed since things were put in: new prices, and where they say so fewer pieces.
import type { MoneyBody } from "@souk/contracts";
import { isLostUpdate, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { equalMoney } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { priceCart, type PricedCart } from "../../pricing/price-cart.ts";
import { requireVersion } from "../cart-version.ts";
import { requireOpen, type StoredCart, type StoredCartLine } from "../domain/cart.ts";
import { type AskedVersions, rewriteLinesQueries } from "../store/cart-lines.ts";
import { loadCart } from "./load-cart.ts";

const RACES_MAX = 10;

export type AcceptChanges = {
  readonly cartId: string;
  readonly customerId: string | null;
  readonly versions: AskedVersions;
  readonly quantities: boolean;
  readonly expectedTotal: MoneyBody | undefined;
};

export async function acceptChanges(deps: Deps, command: AcceptChanges): Promise<StoredCart> {
  const { cartId, customerId, versions } = command;
  for (let race = 0; race < RACES_MAX; race += 1) {
    const cart = requireVersion(requireOpen(await loadCart(deps, cartId, customerId)), versions);
    const lines = await acceptedLines(deps, cart, command);
    if (isSame(lines, cart.lines)) return cart;
    try {
      await runBatch(deps.db, rewriteLinesQueries(cart, lines));
      return await loadCart(deps, cartId, customerId);
    } catch (error) {
      if (!isLostUpdate(error)) throw error;
    }
  }
  throw new Refusal("conflict", "cart_busy", "This cart is being changed elsewhere; please try again.");
}

async function acceptedLines(
  deps: Deps,
  cart: StoredCart,
  command: AcceptChanges,
): Promise<readonly StoredCartLine[]> {
  const { quantities, expectedTotal } = command;
  const customerId = cart.customerId ?? command.customerId;
  const priced = await priceCart(deps, { cart, customerId });
  requireTotal(priced, expectedTotal);
  if (!quantities) return withPrices(cart.lines, priced);
  const lines = cart.lines.flatMap((line) => {
    const quantity = Math.min(line.quantity, priced.variants.get(line.variantId)?.available ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  const isFewer = lines.some((line) => !cart.lines.some((old) => isSameLine(old, line)));
  if (!isFewer) return withPrices(lines, priced);
  const fewer = { ...cart, lines }; // Fewer may cost more each.
  return withPrices(lines, await priceCart(deps, { cart: fewer, customerId }));
}

function requireTotal({ quote }: PricedCart, expected: MoneyBody | undefined): void {
  if (expected === undefined || equalMoney(expected, quote.totals.total)) return;
  throw new Refusal("conflict", "price_changed", "The total has changed since it was shown.", {
    extra: { totals: quote.totals },
  });
}

function withPrices(lines: readonly StoredCartLine[], { variants }: PricedCart): readonly StoredCartLine[] {
  return lines.map((line) => {
    const addedPriceMinor = variants.get(line.variantId)?.unitPrice.amount ?? line.addedPriceMinor;
    return { ...line, addedPriceMinor };
  });
}

function isSameLine(left: StoredCartLine, right: StoredCartLine): boolean {
  return (
    left.id === right.id && left.quantity === right.quantity && left.addedPriceMinor === right.addedPriceMinor
  );
}

function isSame(left: readonly StoredCartLine[], right: readonly StoredCartLine[]): boolean {
  return left.length === right.length && left.every((line) => right.some((other) => isSameLine(line, other)));
}
