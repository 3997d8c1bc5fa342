// Staff repair a finding: who asked is written first, then the repair is made, and the finding ends when the difference is gone.
import { StaffActed } from "@souk/contracts";
import { isLostUpdate, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { ProviderSilent } from "../../providers/payment-provider.ts";
import { type Finding, scopeFrom } from "../domain/finding.ts";
import { claimFindingQuery } from "../store/findings.ts";
import { examine } from "./examine.ts";
import { loadFinding } from "./load-finding.ts";
import { repairDifference } from "./repair-difference.ts";
import { endGone } from "./settle-scope.ts";

export type ChangeFinding = {
  readonly findingId: string;
  readonly staffId: string;
  readonly precondition: (finding: Finding) => void;
};

/** The finding stays open where the repair takes effect later, such as by an event: then a run ends it. */
export async function repairFinding(deps: Deps, command: ChangeFinding): Promise<Finding> {
  const { findingId, staffId, precondition } = command;
  const finding = await loadFinding(deps, findingId);
  precondition(finding);
  requireOpen(finding);
  await claim(deps, finding, staffId);
  const scope = scopeFrom(finding.scope);
  try {
    await repairDifference(deps, finding, scope);
    await endGone(deps, { scope, left: await examine(deps, scope), repairedIds: new Set() });
  } catch (error) {
    if (!(error instanceof ProviderSilent)) throw error;
    throw new Refusal(
      "unavailable",
      "payment_provider_silent",
      "The payment provider does not answer; please try again.",
      { cause: error },
    );
  }
  return loadFinding(deps, findingId);
}

export function requireOpen({ status }: Finding): void {
  if (status === "open") return;
  throw new Refusal("conflict", "finding_ended", "This difference is repaired or dismissed already.");
}

export function stale(cause: unknown): Refusal {
  const message = "This was changed in the meantime; load it again.";
  return new Refusal("precondition_failed", "version_stale", message, { cause });
}

async function claim(deps: Deps, finding: Finding, staffId: string): Promise<void> {
  const { id, version, kind, subject, hereMinor, thereMinor, currency } = finding;
  try {
    await runBatch(deps.db, [
      claimFindingQuery({ id, version, staffId }),
      outboxQuery(StaffActed, {
        actorId: staffId,
        action: "reconciliation.repair",
        subjectType: "reconciliation_finding",
        subjectId: id,
        before: { kind, subject, hereMinor, thereMinor, currency },
        after: { repaired: true },
        at: deps.now().toISOString(),
      }),
    ]);
  } catch (error) {
    if (!isLostUpdate(error)) throw error;
    throw stale(error);
  }
}
