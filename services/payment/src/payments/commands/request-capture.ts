// Promises a capture: the amount is set aside before the provider is asked, so that parallel captures never exceed what is held.
import { StaffActed } from "@souk/contracts";
import type { BatchQuery } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { enqueueQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { ExecuteCapture, RETRY_DELAY_MS } from "../../job-definitions.ts";
import { afterCapturePromise, type Capture, capturableOf } from "../domain/capture.ts";
import type { Payment } from "../domain/payment.ts";
import { findCapture, insertCaptureQuery } from "../store/captures.ts";
import { executeCapture } from "./execute-capture.ts";
import { writePayment } from "./write-payment.ts";

export type RequestCapture = {
  /** Given by the caller: the same id is the same capture. */
  readonly captureId: string;
  /** As it was read just now. */
  readonly payment: Payment;
  /** All that is held where undefined. */
  readonly amountMinor: number | undefined;
  /** What is still held afterwards is let go. */
  readonly isFinal: boolean;
  readonly staffId?: string;
};

export async function requestCapture(deps: Deps, command: RequestCapture): Promise<Capture> {
  const { captureId, payment } = command;
  let amountMinor = 0;
  await writePayment(deps, {
    payment,
    change(now) {
      amountMinor = command.amountMinor ?? capturableOf(now).amount;
      return afterCapturePromise(now, amountMinor, deps.now());
    },
    alongside: ({ before, after }) => promiseQueries(command, { amountMinor, before, at: after.updatedAt }),
    isDone: async () => (await findCapture(deps.db, captureId)) !== undefined,
  });
  return executeCapture(deps, captureId);
}

type Promised = { readonly amountMinor: number; readonly before: Payment; readonly at: Date };

function promiseQueries(
  { captureId: id, payment, isFinal, staffId }: RequestCapture,
  { amountMinor, before, at }: Promised,
): readonly BatchQuery[] {
  const promised = { status: "pending", failureCode: null, createdAt: at } as const;
  const acted = {
    action: "payment.capture",
    subjectType: "payment",
    subjectId: payment.id,
    before: { capturedMinor: before.capturedMinor },
    after: { captureId: id, amountMinor, currency: payment.amount.currency, isFinal },
    at: at.toISOString(),
  };
  return [
    insertCaptureQuery({ id, paymentId: payment.id, amountMinor, isFinal, ...promised }),
    enqueueQuery(ExecuteCapture, { key: id, data: { captureId: id }, afterMs: RETRY_DELAY_MS }),
    ...(staffId === undefined ? [] : [outboxQuery(StaffActed, { actorId: staffId, ...acted })]),
  ];
}
