// The jobs of search, apart from who does them: commands enqueue them.
import { defineJob } from "@souk/jobs";

const REBUILD_ATTEMPTS_MAX = 5;

export const RebuildIndex = defineJob<{ rebuildId: string }>({
  name: "product.rebuild-search-index",
  attemptsMax: REBUILD_ATTEMPTS_MAX,
});
/** Products whose change an engine outside the database has to be told. */
export const IndexProducts = defineJob<{ productIds: readonly string[] }>({ name: "product.index-products" });
/** The log of changes is read within seconds; what is old goes. */
export const SweepSearchChanges = defineJob<Record<string, never>>({ name: "product.sweep-search-changes" });
