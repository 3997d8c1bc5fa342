// Reads one histogram of the shop's own metrics: how long events take from commit to the end of their handler.

const METRIC = "souk_events_delivery_seconds_bucket";
const MS_PER_SECOND = 1000;

export type Buckets = ReadonlyMap<number, number>;

/** The 99th percentile of what was observed since `since`, as the upper edge of its bucket. */
export async function deliveryP99Ms(
  shopUrl: string,
  since: Buckets = new Map(),
): Promise<{ p99Ms: number; buckets: Buckets }> {
  const text = await (await fetch(`${shopUrl}/metrics`)).text();
  const buckets = new Map<number, number>();
  for (const [, labels = "", count] of text.matchAll(new RegExp(`^${METRIC}\\{([^}]*)\\} (\\d+)`, "gm"))) {
    const edge = /le="([^"]+)"/.exec(labels)?.[1] ?? "";
    const seconds = edge === "+Inf" ? Infinity : Number(edge);
    buckets.set(seconds, (buckets.get(seconds) ?? 0) + Number(count));
  }
  const grown = [...buckets]
    .map(([edge, count]) => ({ edge, count: count - (since.get(edge) ?? 0) }))
    .toSorted((a, b) => a.edge - b.edge);
  const total = grown.at(-1)?.count ?? 0;
  const p99 = grown.find(({ count }) => count >= total * 0.99);
  return { p99Ms: (p99?.edge ?? Number.NaN) * MS_PER_SECOND, buckets };
}
