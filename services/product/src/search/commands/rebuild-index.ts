// Starts a rebuild of the search index: a job fills a new one beside it, then changes them over. Searches go on meanwhile.
import { StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import { enqueue } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { RebuildIndex } from "../job-definitions.ts";
import { startRebuild } from "../store/index-state.ts";

/** Without an actor it is the service itself that found its index outdated. */
export type RebuildIndexCommand = { readonly actorId: string | undefined };

export async function rebuildIndex(deps: Deps, { actorId }: RebuildIndexCommand): Promise<void> {
  const id = deps.newId();
  const now = deps.now();
  await inTransaction(deps.db, async (db) => {
    const isStarted = await startRebuild(db, { id, now });
    if (!isStarted)
      throw new Refusal("conflict", "rebuild_running", "The search index is being rebuilt already.");
    await enqueue(db, RebuildIndex, { key: id, data: { rebuildId: id } });
    if (actorId === undefined) return;
    await publish(db, StaffActed, {
      actorId,
      action: "search.rebuild",
      subjectType: "search_index",
      subjectId: deps.search.engine.name,
      before: null,
      after: { rebuildId: id },
      at: now.toISOString(),
    });
  });
}
