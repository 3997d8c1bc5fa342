// Staff say that the money of a payment which is settled by hand has come; it counts like a provider's own word.
import { StaffActed } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import type { Deps } from "../../deps.ts";
import type { Payment } from "../domain/payment.ts";
import { applyNews } from "./apply-news.ts";

export type MarkPaid = {
  /** As it was read just now. */
  readonly payment: Payment;
  readonly amountMinor: number;
  /** What the bank or the courier wrote on it. */
  readonly reference: string;
  readonly staffId: string;
};

export async function markPaid(deps: Deps, command: MarkPaid): Promise<Payment> {
  const { payment, amountMinor, reference, staffId } = command;
  const { id, amount, status, providerPaymentId } = payment;
  const provider = requireByHand(deps, payment);
  if (status === "captured")
    throw new Refusal("conflict", "payment_not_open", "This payment is paid already.");
  if (amountMinor !== amount.amount)
    throw new Refusal("conflict", "amount_mismatch", "That is not what was to be paid.", {
      extra: { amount },
    });
  const standing = await provider.find(id, providerPaymentId);
  if (!standing)
    throw new Refusal("conflict", "payment_not_open", "This payment was never opened; ask for a new one.");
  const acted = {
    actorId: staffId,
    action: "payment.mark_paid",
    subjectType: "payment",
    subjectId: id,
    before: { status },
    after: { amountMinor, currency: amount.currency, reference },
    at: deps.now().toISOString(),
  };
  const news = { ...standing, status: "captured", capturedMinor: amountMinor } as const;
  return applyNews(deps, { payment, news, alongside: [outboxQuery(StaffActed, acted)] });
}

export function requireByHand(deps: Deps, payment: Payment) {
  const provider = deps.provider(payment.provider);
  if (provider.settlesByHand) return provider;
  throw new Refusal("conflict", "payment_not_by_hand", "This payment's provider says itself what came.");
}
