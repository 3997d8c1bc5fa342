// What one piece costs: the variant's own price, or a lower one of a price list. Which lists are in force is the database's clock's affair.

/** A price of a list that is in force for whoever asks. */
export type ListedPrice = {
  readonly priceListId: string;
  readonly minQuantity: number;
  readonly amount: number;
};
export type EffectivePrice = {
  readonly amount: number;
  /** The list that it is of; undefined for the variant's own. */
  readonly priceListId: string | undefined;
};

/** The lowest price that holds for the quantity. Of equal ones the variant's own, or else the list that was made first. */
export function effectivePrice(
  own: number,
  listed: readonly ListedPrice[],
  quantity: number,
): EffectivePrice {
  return listed
    .filter(({ minQuantity }) => minQuantity <= quantity)
    .toSorted((one, other) => (one.priceListId < other.priceListId ? -1 : 1))
    .reduce<EffectivePrice>(
      (best, { amount, priceListId }) => (amount < best.amount ? { amount, priceListId } : best),
      { amount: own, priceListId: undefined },
    );
}

export type QuantityPrice = { readonly minQuantity: number; readonly amount: number };

/** The quantities from which one piece costs less than before, with what it costs then. */
export function quantityPrices(own: number, listed: readonly ListedPrice[]): readonly QuantityPrice[] {
  const steps = [...new Set(listed.map(({ minQuantity }) => minQuantity))].sort((one, other) => one - other);
  const prices: QuantityPrice[] = [];
  let lowest = effectivePrice(own, listed, 1).amount;
  for (const minQuantity of steps) {
    const { amount } = effectivePrice(own, listed, minQuantity);
    if (amount < lowest) prices.push({ minQuantity, amount });
    lowest = amount;
  }
  return prices;
}
