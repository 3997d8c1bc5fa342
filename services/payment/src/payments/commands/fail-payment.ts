// Ends a payment that the provider refused to make.
import { PaymentFailed } from "@souk/contracts";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { afterFailure, type Payment } from "../domain/payment.ts";
import { ResolvePayment } from "../../job-definitions.ts";
import { declinedQuery } from "../../card-testing/store/attempts.ts";
import { loadPayment } from "./load-payment.ts";
import { writePayment } from "./write-payment.ts";

export async function failPayment(deps: Deps, paymentId: string, failureCode: string): Promise<Payment> {
  const payment = await loadPayment(deps, paymentId);
  return writePayment(deps, {
    payment,
    change: (now) =>
      now.status === "pending" || now.status === "unknown" ? afterFailure(now, failureCode, deps.now()) : now,
    alongside: ({ after: { id, orderId, provider, amount } }) => [
      outboxQuery(PaymentFailed, { paymentId: id, orderId, provider, amount, failureCode }),
      cancelJobQuery(ResolvePayment, id),
      declinedQuery(id),
    ],
  });
}
