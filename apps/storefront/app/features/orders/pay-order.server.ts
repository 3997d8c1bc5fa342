// Paying for an order that exists: another attempt, or everything back into the bag.
import { isApiProblem } from "@souk/client";
import type { Order } from "@souk/contracts";
import { readValues } from "../../lib/forms.server.ts";
import type { Shop } from "../../lib/shop.server.ts";
import { readChoice } from "../../lib/ways-to-pay.server.ts";

export type PayOutcome =
  | { readonly status: "started"; readonly mustPay: boolean }
  | { readonly status: "refused" }
  | { readonly status: "too_many_attempts"; readonly retryAfterMinutes: number | null }
  | { readonly status: "unknown"; readonly idempotencyKey: string };

/** Somebody was quicker, in another tab or at the provider: the order itself says what became of it. */
const SETTLED_CODES = new Set(["payment_exists", "order_not_payable"]);
const SECONDS_PER_MINUTE = 60;
const KEY = /^[\w-]{16,64}$/;

/** Starts another payment, once for each time the page was made. */
export async function payOrder(shop: Shop, order: Order, form: FormData): Promise<PayOutcome> {
  const { idempotencyKey: sent = "" } = readValues(form, ["idempotencyKey"]);
  const idempotencyKey = KEY.test(sent) ? sent : crypto.randomUUID();
  const choice = readChoice(shop, form);
  if (!choice) return { status: "refused" };
  const returnUrl = `${shop.parts.publicUrl}/orders/${order.id}/confirmation`;
  try {
    const { data } = await (
      await shop.orderApi(order.id)
    ).payments.create({ orderId: order.id, ...choice, returnUrl }, { idempotencyKey });
    shop.rememberPayment(order.id, data.id);
    return { status: "started", mustPay: data.status === "requires_action" };
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    if (SETTLED_CODES.has(error.code)) {
      const { paymentId } = error.extra;
      if (typeof paymentId === "string") shop.rememberPayment(order.id, paymentId);
      return { status: "started", mustPay: false };
    }
    if (error.code === "too_many_payment_attempts") {
      const { retryAfterSeconds: seconds } = error;
      const retryAfterMinutes = seconds === undefined ? null : Math.ceil(seconds / SECONDS_PER_MINUTE);
      return { status: "too_many_attempts", retryAfterMinutes };
    }
    return error.status === 0 || error.status >= 500
      ? { status: "unknown", idempotencyKey }
      : { status: "refused" };
  }
}
