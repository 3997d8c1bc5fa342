// A confirmed order as a basket: its products were bought together. They are counted a little later, with others.
import type { BatchQuery } from "@souk/db";
import { takeDownBasketQuery } from "./store/baskets.ts";

export type BoughtTogether = {
  readonly orderId: string;
  readonly lines: readonly { readonly productId: string }[];
  readonly boughtAt: Date;
};

/** A wholesale order says little about what goes together, and its pairs would be thousands. */
const BASKET_PRODUCTS_MAX = 20;

/** For the batch that sells the order: a sale and its basket are one commit. */
export function basketQuery({ orderId, lines, boughtAt }: BoughtTogether): BatchQuery {
  const productIds = [...new Set(lines.map(({ productId }) => productId))].slice(0, BASKET_PRODUCTS_MAX);
  return takeDownBasketQuery({ orderId, productIds, boughtAt });
}
