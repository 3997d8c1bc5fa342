// A stretch of a rebuild, as long as a job may take; it goes on where the last one stopped, also after a crash.
import type { Deps } from "../../deps.ts";
import { advanceRebuild, endRebuild, loadIndexState } from "../store/index-state.ts";

export type ContinueRebuild = { readonly rebuildId: string };

/** Well within the time of a job. */
const STRETCH_MS = 10_000;

/** False while there is more to do. */
export async function continueRebuild(deps: Deps, { rebuildId }: ContinueRebuild): Promise<boolean> {
  const { rebuilding } = deps.search.engine;
  const rebuild = await loadIndexState(deps.db);
  if (rebuild.id !== rebuildId || rebuild.state !== "running") return true;
  let { after } = rebuild;
  if (after === null) await rebuilding.begin(rebuildId);
  const endsAtMs = performance.now() + STRETCH_MS;
  do {
    const stride = await rebuilding.addNext({ id: rebuildId, after });
    if (stride === undefined) {
      await rebuilding.finish(rebuildId);
      await endRebuild(deps.db, rebuildId, { state: "done", error: null, now: deps.now() });
      deps.documents.expireAll();
      return true;
    }
    await advanceRebuild(deps.db, { id: rebuildId, ...stride });
    after = stride.last;
  } while (performance.now() < endsAtMs);
  return false;
}
