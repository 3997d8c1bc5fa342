// Says once more that an order's money is there, where the order has not heard it: its own command confirms it, or sends the money back.
import { PaymentAuthorized, PaymentCaptured } from "@souk/contracts";
import { runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { money } from "@souk/money";
import type { Deps } from "../../deps.ts";
import type { Payment } from "../../payments/domain/payment.ts";

export async function tellOrderAgain(deps: Deps, payment: Payment): Promise<void> {
  const { id: paymentId, orderId, provider, amount, capturedMinor } = payment;
  const facts = { paymentId, orderId, provider, amount };
  const taken = money(capturedMinor, amount.currency);
  const said =
    capturedMinor > 0
      ? outboxQuery(PaymentCaptured, { ...facts, amount: taken })
      : outboxQuery(PaymentAuthorized, facts);
  await runBatch(deps.db, [said]);
}
