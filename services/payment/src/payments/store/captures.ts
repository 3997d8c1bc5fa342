// All SQL of captures.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Capture } from "../domain/capture.ts";

const columns = `id, payment_id as "paymentId", amount_minor as "amountMinor", is_final as "isFinal", status,
  failure_code as "failureCode", created_at as "createdAt"`;

const find = statement<Capture, [string]>("find_capture", `select ${columns} from captures where id = $1`);
const listOfPayment = statement<Capture, [string]>(
  "list_captures",
  `select ${columns} from captures where payment_id = $1 order by created_at, id`,
);
const insert = statement<never, readonly unknown[]>(
  "insert_capture",
  `insert into captures (id, payment_id, amount_minor, is_final, status, created_at, updated_at) values ($1, $2, $3, $4, 'pending', $5, $5)`,
);
const finish = statement<never, readonly unknown[]>(
  "finish_capture",
  `with finished as (update captures set status = $2, failure_code = $3, updated_at = $4 where id = $1 and status = 'pending' returning 1)
   select require_one((select count(*) from finished))`,
);

export async function findCapture(db: AnyDb, captureId: string): Promise<Capture | undefined> {
  return find.first(db, [captureId]);
}

export async function listCaptures(db: AnyDb, paymentId: string): Promise<readonly Capture[]> {
  return listOfPayment.rows(db, [paymentId]);
}

export function insertCaptureQuery(capture: Capture): BatchQuery {
  return insert.query([
    capture.id,
    capture.paymentId,
    capture.amountMinor,
    capture.isFinal,
    capture.createdAt,
  ]);
}

export type FinishedCapture = {
  readonly captureId: string;
  readonly status: "succeeded" | "failed";
  readonly failureCode: string | null;
  readonly at: Date;
};

/** Fails the batch where the capture was finished before. */
export function finishCaptureQuery({ captureId, status, failureCode, at }: FinishedCapture): BatchQuery {
  return finish.query([captureId, status, failureCode, at]);
}
