// All SQL of findings: one row for each kind and subject, opened again when the difference is back.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Difference, Finding } from "../domain/finding.ts";

const columns = `id, version, kind, subject, scope, provider, payment_id as "paymentId", order_id as "orderId", here_minor as "hereMinor",
  there_minor as "thereMinor", currency, status, ended_by as "endedBy", staff_id as "staffId", reason, first_seen_at as "firstSeenAt",
  last_seen_at as "lastSeenAt", ended_at as "endedAt"`;

const find = statement<Finding, [string]>(
  "find_finding",
  `select ${columns} from reconciliation_findings where id = $1`,
);
const see = statement<Finding & { readonly isNew: boolean }, readonly unknown[]>(
  "see_finding",
  `with before as (select status from reconciliation_findings where kind = $2 and subject = $3)
   insert into reconciliation_findings as f (id, kind, subject, scope, provider, payment_id, order_id, here_minor, there_minor, currency,
     status, first_seen_at, last_seen_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $11)
   on conflict (kind, subject) do update set last_seen_at = excluded.last_seen_at, here_minor = excluded.here_minor,
     there_minor = excluded.there_minor, version = f.version + (f.status = 'repaired')::int,
     status = case f.status when 'repaired' then 'open' else f.status end,
     ended_by = case f.status when 'repaired' then null else f.ended_by end,
     ended_at = case f.status when 'repaired' then null else f.ended_at end,
     staff_id = case f.status when 'repaired' then null else f.staff_id end
   returning ${columns}, coalesce((select status = 'repaired' from before), true) as "isNew"`,
);
const end = statement<never, readonly unknown[]>(
  "end_finding",
  `with ended as (update reconciliation_findings set status = $2, ended_by = $3, staff_id = $4, reason = $5, ended_at = $6, version = version + 1
     where id = $1 and status = 'open' returning 1)
   select require_one((select count(*) from ended))`,
);
const claim = statement<never, [string, number, string]>(
  "claim_finding",
  `with claimed as (update reconciliation_findings set staff_id = $3, version = version + 1
     where id = $1 and version = $2 and status = 'open' returning 1)
   select require_one((select count(*) from claimed))`,
);
const openScopes = statement<{ readonly scope: string }, [number]>(
  "list_open_scopes",
  `select scope from reconciliation_findings where status = 'open' group by scope order by min(last_seen_at), scope limit $1`,
);
const openOfScope = statement<Finding, [string]>(
  "list_open_findings_of_scope",
  `select ${columns} from reconciliation_findings where scope = $1 and status = 'open'`,
);
const openCounts = statement<{ readonly kind: Finding["kind"]; readonly count: number }>(
  "count_open_findings",
  `select kind, count(*)::int as count from reconciliation_findings where status = 'open' group by kind`,
);
type PageParameters = [string | null, string | null, string | null, string | null, number];
const list = statement<Finding, PageParameters>(
  "list_findings",
  `select ${columns} from reconciliation_findings
   where ($1::text is null or status = $1) and ($2::text is null or kind = $2)
     and ($3::timestamptz is null or (first_seen_at, id) < ($3::timestamptz, $4::uuid))
   order by first_seen_at desc, id desc limit $5`,
);

export async function findFinding(db: AnyDb, findingId: string): Promise<Finding | undefined> {
  return find.first(db, [findingId]);
}

export type SeenDifference = {
  readonly id: string;
  readonly difference: Difference;
  readonly scope: string;
  readonly at: Date;
};

/** The finding of that difference; `isNew` where it was not open or dismissed before. What was dismissed stays so. */
export async function seeFinding(
  db: AnyDb,
  { id, difference, scope, at }: SeenDifference,
): Promise<Finding & { readonly isNew: boolean }> {
  const { kind, subject, provider, paymentId, orderId, hereMinor, thereMinor, currency } = difference;
  const about = [id, kind, subject, scope, provider, paymentId, orderId];
  const [finding] = await see.rows(db, [...about, hereMinor, thereMinor, currency, at]);
  if (!finding) throw new Error("A finding was written and not given back.");
  return finding;
}

export type FindingEnd = {
  readonly id: string;
  readonly status: "repaired" | "dismissed";
  readonly endedBy: "run" | "staff" | "itself";
  readonly staffId: string | null;
  readonly reason: string | null;
  readonly at: Date;
};

/** Fails the batch where the finding is not open. */
export function endFindingQuery({ id, status, endedBy, staffId, reason, at }: FindingEnd): BatchQuery {
  return end.query([id, status, endedBy, staffId, reason, at]);
}

/** Says who deals with it; fails the batch where it was changed since `version`. */
export function claimFindingQuery(claimed: { id: string; version: number; staffId: string }): BatchQuery {
  return claim.query([claimed.id, claimed.version, claimed.staffId]);
}

/** Those not looked at for longest come first. */
export async function listOpenScopes(db: AnyDb, limit: number): Promise<readonly string[]> {
  return (await openScopes.rows(db, [limit])).map(({ scope }) => scope);
}

export async function listOpenFindings(db: AnyDb, scope: string): Promise<readonly Finding[]> {
  return openOfScope.rows(db, [scope]);
}

export async function countOpenFindings(db: AnyDb): Promise<ReadonlyMap<Finding["kind"], number>> {
  return new Map((await openCounts.rows(db, [])).map(({ kind, count }) => [kind, count]));
}

export type FindingsPage = {
  readonly status: string | undefined;
  readonly kind: string | undefined;
  readonly before: { readonly at: string; readonly id: string } | undefined;
  readonly limit: number;
};

/** Newest first. */
export async function listFindings(
  db: AnyDb,
  { status, kind, before, limit }: FindingsPage,
): Promise<readonly Finding[]> {
  return list.rows(db, [status ?? null, kind ?? null, before?.at ?? null, before?.id ?? null, limit]);
}
