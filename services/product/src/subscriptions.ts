// What the product service hears, and what it does then.
import { OrderCancelled, OrderConfirmed } from "@souk/contracts";
import { on, type Subscription } from "@souk/events";
import type { Deps } from "./deps.ts";
import { putBackOrder } from "./stock/commands/put-back-order.ts";
import { sellOrder } from "./stock/commands/sell-order.ts";

export const subscriptions = (deps: Deps): readonly Subscription[] => [
  on(OrderConfirmed, ({ orderId }, { eventId }) => sellOrder(deps, { orderId, eventId })),
  on(OrderCancelled, ({ orderId, reason }, { eventId }) => putBackOrder(deps, { orderId, eventId, reason })),
];
