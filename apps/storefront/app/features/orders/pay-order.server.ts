// Paying for an order that exists: another attempt, or everything back into the bag.
import { isApiProblem } from "@souk/client";
import type { Order } from "@souk/contracts";
import { readValues } from "../../lib/forms.server.ts";
import type { Shop } from "../../lib/shop.server.ts";

export type PayOutcome =
  | { readonly status: "started"; readonly mustPay: boolean }
  | { readonly status: "refused" }
  | { readonly status: "unknown"; readonly idempotencyKey: string };

const KEY = /^[\w-]{16,64}$/;

/** Starts another payment, once for each time the page was made. */
export async function payOrder(shop: Shop, order: Order, form: FormData): Promise<PayOutcome> {
  const { provider: wanted, idempotencyKey: sent = "" } = readValues(form, ["provider", "idempotencyKey"]);
  const idempotencyKey = KEY.test(sent) ? sent : crypto.randomUUID();
  const provider =
    shop.parts.paymentProviders.find((name) => name === wanted) ?? shop.parts.paymentProviders[0] ?? "manual";
  const returnUrl = `${shop.parts.publicUrl}/orders/${order.id}/confirmation`;
  try {
    const { data } = await (
      await shop.orderApi(order.id)
    ).payments.create({ orderId: order.id, provider, returnUrl }, { idempotencyKey });
    return { status: "started", mustPay: data.status === "requires_action" };
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    return error.status === 0 || error.status >= 500
      ? { status: "unknown", idempotencyKey }
      : { status: "refused" };
  }
}
