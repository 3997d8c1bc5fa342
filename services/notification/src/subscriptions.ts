// The notification service's ears.
import {
  AccountMailRequested,
  BackInStockMailRequested,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderRefunded,
  OrderShipped,
  ReturnApproved,
  ReturnReceived,
  ReturnRejected,
  ReturnRequested,
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
    on(OrderShipped, ({ orderId, trackingCode, shipmentId, lines, isLast = true }, { eventId }) => {
      const shipment = { ...(shipmentId && { shipmentId }), ...(lines && { lines }) };
      const news = { template: "order.shipped", trackingCode, isPart: !isLast, ...shipment } as const;
      return queueNotification(deps, { eventId, subjectId: orderId, news });
    }),
    on(OrderDelivered, ({ orderId, shipmentId, isLast = true }, { eventId }) => {
      const news = {
        template: "order.delivered",
        isPart: !isLast,
        ...(shipmentId && { shipmentId }),
      } as const;
      return queueNotification(deps, { eventId, subjectId: orderId, news });
    }),
    on(OrderCancelled, ({ orderId, reason, wasConfirmed }, { eventId }) =>
      notifyOfCancellation(deps, { eventId, orderId, reason, wasConfirmed }),
    ),
    on(OrderRefunded, ({ orderId, refundId, amount, to }, { eventId }) =>
      queueNotification(deps, {
        eventId,
        subjectId: orderId,
        news: { template: "order.refunded", refundId, amount, isStoreCredit: to === "store_credit" },
      }),
    ),
    ...returnSubscriptions(deps),
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

function returnSubscriptions(deps: Deps): readonly Subscription[] {
  return [
    on(ReturnRequested, ({ orderId, returnId }, { eventId }) =>
      queueNotification(deps, {
        eventId,
        subjectId: orderId,
        news: { template: "order.return_requested", returnId },
      }),
    ),
    on(ReturnApproved, ({ orderId, returnId }, { eventId }) =>
      queueNotification(deps, {
        eventId,
        subjectId: orderId,
        news: { template: "order.return_approved", returnId },
      }),
    ),
    on(ReturnRejected, ({ orderId, returnId, reason }, { eventId }) =>
      queueNotification(deps, {
        eventId,
        subjectId: orderId,
        news: { template: "order.return_rejected", returnId, reason },
      }),
    ),
    on(ReturnReceived, ({ orderId, returnId }, { eventId }) =>
      queueNotification(deps, {
        eventId,
        subjectId: orderId,
        news: { template: "order.return_received", returnId },
      }),
    ),
  ];
}
