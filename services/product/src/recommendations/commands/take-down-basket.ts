// Hears that an order is confirmed: its products were bought together. They are counted a little later, with others.
import type { Deps } from "../../deps.ts";
import { takeDownBasket as insertBasket } from "../store/baskets.ts";

export type TakeDownBasket = {
  readonly orderId: string;
  readonly lines: readonly { readonly productId: string }[];
  readonly boughtAt: Date;
};

/** A wholesale order says little about what goes together, and its pairs would be thousands. */
const BASKET_PRODUCTS_MAX = 20;

export async function takeDownBasket(
  deps: Deps,
  { orderId, lines, boughtAt }: TakeDownBasket,
): Promise<void> {
  const productIds = [...new Set(lines.map(({ productId }) => productId))].slice(0, BASKET_PRODUCTS_MAX);
  await insertBasket(deps.db, { orderId, productIds, boughtAt });
}
