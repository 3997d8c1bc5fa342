// The notification service's ears.
import { OrderCancelled, OrderConfirmed, OrderDelivered, OrderRefunded, OrderShipped } from "@souk/contracts";
import { on, type Subscription } from "@souk/events";
import { notifyOfCancellation } from "./commands/notify-of-cancellation.ts";
import { queueNotification } from "./commands/queue-notification.ts";
import type { Deps } from "./deps.ts";

export function subscriptions(deps: Deps): readonly Subscription[] {
  return [
    on(OrderConfirmed, ({ orderId }, { eventId }) =>
      queueNotification(deps, { eventId, orderId, news: { template: "order.confirmed" } }),
    ),
    on(OrderShipped, ({ orderId, trackingCode }, { eventId }) =>
      queueNotification(deps, { eventId, orderId, news: { template: "order.shipped", trackingCode } }),
    ),
    on(OrderDelivered, ({ orderId }, { eventId }) =>
      queueNotification(deps, { eventId, orderId, news: { template: "order.delivered" } }),
    ),
    on(OrderCancelled, ({ orderId, reason, wasConfirmed }, { eventId }) =>
      notifyOfCancellation(deps, { eventId, orderId, reason, wasConfirmed }),
    ),
    on(OrderRefunded, ({ orderId, refundId, amount }, { eventId }) =>
      queueNotification(deps, { eventId, orderId, news: { template: "order.refunded", refundId, amount } }),
    ),
  ];
}
