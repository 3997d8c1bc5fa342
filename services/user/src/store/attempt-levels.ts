// All SQL of counted attempts.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { AttemptLevel } from "../domain/attempt-limits.ts";

export type StoredLevel = AttemptLevel & { readonly key: Buffer };

/* Locks what is there and makes what is not, in the order of the keys, so that two who share keys do not wait for each other in a circle. */
const lock = statement<StoredLevel, [readonly Buffer[], Date]>(
  "lock_attempt_levels",
  `insert into attempt_levels as known (key, level, updated_at, empty_at)
   select key, 0, $2, $2 from unnest($1::bytea[]) as key order by key
   on conflict (key) do update set level = known.level returning key, level, updated_at as "updatedAt"`,
);
export async function lockAttemptLevels(
  db: AnyDb,
  keys: readonly Buffer[],
  at: Date,
): Promise<readonly StoredLevel[]> {
  return lock.rows(db, [keys, at]);
}

const save = statement<never, [Buffer, number, Date, Date]>(
  "save_attempt_level",
  "update attempt_levels set level = $2, updated_at = $3, empty_at = $4 where key = $1",
);
export function saveAttemptLevelQuery(level: StoredLevel, emptyAt: Date): BatchQuery {
  return save.query([level.key, level.level, level.updatedAt, emptyAt]);
}

const giveBack = statement<never, [Buffer]>(
  "give_attempt_back",
  "update attempt_levels set level = greatest(0, level - 1) where key = $1",
);
export function giveAttemptBackQuery(key: Buffer): BatchQuery {
  return giveBack.query([key]);
}

const clear = statement<never, [Buffer]>(
  "clear_attempts",
  "update attempt_levels set level = 0 where key = $1",
);
export function clearAttemptsQuery(key: Buffer): BatchQuery {
  return clear.query([key]);
}

const forget = statement<object, [Date, number]>(
  "delete_empty_attempt_levels",
  `delete from attempt_levels where key in (select key from attempt_levels where empty_at < $1 limit $2 for update skip locked)
   returning 1 as gone`,
);
export function deleteEmptyAttemptLevelsQuery(before: Date, rowsMax: number): BatchQuery {
  return forget.query([before, rowsMax]);
}
