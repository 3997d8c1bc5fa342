// Sums and groups, for the invariants.

export function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(items, keyOf);
}

export function sum(items: readonly { readonly amount: number }[]): number {
  return items.reduce((added, { amount }) => added + amount, 0);
}
