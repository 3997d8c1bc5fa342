// Tells an engine outside the database what changed since it was last told: texts, prices, stock, ratings, by whichever command.
import type { Deps } from "../../deps.ts";
import { listCatalogueChanges, CATALOGUE_ROWS_MAX } from "../store/catalogue-rows.ts";
import { loadIndexState, saveFollowed } from "../store/index-state.ts";

export async function followChanges(deps: Deps): Promise<void> {
  const { engine } = deps.search;
  const { followedXmin: xmin } = await loadIndexState(deps.db);
  let next: string | undefined;
  for (let after = 0; ;) {
    const changes = await listCatalogueChanges(deps.db, { xmin, after });
    next ??= changes.xmin;
    // Asked for after the changes: a rebuild that began later reads them itself.
    const { id, state } = await loadIndexState(deps.db);
    const rebuildId = state === "running" && id !== null ? id : undefined;
    await engine.index(
      changes.rows.map((row) => row.id),
      rebuildId,
    );
    const last = changes.rows.at(-1);
    if (last === undefined || changes.rows.length < CATALOGUE_ROWS_MAX) break;
    after = last.number;
  }
  await saveFollowed(deps.db, next);
}
