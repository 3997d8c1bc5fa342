// Deletes what is over and says nothing any more: mails whose links have expired, sessions that have ended, attempts that have come back.
import { runBatch } from "@souk/db";
import type { Deps } from "../deps.ts";
import { deleteExpiredAccountMailsQuery } from "../store/account-mails.ts";
import { deleteEmptyAttemptLevelsQuery } from "../store/attempt-levels.ts";
import { deleteEndedSessionsQueries } from "../store/sessions.ts";

const DAY_MS = 86_400_000;
/** So long one can still see what became of a session or a link. */
const KEPT_MS = 30 * DAY_MS;
/** Of each kind, in one run: a busy shop, or somebody who guesses, makes more than that in an hour. */
export const DELETED_AT_ONCE_MAX = 10_000;

/** True where there may be more. */
export async function tidyAccounts(deps: Deps): Promise<boolean> {
  const at = deps.now();
  const longAgo = new Date(at.getTime() - KEPT_MS);
  const deleted = await runBatch(deps.db, [
    deleteEmptyAttemptLevelsQuery(at, DELETED_AT_ONCE_MAX),
    deleteExpiredAccountMailsQuery(longAgo, DELETED_AT_ONCE_MAX),
    ...deleteEndedSessionsQueries(longAgo, DELETED_AT_ONCE_MAX),
  ]);
  return deleted.some(({ length }) => length === DELETED_AT_ONCE_MAX);
}
