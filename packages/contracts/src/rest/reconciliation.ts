// REST contract of reconciliation: where our money, the provider's and the orders differ, and what staff do about it.
import { z } from "zod";
import { Id, MoneyBody, pageOf, pageQuery, requiredText, Timestamp } from "./common.ts";

const REASON_LENGTH_MAX = 500;

/** What can differ. The first group is repaired by the run that finds it, the second waits for staff. */
export const FindingKind = z.enum([
  "capture_missed",
  "refund_missed",
  "dispute_missed",
  "fee_not_booked",
  "payout_not_booked",
  "unknown_capture",
  "capture_missing",
  "amount_differs",
  "captured_twice",
  "paid_without_order",
  "order_not_confirmed",
  "order_without_capture",
  "refund_missing",
  "refund_differs",
  "ledger_differs",
]);
export type FindingKind = z.infer<typeof FindingKind>;
export const FindingStatus = z.enum(["open", "repaired", "dismissed"]);

export const Finding = z
  .object({
    id: Id,
    kind: FindingKind,
    /** What differs: the id of a payment, a refund, an order or a movement at the provider. */
    subject: z.string(),
    provider: z.string().nullable(),
    paymentId: Id.nullable(),
    orderId: Id.nullable(),
    /** What our records say, and what the provider or the order says. */
    here: MoneyBody.nullable(),
    there: MoneyBody.nullable(),
    status: FindingStatus,
    /** Who ended it: the run that found it, staff, or nobody of us: then the difference was gone. */
    endedBy: z.enum(["run", "staff", "itself"]).nullable(),
    reason: z.string().nullable(),
    firstSeenAt: Timestamp,
    lastSeenAt: Timestamp,
    endedAt: Timestamp.nullable(),
  })
  .meta({ id: "Finding" });
export type Finding = z.infer<typeof Finding>;
export const FindingPage = pageOf(Finding).meta({ id: "FindingPage" });
export const FindingsQuery = z.strictObject({
  ...pageQuery,
  status: FindingStatus.optional(),
  kind: FindingKind.optional(),
});
export const DismissFindingBody = z.strictObject({ reason: requiredText(REASON_LENGTH_MAX) });

export const ReconciliationRun = z
  .object({
    id: Id,
    /** Null where no member of staff asked for it. */
    askedBy: Id.nullable(),
    startedAt: Timestamp,
    /** Null while it runs, and for ever where its process died. */
    finishedAt: Timestamp.nullable(),
    /** Seen for the first time in the providers' books. */
    movements: z.int(),
    /** Compared with the provider one by one. */
    payments: z.int(),
    orders: z.int(),
    found: z.int(),
    repaired: z.int(),
    /** Who did not answer; what is theirs was not compared and is in the next run. */
    silent: z.array(z.string()),
  })
  .meta({ id: "ReconciliationRun" });
export type ReconciliationRun = z.infer<typeof ReconciliationRun>;
export const ReconciliationRunPage = pageOf(ReconciliationRun).meta({ id: "ReconciliationRunPage" });
export const ReconciliationRunsQuery = z.strictObject(pageQuery);
