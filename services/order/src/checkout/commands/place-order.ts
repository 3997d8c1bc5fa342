// Turns a cart into an order. Stock and payment come after (continue-checkout.ts); docs/flows/place-order.md tells the whole way.
import { OrderPlaced, OrderUpdated, type MoneyBody, type PaymentChoice } from "@souk/contracts";
import { type BatchQuery, isLostUpdate, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { enqueueQuery } from "@souk/jobs";
import { requireOrderable, type StoredCart } from "../../carts/domain/cart.ts";
import { findCart, orderCartQuery } from "../../carts/store/carts.ts";
import type { Deps } from "../../deps.ts";
import { redeemQueries } from "../../gift-cards/store/credit-entries.ts";
import { FinishCheckout, RECOVERY_DELAY_MS } from "../../job-definitions.ts";
import { loadOrder } from "../../orders/commands/change-order.ts";
import { placedOrder, type Order } from "../../orders/domain/order.ts";
import { termsOf } from "../../orders/domain/terms.ts";
import { factsOf, soldLinesOf } from "../../orders/order-facts.ts";
import { findOrder, insertOrderEventQuery, insertOrderQuery } from "../../orders/store/orders.ts";
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
  const { orderId, customerId, expectedTotal, expectedAmountDue } = command;
  for (let race = 0; race < RACES_MAX; race += 1) {
    const stored = await loadCartToOrder(deps, command);
    if (stored.orderId === orderId) return loadOrder(deps, orderId);
    const cart = requireOrderable(stored);
    const terms = await agreeTerms(deps, { cart, customerId, expectedTotal, expectedAmountDue });
    const order = placedOrder(orderId, terms, deps.now());
    try {
      await runBatch(deps.db, [orderCartQuery(cart, orderId), ...placingQueries(deps, order, command)]);
      return order;
    } catch (error) {
      if (!isLostUpdate(error)) throw error;
      await requireUnused(deps, orderId);
      // The cart changed since it was read, a twin request ordered it, or somebody else was faster with a coupon or a gift card.
      deps.pricing.forget();
    }
  }
  throw new Refusal("conflict", "cart_busy", "This cart is being changed elsewhere; please try again.");
}

/** A repeated request whose first run came to nothing after it had written its order: that order stays what it is. */
async function requireUnused(deps: Deps, orderId: string): Promise<void> {
  const earlier = await findOrder(deps.db, orderId);
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

async function loadCartToOrder(deps: Deps, command: PlaceOrder): Promise<StoredCart> {
  const cart = await findCart(deps.db, command.cartId);
  if (!cart || (cart.customerId !== null && cart.customerId !== command.customerId)) {
    throw new Refusal("not_found", "cart_not_found", "There is no such cart.");
  }
  if (cart.status === "ordered" && cart.orderId !== command.orderId) {
    throw new Refusal("conflict", "cart_ordered", "This cart has been ordered already.");
  }
  return cart;
}
