// The only way a payment changes: decide on what was read, write only onto that, otherwise read and decide again.
import { type BatchQuery, isLostUpdate, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { Payment } from "../domain/payment.ts";
import { updatePaymentQuery } from "../store/payments.ts";
import { loadPayment } from "./load-payment.ts";

/** Every lost race is somebody else's gain, so this many writers at once are all served. */
const RACES_MAX = 100;

export type PaymentChange = { readonly before: Payment; readonly after: Payment };
export type WritePayment = {
  /** As it was read just now. */
  readonly payment: Payment;
  /** Gives back the same object where nothing is to be written. */
  readonly change: (payment: Payment) => Payment;
  /** What is written in the same transaction as a change. */
  readonly alongside?: (change: PaymentChange) => readonly BatchQuery[];
  /** What is written where there is no change. */
  readonly otherwise?: readonly BatchQuery[];
  /**
   * Whether somebody else did this very thing, so that nothing is left to do. Asked after the payment was read and before anything is
   * decided on it: what was done by then may be in it already.
   */
  readonly isDone?: () => Promise<boolean>;
};

export async function writePayment(deps: Deps, request: WritePayment): Promise<Payment> {
  const { change, alongside = () => [], otherwise = [], isDone } = request;
  let before = request.payment;
  for (let race = 0; race < RACES_MAX; race += 1) {
    if (await isDone?.()) return before;
    const after = change(before);
    const queries =
      after === before
        ? otherwise
        : [updatePaymentQuery(after, before.version), ...alongside({ before, after })];
    try {
      if (queries.length > 0) await runBatch(deps.db, queries);
      return after;
    } catch (error) {
      if (!isLostUpdate(error)) throw error;
      before = await loadPayment(deps, before.id);
    }
  }
  throw new Refusal(
    "unavailable",
    "payment_busy",
    "This payment is being changed by others; please try again.",
  );
}
