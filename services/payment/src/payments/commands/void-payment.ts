// Staff lets go of what a payment holds and did not take: all of an authorization, or the rest of one that was taken in part.
import { StaffActed } from "@souk/contracts";
import { runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { heldMinorOf, type Payment } from "../domain/payment.ts";
import { endPayment } from "./end-payment.ts";

export type VoidPayment = {
  /** As it was read just now. */
  readonly payment: Payment;
  readonly staffId: string;
};

export async function voidPayment(deps: Deps, { payment, staffId }: VoidPayment): Promise<Payment> {
  const heldMinor = heldMinorOf(payment);
  if (heldMinor === 0)
    throw new Refusal("conflict", "payment_not_voidable", "Nothing of this payment is held.");
  // Said first: whoever asked for it is on record even where the provider's answer never comes.
  await runBatch(deps.db, [
    outboxQuery(StaffActed, {
      actorId: staffId,
      action: "payment.void",
      subjectType: "payment",
      subjectId: payment.id,
      before: { heldMinor, currency: payment.amount.currency },
      after: { heldMinor: 0, currency: payment.amount.currency },
      at: deps.now().toISOString(),
    }),
  ]);
  const ended = await endPayment(deps, payment);
  if (heldMinorOf(ended) === 0) return ended;
  throw new Refusal(
    "unavailable",
    "payment_provider_silent",
    "The payment provider does not answer; please try again.",
  );
}
