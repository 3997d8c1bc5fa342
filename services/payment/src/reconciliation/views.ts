// Findings and runs as JSON.
import type { Finding as FindingView, ReconciliationRun } from "@souk/contracts";
import { money } from "@souk/money";
import type { Finding } from "./domain/finding.ts";
import type { Run } from "./store/runs.ts";

export function toFindingView(finding: Finding): FindingView {
  const { id, kind, subject, provider, paymentId, orderId, status, endedBy, reason } = finding;
  const { currency } = finding;
  const sum = (amountMinor: number | null): FindingView["here"] =>
    amountMinor === null || currency === null ? null : money(amountMinor, currency);
  return {
    id,
    kind,
    subject,
    provider,
    paymentId,
    orderId,
    here: sum(finding.hereMinor),
    there: sum(finding.thereMinor),
    status,
    endedBy,
    reason,
    firstSeenAt: finding.firstSeenAt.toISOString(),
    lastSeenAt: finding.lastSeenAt.toISOString(),
    endedAt: finding.endedAt?.toISOString() ?? null,
  };
}

export function toRunView({ startedAt, finishedAt, silent, ...counts }: Run): ReconciliationRun {
  return {
    ...counts,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    silent: [...silent],
  };
}
