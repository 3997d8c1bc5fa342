// The order service asks for the money of what has left the house; where it was taken when it was granted there is nothing to do.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { heldMinorOf } from "../domain/payment.ts";
import { findCapture } from "../store/captures.ts";
import { findLivePayment } from "../store/payments.ts";
import { executeCapture } from "./execute-capture.ts";
import { requestCapture } from "./request-capture.ts";

export type CaptureOrder = {
  readonly orderId: string;
  /** Given by the caller: the same id is the same capture. */
  readonly captureId: string;
  /** All that is held where undefined. */
  readonly amountMinor: number | undefined;
  readonly isFinal: boolean;
};
export type OrderCapture = {
  readonly status: "pending" | "succeeded" | "failed";
  /** All that was taken of the payment so far. */
  readonly capturedMinor: number;
  readonly failureCode: string | null;
};

export async function captureOrder(deps: Deps, command: CaptureOrder): Promise<OrderCapture> {
  const { orderId, captureId, amountMinor, isFinal } = command;
  const payment = await findLivePayment(deps.db, orderId);
  if (!payment) throw new Refusal("not_found", "payment_not_found", "This order has no payment.");
  const isKnown = (await findCapture(deps.db, captureId)) !== undefined;
  // Nobody can be asked for cash that is to be paid at the door: staff say when it came.
  const isByHand = deps.provider(payment.provider).settlesByHand === true;
  const isTakenAlready = isByHand || (payment.status === "captured" && heldMinorOf(payment) === 0);
  if (!isKnown && isTakenAlready)
    return { status: "succeeded", capturedMinor: payment.capturedMinor, failureCode: null };
  const { status, failureCode } = isKnown
    ? await executeCapture(deps, captureId)
    : await requestCapture(deps, { captureId, payment, amountMinor, isFinal });
  const after = await findLivePayment(deps.db, orderId);
  return { status, capturedMinor: after?.capturedMinor ?? 0, failureCode };
}
