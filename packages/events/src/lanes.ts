// Runs work on a list, a bounded number of items at a time.

/** Resolves when all are done; the first rejection goes up after the running ones have ended, and no new one is begun. */
export async function runLanes<Item>(
  items: readonly Item[],
  atOnceMax: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const failures: unknown[] = [];
  const lanes = Array.from({ length: Math.min(atOnceMax, items.length) }, async () => {
    for (const item of rest) {
      if (failures.length > 0) return;
      await work(item).catch((error: unknown) => failures.push(error));
    }
  });
  await Promise.all(lanes);
  if (failures.length > 0) throw failures[0];
}
