// Which changes of what can be sold are worth telling: running low, and being back.

export type StockChange = {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly lowStockAt: number;
  readonly availableBefore: number;
  readonly availableAfter: number;
};
export type StockAlert = "low" | "replenished";

/** Low: it fell to its low mark. Replenished: it rose above the mark, or from nothing to something. */
export function alertOf(change: StockChange): StockAlert | undefined {
  const { lowStockAt, availableBefore: before, availableAfter: after } = change;
  if (before > lowStockAt && after <= lowStockAt) return "low";
  if (before <= lowStockAt && after > lowStockAt) return "replenished";
  if (before === 0 && after > 0) return "replenished";
  return undefined;
}
