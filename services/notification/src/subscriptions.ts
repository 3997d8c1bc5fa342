// The notification service's ears.
import {
  AccountMailRequested,
  BackInStockMailRequested,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderRefunded,
  OrderShipped,
} from "@souk/contracts";
import { on, type Subscription } from "@souk/events";
import { notifyOfCancellation } from "./commands/notify-of-cancellation.ts";
import { queueNotification } from "./commands/queue-notification.ts";
import type { Deps } from "./deps.ts";

export function subscriptions(deps: Deps): readonly Subscription[] {
  return [
    on(OrderConfirmed, ({ orderId }, { eventId }) =>
      queueNotification(deps, { eventId, subjectId: orderId, news: { template: "order.confirmed" } }),
    ),
    on(OrderShipped, ({ orderId, trackingCode }, { eventId }) =>
      queueNotification(deps, {
        eventId,
        subjectId: orderId,
        news: { template: "order.shipped", trackingCode },
      }),
    ),
    on(OrderDelivered, ({ orderId }, { eventId }) =>
      queueNotification(deps, { eventId, subjectId: orderId, news: { template: "order.delivered" } }),
    ),
    on(OrderCancelled, ({ orderId, reason, wasConfirmed }, { eventId }) =>
      notifyOfCancellation(deps, { eventId, orderId, reason, wasConfirmed }),
    ),
    on(OrderRefunded, ({ orderId, refundId, amount }, { eventId }) =>
      queueNotification(deps, {
        eventId,
        subjectId: orderId,
        news: { template: "order.refunded", refundId, amount },
      }),
    ),
    on(BackInStockMailRequested, ({ subscriptionId, purpose }, { eventId }) =>
      queueNotification(deps, {
        eventId,
        subjectId: subscriptionId,
        news: { template: `back_in_stock.${purpose}`, subscriptionId },
      }),
    ),
    on(AccountMailRequested, ({ userId, mailId }, { eventId }) =>
      queueNotification(deps, { eventId, subjectId: userId, news: { template: "account.mail", mailId } }),
    ),
  ];
}
