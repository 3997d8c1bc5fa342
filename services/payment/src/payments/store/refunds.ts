// All SQL of refunds.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Refund } from "../domain/refund.ts";

const columns = `id, payment_id as "paymentId", amount_minor as "amountMinor", status, reason,
  provider_refund_id as "providerRefundId", lines, failure_code as "failureCode", created_at as "createdAt"`;

const find = statement<Refund, [string]>("find_refund", `select ${columns} from refunds where id = $1`);
const listOfPayment = statement<Refund, [string]>(
  "list_refunds",
  `select ${columns} from refunds where payment_id = $1 order by created_at, id`,
);
const insert = statement<never, readonly unknown[]>(
  "insert_refund",
  `insert into refunds (id, payment_id, amount_minor, status, reason, provider_refund_id, lines, created_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
);
const accept = statement<never, [string, string, Date]>(
  "accept_refund",
  `update refunds set provider_refund_id = $2, updated_at = $3 where id = $1 and status = 'pending'`,
);
const finish = statement<never, readonly unknown[]>(
  "finish_refund",
  `with finished as (update refunds set status = $2, provider_refund_id = $3, failure_code = $4, updated_at = $5 where id = $1 and status = 'pending' returning 1)
   select require_one((select count(*) from finished))`,
);

const reverse = statement<never, readonly unknown[]>(
  "reverse_refund",
  `with reversed as (update refunds set status = 'failed', failure_code = $2, updated_at = $3 where id = $1 and status = 'succeeded' returning 1)
   select require_one((select count(*) from reversed))`,
);

export async function findRefund(db: AnyDb, refundId: string): Promise<Refund | undefined> {
  return find.first(db, [refundId]);
}

export async function listRefunds(db: AnyDb, paymentId: string): Promise<readonly Refund[]> {
  return listOfPayment.rows(db, [paymentId]);
}

export function insertRefundQuery(refund: Refund): BatchQuery {
  const { id, paymentId, amountMinor, status, reason, providerRefundId, lines, createdAt } = refund;
  const linesText = lines && JSON.stringify(lines);
  return insert.query([id, paymentId, amountMinor, status, reason, providerRefundId, linesText, createdAt]);
}

/** The provider has taken it on, and says later how it ended. */
export async function acceptRefund(
  db: AnyDb,
  { refundId, providerRefundId, at }: { refundId: string; providerRefundId: string; at: Date },
): Promise<void> {
  await accept.rows(db, [refundId, providerRefundId, at]);
}

export type FinishedRefund = {
  readonly refundId: string;
  readonly status: "succeeded" | "failed";
  readonly providerRefundId: string | null;
  readonly failureCode: string | null;
  readonly at: Date;
};

/** Fails the batch where the refund was finished before. */
export function finishRefundQuery(refund: FinishedRefund): BatchQuery {
  const { refundId, status, providerRefundId, failureCode, at } = refund;
  return finish.query([refundId, status, providerRefundId, failureCode, at]);
}

export type ReversedRefund = Pick<FinishedRefund, "refundId" | "failureCode" | "at">;

/** Fails the batch where the refund had not succeeded, or was reversed before. */
export function reverseRefundQuery({ refundId, failureCode, at }: ReversedRefund): BatchQuery {
  return reverse.query([refundId, failureCode, at]);
}
