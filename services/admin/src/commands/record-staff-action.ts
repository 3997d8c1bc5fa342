// Keeps what a member of staff did in the audit log, once however often it is heard.
import { inTransaction } from "@souk/db";
import { claimEvent } from "@souk/events";
import type { Deps } from "../deps.ts";
import type { AuditFacts } from "../domain/audit-entry.ts";
import { appendAuditEntry } from "../store/audit-entries.ts";

export const CONSUMER = "admin";

/** The entry's id is that of the event it came by. */
export async function recordStaffAction(deps: Deps, action: AuditFacts): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    if (await claimEvent(tx, CONSUMER, action.id)) await appendAuditEntry(tx, action);
  });
}
