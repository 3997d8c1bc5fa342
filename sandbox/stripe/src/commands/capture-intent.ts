// Takes money that is held, whole or in parts, and lets go of the rest.
import { invalid, unexpectedState } from "../api-error.ts";
import { type Form, mapOf, textOf } from "../form.ts";
import type { Account } from "../state/account.ts";
import type { PaymentIntent } from "../state/objects.ts";

export function captureIntent(account: Account, intent: PaymentIntent, form: Form): PaymentIntent {
  if (intent.status !== "requires_capture")
    throw unexpectedState(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}.`,
    );
  const amount = Number(textOf(form["amount_to_capture"]) ?? intent.amount_capturable);
  if (!Number.isInteger(amount) || amount < 1 || amount > intent.amount_capturable)
    throw invalid("The amount to capture is more than what is held.", {
      code: "amount_too_large",
      param: "amount_to_capture",
    });
  const charge = account.chargeOf(intent);
  const inParts = charge.payment_method_details.card.multicapture.status === "available";
  if (form["final_capture"] !== undefined && !inParts)
    throw invalid("This PaymentIntent does not support multicapture.", { param: "final_capture" });
  const isFinal = form["final_capture"] !== "false" || amount === intent.amount_capturable;
  intent.metadata = { ...intent.metadata, ...mapOf(form["metadata"]) };
  intent.amount_received += amount;
  charge.amount_captured += amount;
  intent.amount_capturable = isFinal ? 0 : intent.amount_capturable - amount;
  if (isFinal) intent.status = "succeeded";
  account.move("charge", charge, amount);
  account.publish("charge.captured", charge);
  account.publish(isFinal ? "payment_intent.succeeded" : "payment_intent.amount_capturable_updated", intent);
  return intent;
}

export function cancelIntent(account: Account, intent: PaymentIntent): PaymentIntent {
  if (intent.status === "succeeded" || intent.status === "canceled")
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
    );
  intent.status = "canceled";
  intent.canceled_at = account.seconds();
  intent.amount_capturable = 0;
  intent.next_action = null;
  account.publish("payment_intent.canceled", intent);
  return intent;
}
