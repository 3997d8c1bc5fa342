// The jobs of search, apart from who does them: commands enqueue them.
import { defineJob } from "@souk/jobs";

const REBUILD_ATTEMPTS_MAX = 5;

export const RebuildIndex = defineJob<{ rebuildId: string }>({
  name: "product.rebuild-search-index",
  attemptsMax: REBUILD_ATTEMPTS_MAX,
});
const FOLLOW_ATTEMPTS_MAX = 1_000_000;

/** Tells an engine outside the database what changed; it must not be given up, however long that engine is away. */
export const FollowChanges = defineJob<Record<string, never>>({
  name: "product.follow-search-changes",
  attemptsMax: FOLLOW_ATTEMPTS_MAX,
});
/** The log of changes is read within seconds; what is old goes. */
export const SweepSearchChanges = defineJob<Record<string, never>>({ name: "product.sweep-search-changes" });
