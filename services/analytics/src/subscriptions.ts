// The analytics service's ears.
import { OrderCancelled, OrderConfirmed, OrderRefunded } from "@souk/contracts";
import { on, type Subscription } from "@souk/events";
import { recordCancellation } from "./commands/record-cancellation.ts";
import { recordRefund } from "./commands/record-refund.ts";
import { recordSale } from "./commands/record-sale.ts";
import type { Deps } from "./deps.ts";

export function subscriptions(deps: Deps): readonly Subscription[] {
  return [
    on(OrderConfirmed, (order, { eventId }) => recordSale(deps, { ...order, eventId })),
    on(OrderRefunded, ({ orderId, refundId, amount }, { eventId, occurredAt }) =>
      recordRefund(deps, { orderId, refundId, amount, refundedAt: occurredAt, eventId }),
    ),
    on(OrderCancelled, ({ orderId, reason, wasConfirmed }, { eventId, occurredAt }) =>
      recordCancellation(deps, { orderId, reason, wasConfirmed, cancelledAt: occurredAt, eventId }),
    ),
  ];
}
