// The state of PostgreSQL's search index: which slot is read, which is being built, and how far a rebuild of any engine is.
import { runBatch, statement, type AnyDb, type BatchQuery } from "@souk/db";

export type RebuildState = "idle" | "running" | "done" | "failed";
export type IndexState = {
  readonly id: string | null;
  readonly state: RebuildState;
  /** The last product that is in. */
  readonly after: string | null;
  readonly done: number;
  readonly total: number;
  readonly error: string | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** The rules by which the slot that is read was filled. */
  readonly format: number;
  /** From where on changes have to be told to an engine outside the database. */
  readonly followedXmin: string;
};

const stateStatement = statement<IndexState>(
  "search_index_state",
  `select rebuild_id as id, rebuild_state as state, rebuild_after as after, rebuild_done as done, rebuild_total as total,
          rebuild_error as error, rebuild_started_at as "startedAt", rebuild_finished_at as "finishedAt",
          format, followed_xmin::text as "followedXmin"
     from search_index`,
);
const startStatement = statement<{ id: string }, readonly [string, Date]>(
  "start_search_rebuild",
  `update search_index set rebuild_id = $1::uuid, rebuild_state = 'running', rebuild_after = null, rebuild_done = 0,
          rebuild_total = (select count(*) from products), rebuild_error = null,
          rebuild_started_at = $2::timestamptz, rebuild_finished_at = null
    where rebuild_state <> 'running' returning rebuild_id as id`,
);
const advanceStatement = statement<{ id: string }, readonly [string, string, number]>(
  "advance_search_rebuild",
  `update search_index set rebuild_after = $2::uuid, rebuild_done = rebuild_done + $3::integer
    where rebuild_id = $1::uuid and rebuild_state = 'running' returning rebuild_id as id`,
);
const endStatement = statement<{ id: string }, readonly [string, RebuildState, string | null, Date]>(
  "end_search_rebuild",
  `update search_index set rebuild_state = $2::text, rebuild_error = $3::text, rebuild_finished_at = $4::timestamptz
    where rebuild_id = $1::uuid and rebuild_state = 'running' returning rebuild_id as id`,
);

export async function loadIndexState(db: AnyDb): Promise<IndexState> {
  const row = await stateStatement.first(db, []);
  if (row === undefined) throw new Error("The search index has no state.");
  return row;
}

/** False where one is running. */
export async function startRebuild(db: AnyDb, rebuild: { id: string; now: Date }): Promise<boolean> {
  return (await startStatement.first(db, [rebuild.id, rebuild.now])) !== undefined;
}

export async function advanceRebuild(
  db: AnyDb,
  { id, last, count }: { readonly id: string; readonly last: string; readonly count: number },
): Promise<void> {
  await advanceStatement.rows(db, [id, last, count]);
}

export type RebuildEnd = {
  readonly state: "done" | "failed";
  readonly error: string | null;
  readonly now: Date;
};

export async function endRebuild(db: AnyDb, id: string, end: RebuildEnd): Promise<void> {
  await endStatement.rows(db, [id, end.state, end.error, end.now]);
}

const saveFollowedStatement = statement<never, readonly [string]>(
  "follow_search",
  "update search_index set followed_xmin = $1::xid8",
);

export async function saveFollowed(db: AnyDb, xmin: string): Promise<void> {
  await saveFollowedStatement.rows(db, [xmin]);
}

const openSlotStatement = statement(
  "open_search_slot",
  "update search_index set building_slot = case live_slot when 'a' then 'b' else 'a' end",
);
const closeSlotStatement = statement("close_search_slot", "update search_index set building_slot = null");
const swapStatement = statement<never, readonly [number]>(
  "swap_search_slots",
  "update search_index set live_slot = building_slot, building_slot = null, format = $1::integer where building_slot is not null",
);
const clearOtherSlots: readonly BatchQuery[] = [
  "delete from search_documents where slot <> (select live_slot from search_index)",
  "delete from search_vocabulary where slot <> (select live_slot from search_index)",
].map((sql) => ({ sql, parameters: [] }));

/** Empties the slot that is not read, while nobody writes it, and opens it: whoever writes products from now on writes both. */
export async function openBuildingSlot(db: AnyDb): Promise<void> {
  await closeSlotStatement.rows(db, []);
  await runBatch(db, clearOtherSlots);
  await openSlotStatement.rows(db, []);
}

export async function swapSlots(db: AnyDb, format: number): Promise<void> {
  await swapStatement.rows(db, [format]);
  await runBatch(db, clearOtherSlots);
}
