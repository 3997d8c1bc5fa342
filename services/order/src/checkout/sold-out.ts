// What a shopper is told whose goods are gone: the same before an order is written and after.
import { Refusal } from "@souk/errors";
import type { StockLine } from "../clients/stock.ts";

/** `shortages` says how many are left of what is short. */
export function soldOut(shortages: readonly StockLine[]): Refusal {
  return new Refusal("conflict", "sold_out", "Not enough of something in the cart is left.", {
    extra: { shortages },
  });
}
