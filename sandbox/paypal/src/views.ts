// Orders and what hangs on them as the API shows them.
import type { Authorization, Capture, Order, Refund } from "./domain/order.ts";
import { feeOf } from "./domain/transaction.ts";

type Link = { readonly href: string; readonly rel: string; readonly method: "GET" | "POST" };
type MakeLink = (rel: string, path: string, method?: Link["method"]) => Link;
export type Views = ReturnType<typeof createViews>;

export function createViews(baseUrl: () => string) {
  const link: MakeLink = (rel, path, method = "GET") => ({ href: `${baseUrl()}${path}`, rel, method });
  const { capture, authorization, refund } = partViews(link);
  const approvalUrl = ({ id }: Order): string => `${baseUrl()}/checkoutnow?token=${id}`;
  const minimal = (order: Order) => ({
    id: order.id,
    status: order.status,
    links: [
      link("self", `/v2/checkout/orders/${order.id}`),
      { href: approvalUrl(order), rel: "payer-action", method: "GET" as const },
    ],
  });
  const whole = (order: Order) => {
    const { captures, authorizations, refunds, create_time, update_time, intent } = order;
    const payments = {
      ...(captures.length > 0 && { captures: captures.map((one) => capture(order, one)) }),
      ...(authorizations.length > 0 && {
        authorizations: authorizations.map((one) => authorization(order, one)),
      }),
      ...(refunds.length > 0 && { refunds: refunds.map((one) => refund(order, one)) }),
    };
    const unit = { ...order.unit, ...(Object.keys(payments).length > 0 && { payments }) };
    return { ...minimal(order), intent, create_time, update_time, purchase_units: [unit] };
  };
  return { approvalUrl, minimal, whole, capture, authorization, refund };
}

function partViews(link: MakeLink) {
  const capture = (order: Order, { authorizationId, ...one }: Capture) => ({
    ...one,
    seller_receivable_breakdown: { gross_amount: one.amount, paypal_fee: feeOf(one.amount) },
    supplementary_data: { related_ids: { order_id: order.id, authorization_id: authorizationId } },
    update_time: order.update_time,
    links: [
      link("self", `/v2/payments/captures/${one.id}`),
      link("refund", `/v2/payments/captures/${one.id}/refund`, "POST"),
      link("up", `/v2/checkout/orders/${order.id}`),
    ],
  });
  const authorization = (order: Order, { renews: _renews, ...one }: Authorization) => ({
    ...one,
    custom_id: order.unit.custom_id,
    invoice_id: order.unit.invoice_id,
    update_time: order.update_time,
    links: [
      link("self", `/v2/payments/authorizations/${one.id}`),
      link("capture", `/v2/payments/authorizations/${one.id}/capture`, "POST"),
      link("up", `/v2/checkout/orders/${order.id}`),
    ],
  });
  const refund = (order: Order, { captureId, ...one }: Refund) => ({
    ...one,
    update_time: order.update_time,
    links: [link("self", `/v2/payments/refunds/${one.id}`), link("up", `/v2/payments/captures/${captureId}`)],
  });
  return { capture, authorization, refund };
}
