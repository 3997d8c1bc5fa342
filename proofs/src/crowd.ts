// Many things one after another, or a few at a time.

export async function inTurns<T, Result>(
  items: readonly T[],
  work: (item: T) => Promise<Result>,
): Promise<readonly Result[]> {
  return atMost(1, items, work);
}

/** In the order of the items, however long each takes. */
export async function atMost<T, Result>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Promise<Result>[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      const result = work(item);
      results[index] = result;
      await result;
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return Promise.all(results);
}
