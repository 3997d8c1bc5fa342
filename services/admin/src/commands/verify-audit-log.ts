// Walks the audit log from its first entry and says where the chain breaks.
import type { Deps } from "../deps.ts";
import { CHAIN_START, hashOf } from "../domain/audit-entry.ts";
import { listAuditChain } from "../store/audit-entries.ts";

const STEP_ENTRIES = 1_000;

export type AuditVerdict = { readonly entries: number; readonly brokenAt: number | undefined };

export async function verifyAuditLog(deps: Pick<Deps, "db">): Promise<AuditVerdict> {
  let previousHash = CHAIN_START;
  let position = 0;
  for (;;) {
    const entries = await listAuditChain(deps.db, position, STEP_ENTRIES);
    if (entries.length === 0) return { entries: position, brokenAt: undefined };
    for (const entry of entries) {
      position += 1;
      const isWhole = entry.position === position && entry.hash === hashOf(previousHash, position, entry);
      if (!isWhole) return { entries: position, brokenAt: position };
      previousHash = entry.hash;
    }
  }
}
