// Writes what was found in a scope, repairs what is harmless, and ends the findings whose difference is gone.
import { isLostUpdate, runBatch } from "@souk/db";
import { isRefusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { type Difference, type Finding, isHarmless, type Scope, textOfScope } from "../domain/finding.ts";
import { endFindingQuery, listOpenFindings, seeFinding } from "../store/findings.ts";
import { examine } from "./examine.ts";
import { repairDifference } from "./repair-difference.ts";

export type Settled = { readonly found: number; readonly repaired: number };

/** Throws `ProviderSilent` where the provider does not answer: nothing is ended then. */
export async function settleScope(deps: Deps, scope: Scope): Promise<Settled> {
  const differences = await examine(deps, scope);
  let found = 0;
  const repairedIds = new Set<string>();
  for (const difference of differences) {
    const finding = await seeFinding(deps.db, {
      id: deps.newId(),
      difference,
      scope: textOfScope(scope),
      at: deps.now(),
    });
    if (finding.isNew) found += 1;
    if (finding.isNew) tell(deps, finding);
    if (finding.status === "open" && isHarmless(finding) && (await isRepaired(deps, finding, scope)))
      repairedIds.add(finding.id);
  }
  const left = repairedIds.size > 0 ? await examine(deps, scope) : differences;
  await endGone(deps, { scope, left, repairedIds });
  return { found, repaired: repairedIds.size };
}

/** Ends the open findings of the scope that are not among what is left. */
export async function endGone(
  deps: Deps,
  {
    scope,
    left,
    repairedIds,
  }: { scope: Scope; left: readonly Difference[]; repairedIds: ReadonlySet<string> },
): Promise<void> {
  const open = await listOpenFindings(deps.db, textOfScope(scope));
  for (const finding of open) {
    const { id, kind, subject, staffId } = finding;
    if (left.some((one) => one.kind === kind && one.subject === subject)) continue;
    const endedBy = staffId === null ? (repairedIds.has(id) ? "run" : "itself") : "staff";
    const ended = { id, status: "repaired", endedBy, staffId, reason: null, at: deps.now() } as const;
    try {
      await runBatch(deps.db, [endFindingQuery(ended)]);
    } catch (error) {
      if (!isLostUpdate(error)) throw error; // Another run, or staff, has ended it.
    }
  }
}

async function isRepaired(deps: Deps, finding: Finding, scope: Scope): Promise<boolean> {
  try {
    await repairDifference(deps, finding, scope);
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { id: findingId, kind } = finding;
    deps.telemetry.log.error({ findingId, kind, code: error.code }, "a difference could not be repaired");
    return false;
  }
}

/** What is dangerous waits for staff, who must hear of it. */
function tell({ telemetry }: Deps, finding: Finding): void {
  const {
    id: findingId,
    kind,
    subject,
    provider,
    paymentId,
    orderId,
    hereMinor,
    thereMinor,
    currency,
  } = finding;
  const about = { findingId, kind, subject, provider, paymentId, orderId, hereMinor, thereMinor, currency };
  if (isHarmless(finding)) telemetry.log.warn(about, "reconciliation found what we had missed");
  else telemetry.log.error(about, "reconciliation found a difference that needs a decision");
}
