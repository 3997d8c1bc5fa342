// A payment as an answer: with its captures and refunds, and a tag of its content.
import { etagOf, json } from "@souk/http";
import type { Deps } from "../deps.ts";
import type { Payment } from "./domain/payment.ts";
import { listCaptures } from "./store/captures.ts";
import { listRefunds } from "./store/refunds.ts";
import { toPaymentView } from "./views.ts";

export async function answerPayment(deps: Pick<Deps, "db">, payment: Payment) {
  const { id } = payment;
  const [captures, refunds] = await Promise.all([listCaptures(deps.db, id), listRefunds(deps.db, id)]);
  const view = toPaymentView(payment, { captures, refunds });
  return json(view, { etag: etagOf(JSON.stringify(view)) });
}
