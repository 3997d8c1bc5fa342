// Reads a payment that must exist.
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import type { Payment } from "../domain/payment.ts";
import { findPayment } from "../store/payments.ts";

export async function loadPayment(deps: Pick<Deps, "db">, paymentId: string): Promise<Payment> {
  const payment = await findPayment(deps.db, paymentId);
  if (payment) return payment;
  throw new Refusal("not_found", "payment_not_found", "There is no such payment.");
}
