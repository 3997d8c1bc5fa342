// All SQL of disputes. A change is written only onto the version it was decided on.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import { money } from "@souk/money";
import type { Dispute } from "../domain/dispute.ts";

type DisputeRow = Omit<Dispute, "amount"> & { readonly amountMinor: number; readonly currency: string };

const columns = `id, version, payment_id as "paymentId", provider, provider_dispute_id as "providerDisputeId", amount_minor as "amountMinor",
  currency, reason, status, evidence_due_at as "evidenceDueAt", explanation, submitted_at as "submittedAt", created_at as "createdAt",
  updated_at as "updatedAt"`;

const find = statement<DisputeRow, [string]>("find_dispute", `select ${columns} from disputes where id = $1`);
const list = statement<DisputeRow, [string | null, string | null, string | null, number]>(
  "list_disputes",
  `select ${columns} from disputes
   where ($1::text is null or status = $1) and ($2::timestamptz is null or (created_at, id) < ($2::timestamptz, $3::uuid))
   order by created_at desc, id desc limit $4`,
);
const listOfPayments = statement<DisputeRow, [readonly string[]]>(
  "list_disputes_of_payments",
  `select ${columns} from disputes where payment_id = any ($1::uuid[]) order by created_at, id`,
);
const insert = statement<never, readonly unknown[]>(
  "insert_dispute",
  `insert into disputes (id, payment_id, provider, provider_dispute_id, amount_minor, currency, reason, status, evidence_due_at, created_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
);
const update = statement<never, readonly unknown[]>(
  "update_dispute",
  `with changed as (update disputes set version = $3, status = $4, evidence_due_at = $5, explanation = $6, submitted_at = $7,
     updated_at = $8 where id = $1 and version = $2 returning 1)
   select require_one((select count(*) from changed))`,
);

export async function findDispute(db: AnyDb, disputeId: string): Promise<Dispute | undefined> {
  const row = await find.first(db, [disputeId]);
  return row && toDispute(row);
}

/** Oldest first, of all these payments together. */
export async function listDisputesOfPayments(
  db: AnyDb,
  paymentIds: readonly string[],
): Promise<readonly Dispute[]> {
  const rows = await listOfPayments.rows(db, [paymentIds]);
  return rows.map(toDispute);
}

export type DisputePage = {
  readonly status: string | undefined;
  readonly before: { readonly createdAt: string; readonly id: string } | undefined;
  readonly limit: number;
};

/** Newest first. */
export async function listDisputes(
  db: AnyDb,
  { status, before, limit }: DisputePage,
): Promise<readonly Dispute[]> {
  const rows = await list.rows(db, [status ?? null, before?.createdAt ?? null, before?.id ?? null, limit]);
  return rows.map(toDispute);
}

export function insertDisputeQuery(dispute: Dispute): BatchQuery {
  const { id, paymentId, provider, providerDisputeId, amount, reason, status } = dispute;
  const { evidenceDueAt, createdAt } = dispute;
  const about = [id, paymentId, provider, providerDisputeId, amount.amount, amount.currency];
  return insert.query([...about, reason, status, evidenceDueAt, createdAt]);
}

/** Fails the batch where somebody else changed the dispute since `versionBefore`. */
export function updateDisputeQuery(dispute: Dispute, versionBefore: number): BatchQuery {
  const { id, version, status, evidenceDueAt, explanation, submittedAt, updatedAt } = dispute;
  return update.query([
    id,
    versionBefore,
    version,
    status,
    evidenceDueAt,
    explanation,
    submittedAt,
    updatedAt,
  ]);
}

function toDispute({ amountMinor, currency, ...rest }: DisputeRow): Dispute {
  return { ...rest, amount: money(amountMinor, currency) };
}
