// What the product service hears, and what it does then.
import {
  BackInStockMailEnded,
  OrderCancelled,
  OrderConfirmed,
  OrderRefunded,
  ProductArchived,
  ProductCreated,
  ProductUpdated,
  ReturnReceived,
  StockReplenished,
} from "@souk/contracts";
import { on, type Subscription } from "@souk/events";
import { endSubscription } from "./back-in-stock/commands/end-subscription.ts";
import { promiseToTell } from "./back-in-stock/commands/promise-to-tell.ts";
import type { Deps } from "./deps.ts";
import { withdrawBasket } from "./recommendations/commands/withdraw-basket.ts";
import { hastenFollowing } from "./search/jobs.ts";
import { putBackOrder } from "./stock/commands/put-back-order.ts";
import { restockReturn } from "./stock/commands/restock-return.ts";
import { restockUnsent } from "./stock/commands/restock-unsent.ts";
import { sellOrder } from "./stock/commands/sell-order.ts";

export const subscriptions = (deps: Deps): readonly Subscription[] => [
  on(OrderConfirmed, ({ orderId, lines, confirmedAt }, { eventId }) =>
    sellOrder(deps, { orderId, eventId, lines, boughtAt: new Date(confirmedAt) }),
  ),
  on(OrderCancelled, ({ orderId, reason }, { eventId }) => putBackOrder(deps, { orderId, eventId, reason })),
  on(ReturnReceived, ({ orderId, returnId, lines }, { eventId }) =>
    restockReturn(deps, { orderId, returnId, lines, eventId }),
  ),
  on(OrderRefunded, ({ orderId, refundId, unsent: goods = [] }, { eventId }) =>
    restockUnsent(deps, { orderId, refundId, goods, eventId }),
  ),
  on(OrderCancelled, ({ orderId, wasConfirmed }) => withdrawBasket(deps, { orderId, wasConfirmed })),
  ...[ProductCreated, ProductUpdated, ProductArchived].map((event) => on(event, () => hastenFollowing(deps))),
  on(StockReplenished, ({ variantId }, { eventId }) => promiseToTell(deps, { variantId, eventId })),
  on(BackInStockMailEnded, ({ subscriptionId }) => endSubscription(deps, subscriptionId)),
];
