// Turns a cart into an order. Stock and payment come after (continue-checkout.ts); docs/flows/place-order.md tells the whole way.
import { OrderPlaced, OrderUpdated, type MoneyBody, type PaymentChoice } from "@souk/contracts";
import { type BatchQuery, isLostUpdate, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { enqueueQuery } from "@souk/jobs";
import { loadCart, requireOwn } from "../../carts/commands/load-cart.ts";
import { requireOrderable, type StoredCart } from "../../carts/domain/cart.ts";
import { orderCartQuery } from "../../carts/store/carts.ts";
import type { Deps } from "../../deps.ts";
import { redeemQueries } from "../../gift-cards/store/credit-entries.ts";
import { FinishCheckout, RECOVERY_DELAY_MS } from "../../job-definitions.ts";
import { loadOrder } from "../../orders/commands/change-order.ts";
import { placedOrder, type Order } from "../../orders/domain/order.ts";
import { termsOf } from "../../orders/domain/terms.ts";
import { factsOf, soldLinesOf } from "../../orders/order-facts.ts";
import { insertOrderEventQuery, insertOrderQuery } from "../../orders/store/orders.ts";
import { customerKeyOf, promotionUseQueries } from "../../pricing/store/promotion-uses.ts";
import { agreeTerms } from "../agree-terms.ts";
import { soldOut } from "../sold-out.ts";

const RACES_MAX = 5;

export type PlaceOrder = {
  /** Made when the idempotency key was first seen: a repeated request has the same. */
  readonly orderId: string;
  readonly cartId: string;
  readonly customerId: string | null;
  readonly expectedTotal?: MoneyBody | undefined;
  readonly expectedAmountDue?: MoneyBody | undefined;
  readonly payment?: PaymentChoice | undefined;
};

/**
 * The order of this cart, once for each `orderId`. Refuses a cart that is incomplete, ordered already or priced otherwise than expected.
 * Coupons are used and gift cards pay in the transaction of the order, where the database keeps their limits.
 */
export async function placeOrder(deps: Deps, command: PlaceOrder): Promise<Order> {
  const { orderId, cartId, customerId } = command;
  const placed = await deps.carts.change(cartId, (cart) => placeFrom(deps, command, cart));
  if (placed) return placed;
  for (let race = 0; race < RACES_MAX; race += 1) {
    const cart = await loadCart(deps, cartId, customerId);
    if (cart.orderId === orderId) return loadOrder(deps, orderId);
    const order = await placeFrom(deps, command, cart);
    if (order) return order;
  }
  throw new Refusal("conflict", "cart_busy", "This cart is being changed elsewhere; please try again.");
}

/** Undefined where the cart changed since it was as it is given here, a twin request ordered it, or somebody was faster with a coupon or a gift card. */
async function placeFrom(deps: Deps, command: PlaceOrder, found: StoredCart): Promise<Order | undefined> {
  const { orderId, customerId, expectedTotal, expectedAmountDue } = command;
  const cart = requireOrderable(requireNotOrdered(requireOwn(found, customerId)));
  const terms = await agreeTerms(deps, { cart, customerId, expectedTotal, expectedAmountDue });
  const order = placedOrder(orderId, terms, deps.now());
  try {
    await runBatch(deps.db, [orderCartQuery(cart, orderId), ...placingQueries(deps, order, command)]);
    deps.carts.forget(cart.id);
    return order;
  } catch (error) {
    if (!isLostUpdate(error)) throw error;
    await requireUnused(deps, orderId);
    deps.pricing.forget();
    return undefined;
  }
}

/** A repeated request whose first run came to nothing after it had written its order: that order stays what it is. */
async function requireUnused(deps: Deps, orderId: string): Promise<void> {
  const earlier = await deps.orderReads.find(orderId);
  if (earlier?.status !== "cancelled") return;
  const { cancelReason, lines } = earlier;
  if (cancelReason === "sold_out") throw soldOut(await deps.stock.shortages(lines));
  throw new Refusal(
    "conflict",
    "order_cancelled",
    "This order was cancelled; order the cart with a new key.",
    {
      extra: { orderId, cancelReason },
    },
  );
}

function placingQueries(deps: Deps, order: Order, { payment }: PlaceOrder): readonly BatchQuery[] {
  const { id: orderId, cartId, customerId, email, credits, promotions: applied, placedAt: at } = order;
  const customerKey = customerKeyOf({ customerId, email });
  return [
    insertOrderQuery(order),
    insertOrderEventQuery(order, { type: "placed", terms: termsOf(order) }),
    ...promotionUseQueries({ orderId, customerKey, applied, at }),
    ...redeemQueries({ orderId, credits, at }),
    outboxQuery(OrderPlaced, {
      ...factsOf(order),
      cartId,
      total: order.totals.total,
      lines: soldLinesOf(order),
    }),
    outboxQuery(OrderUpdated, { ...factsOf(order), from: null, to: order.status }),
    enqueueQuery(FinishCheckout, {
      key: orderId,
      data: { orderId, ...(payment && { payment }) },
      afterMs: Math.min(RECOVERY_DELAY_MS, deps.paymentWindowMs),
    }),
  ];
}

/** Whose it became is not told to somebody who tries to order it again. */
function requireNotOrdered(cart: StoredCart): StoredCart {
  if (cart.status === "ordered") {
    throw new Refusal("conflict", "cart_ordered", "This cart has been ordered already.");
  }
  return cart;
}
