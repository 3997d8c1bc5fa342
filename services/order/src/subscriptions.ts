// The order service's ears.
import { PaymentCaptured, PaymentRefunded, SettingsChanged } from "@souk/contracts";
import { on, type Subscription } from "@souk/events";
import { acceptPayment } from "./checkout/commands/accept-payment.ts";
import { recordRefund } from "./orders/commands/record-refund.ts";
import type { Deps } from "./deps.ts";

export function subscriptions(deps: Deps): readonly Subscription[] {
  return [
    on(PaymentCaptured, ({ orderId, paymentId, amount }, { eventId }) =>
      acceptPayment(deps, { orderId, paymentId, amount, eventId }),
    ),
    on(PaymentRefunded, ({ orderId, refundId, amount }, { eventId }) =>
      recordRefund(deps, { orderId, refundId, amount, eventId }),
    ),
    on(SettingsChanged, async () => deps.settings.forget()),
  ];
}
