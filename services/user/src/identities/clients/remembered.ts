// Loads something once for all who want it at the same time, and again when it has become old. A failure is not kept.

export type Remembering = { readonly ageMaxMs: number; readonly nowMs: () => number };

export function remembered<Value>(
  load: () => Promise<Value>,
  { ageMaxMs, nowMs }: Remembering,
): () => Promise<Value> {
  let known: { readonly value: Value; readonly atMs: number } | undefined;
  let loading: Promise<Value> | undefined;
  const renew = async (): Promise<Value> => {
    try {
      const value = await load();
      known = { value, atMs: nowMs() };
      return value;
    } finally {
      loading = undefined;
    }
  };
  return async () => {
    if (known && nowMs() - known.atMs <= ageMaxMs) return known.value;
    loading ??= renew();
    return loading;
  };
}
