// The provider took another amount or currency than the order's: it pays no order. Our payment ends, takes the amount over, and all of it
// goes back, as does all money that comes for a payment which is over.
import { isLostUpdate, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { bookingsOf } from "../../ledger/domain/ledger.ts";
import { insertBookingQuery } from "../../ledger/store/ledger.ts";
import { applyNews } from "../../payments/commands/apply-news.ts";
import { loadPayment } from "../../payments/commands/load-payment.ts";
import { afterFailure, type Payment } from "../../payments/domain/payment.ts";
import { updatePaymentQuery } from "../../payments/store/payments.ts";
import { adoptAmountQuery } from "../store/adopted-amounts.ts";

const AMOUNT_DIFFERS = "amount_differs";

export async function adoptAmount(deps: Deps, payment: Payment): Promise<void> {
  const news = await deps.provider(payment.provider).find(payment.id, payment.providerPaymentId);
  if (!news) return;
  if (payment.capturedMinor > 0 || news.orderId !== payment.orderId)
    throw new Refusal(
      "conflict",
      "repair_not_possible",
      "Our books have taken this payment in: compare it with the provider's dashboard by hand.",
    );
  await endWithAmount(deps, payment, news.amount);
  await applyNews(deps, { payment: await loadPayment(deps, payment.id), news });
}

async function endWithAmount(deps: Deps, payment: Payment, amount: Payment["amount"]): Promise<void> {
  const at = deps.now();
  const ended = afterFailure(payment, AMOUNT_DIFFERS, at);
  const released = bookingsOf(payment, ended);
  try {
    await runBatch(deps.db, [
      updatePaymentQuery(ended, payment.version),
      adoptAmountQuery(payment.id, amount),
      ...released.map((one) => insertBookingQuery(one, { id: deps.newId(), at })),
    ]);
  } catch (error) {
    if (!isLostUpdate(error)) throw error; // Changed meanwhile: what is there now is applied to what it is now.
  }
}
