// Staff say that a difference is none, and why: it is not reported again.
import { StaffActed } from "@souk/contracts";
import { isLostUpdate, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import type { Finding } from "../domain/finding.ts";
import { claimFindingQuery, endFindingQuery } from "../store/findings.ts";
import { loadFinding } from "./load-finding.ts";
import { type ChangeFinding, requireOpen, stale } from "./repair-finding.ts";

export type DismissFinding = ChangeFinding & { readonly reason: string };

export async function dismissFinding(deps: Deps, command: DismissFinding): Promise<Finding> {
  const { findingId, staffId, precondition, reason } = command;
  const finding = await loadFinding(deps, findingId);
  precondition(finding);
  requireOpen(finding);
  const { id, version, kind, subject } = finding;
  const at = deps.now();
  try {
    await runBatch(deps.db, [
      claimFindingQuery({ id, version, staffId }),
      endFindingQuery({ id, status: "dismissed", endedBy: "staff", staffId, reason, at }),
      outboxQuery(StaffActed, {
        actorId: staffId,
        action: "reconciliation.dismiss",
        subjectType: "reconciliation_finding",
        subjectId: id,
        before: { status: finding.status, kind, subject },
        after: { status: "dismissed", reason },
        at: at.toISOString(),
      }),
    ]);
  } catch (error) {
    if (!isLostUpdate(error)) throw error;
    throw stale(error);
  }
  return loadFinding(deps, findingId);
}
