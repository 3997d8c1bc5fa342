// The order service's ears.
import {
  OrderCancelled,
  OrderConfirmed,
  OrderRefunded,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentRefunded,
  PaymentRefundFailed,
  PricingChanged,
  SettingsChanged,
} from "@souk/contracts";
import { on, type Subscription } from "@souk/events";
import { acceptPayment } from "./checkout/commands/accept-payment.ts";
import { CANCELLED, issueCreditNote } from "./invoices/commands/issue-credit-note.ts";
import { issueInvoice } from "./invoices/commands/issue-invoice.ts";
import { failRefund } from "./orders/commands/fail-refund.ts";
import { recordRefund } from "./orders/commands/record-refund.ts";
import { reverseRefund } from "./orders/commands/reverse-refund.ts";
import type { Deps } from "./deps.ts";

export function subscriptions(deps: Deps): readonly Subscription[] {
  return [
    on(PaymentAuthorized, ({ orderId, paymentId, amount }, { eventId }) =>
      acceptPayment(deps, { orderId, paymentId, amount, eventId }),
    ),
    // Where only a part was taken so far, the rest is held.
    on(PaymentCaptured, ({ orderId, paymentId, amount, granted = amount }, { eventId }) =>
      acceptPayment(deps, { orderId, paymentId, amount: granted, eventId }),
    ),
    on(PaymentRefunded, async ({ orderId, refundId, amount, reason }) => {
      await recordRefund(deps, { orderId, refundId, amount, reason, part: "payment" });
    }),
    on(PaymentRefundFailed, async ({ orderId, refundId, failureCode, wasGiven }) => {
      await (wasGiven ? reverseRefund : failRefund)(deps, { orderId, refundId, reason: failureCode });
    }),
    on(OrderConfirmed, ({ orderId }, { eventId }) => issueInvoice(deps, { orderId, eventId })),
    on(OrderRefunded, ({ orderId, refundId: reference }, { eventId }) =>
      issueCreditNote(deps, { orderId, reference, eventId }),
    ),
    on(OrderCancelled, async ({ orderId, wasConfirmed }, { eventId }) => {
      if (wasConfirmed) await issueCreditNote(deps, { orderId, reference: CANCELLED, eventId });
    }),
    on(SettingsChanged, async () => deps.settings.forget()),
    on(PricingChanged, async () => deps.pricing.forget()),
  ];
}
