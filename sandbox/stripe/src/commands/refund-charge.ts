// Gives money of a charge back, never more than was taken.
import { invalid } from "../api-error.ts";
import { type Form, mapOf, textOf } from "../form.ts";
import type { Account } from "../state/account.ts";
import type { Refund } from "../state/objects.ts";

export function refundCharge(account: Account, form: Form): Refund {
  const intent = account.intent(textOf(form["payment_intent"]) ?? "");
  if (intent.latest_charge === null)
    throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`);
  const charge = account.chargeOf(intent);
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = Number(textOf(form["amount"]) ?? left);
  if (charge.disputed)
    throw invalid(`Charge ${charge.id} has been charged back.`, { code: "charge_disputed" });
  if (left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  if (!Number.isInteger(amount) || amount < 1 || amount > left)
    throw invalid("Refund amount is greater than unrefunded amount on charge.", { param: "amount" });
  const refund: Refund = {
    id: account.newId("re"),
    object: "refund",
    amount,
    currency: charge.currency,
    created: account.seconds(),
    charge: charge.id,
    payment_intent: intent.id,
    metadata: mapOf(form["metadata"]),
    reason: textOf(form["reason"]) ?? null,
    status: "succeeded",
  };
  account.refunds.set(refund.id, refund);
  charge.amount_refunded += amount;
  account.move("refund", refund, -amount);
  account.publish("refund.created", refund);
  account.publish("charge.refunded", charge);
  return refund;
}

/** The shopper's bank sends the money back to the account. */
export function failRefund(account: Account, refund: Refund): Refund {
  refund.status = "failed";
  account.charge(refund.charge).amount_refunded -= refund.amount;
  account.move("refund_failure", refund, refund.amount);
  account.publish("refund.failed", refund);
  return refund;
}
