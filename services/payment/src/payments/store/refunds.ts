// All SQL of refunds.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Refund } from "../domain/refund.ts";

const columns = `id, payment_id as "paymentId", amount_minor as "amountMinor", status, reason,
  provider_refund_id as "providerRefundId", created_at as "createdAt"`;

const find = statement<Refund, [string]>("find_refund", `select ${columns} from refunds where id = $1`);
const listOfPayment = statement<Refund, [string]>(
  "list_refunds",
  `select ${columns} from refunds where payment_id = $1 order by created_at, id`,
);
const insert = statement<never, readonly unknown[]>(
  "insert_refund",
  `insert into refunds (id, payment_id, amount_minor, status, reason, created_at, updated_at) values ($1, $2, $3, 'pending', $4, $5, $5)`,
);
const finish = statement<never, readonly unknown[]>(
  "finish_refund",
  `with finished as (update refunds set status = $2, provider_refund_id = $3, updated_at = $4 where id = $1 and status = 'pending' returning 1)
   select require_one((select count(*) from finished))`,
);

export async function findRefund(db: AnyDb, refundId: string): Promise<Refund | undefined> {
  return find.first(db, [refundId]);
}

export async function listRefunds(db: AnyDb, paymentId: string): Promise<readonly Refund[]> {
  return listOfPayment.rows(db, [paymentId]);
}

export function insertRefundQuery(refund: Refund): BatchQuery {
  return insert.query([refund.id, refund.paymentId, refund.amountMinor, refund.reason, refund.createdAt]);
}

export type FinishedRefund = {
  readonly refundId: string;
  readonly status: "succeeded" | "failed";
  readonly providerRefundId: string | null;
  readonly at: Date;
};

/** Fails the batch where the refund was finished before. */
export function finishRefundQuery({ refundId, status, providerRefundId, at }: FinishedRefund): BatchQuery {
  return finish.query([refundId, status, providerRefundId, at]);
}
