// Turns a cart into an order. Stock and payment come after (continue-checkout.ts); docs/flows/place-order.md tells the whole way.
import { OrderPlaced, OrderUpdated, type MoneyBody, type PaymentChoice } from "@souk/contracts";
import { isLostUpdate, runBatch } from "@souk/db";
import { Refusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { enqueueQuery } from "@souk/jobs";
import { equalMoney } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { requireOrderable, type OrderableCart, type StoredCart } from "../../carts/domain/cart.ts";
import { placedOrder, termsOf, type Order, type OrderTerms } from "../../orders/domain/order.ts";
import { termsFrom } from "../../orders/domain/stored-terms.ts";
import { quote } from "../../pricing/domain/quote.ts";
import { FinishCheckout, RECOVERY_DELAY_MS } from "../../job-definitions.ts";
import { factsOf, soldLinesOf } from "../../orders/order-facts.ts";
import { findCart, orderCartQuery } from "../../carts/store/carts.ts";
import { insertOrderEventQuery, insertOrderQuery } from "../../orders/store/orders.ts";
import { loadOrder } from "../../orders/commands/change-order.ts";

const RACES_MAX = 5;

export type PlaceOrder = {
  /** Made when the idempotency key was first seen: a repeated request has the same. */
  readonly orderId: string;
  readonly cartId: string;
  readonly customerId: string | null;
  readonly expectedTotal: MoneyBody | undefined;
  readonly payment: PaymentChoice | undefined;
};

/** The order of this cart, once for each `orderId`. Refuses a cart that is incomplete, ordered already or priced otherwise than expected. */
export async function placeOrder(deps: Deps, command: PlaceOrder): Promise<Order> {
  for (let race = 0; race < RACES_MAX; race += 1) {
    const cart = await loadCartToOrder(deps, command);
    if (cart.orderId === command.orderId) return loadOrder(deps, command.orderId);
    const order = await draftOrder(deps, command, cart);
    try {
      await runBatch(deps.db, [
        orderCartQuery(cart, order.id),
        insertOrderQuery(order),
        insertOrderEventQuery(order, { type: "placed", terms: termsOf(order) }),
        outboxQuery(OrderPlaced, {
          ...factsOf(order),
          cartId: order.cartId,
          total: order.totals.total,
          lines: soldLinesOf(order),
        }),
        outboxQuery(OrderUpdated, { ...factsOf(order), from: null, to: order.status }),
        enqueueQuery(FinishCheckout, {
          key: order.id,
          data: { orderId: order.id, ...(command.payment && { payment: command.payment }) },
          afterMs: Math.min(RECOVERY_DELAY_MS, deps.paymentWindowMs),
        }),
      ]);
      return order;
    } catch (error) {
      if (!isLostUpdate(error)) throw error; // Otherwise the cart changed since it was read, or a twin request ordered it.
    }
  }
  throw new Refusal("conflict", "cart_busy", "This cart is being changed elsewhere; please try again.");
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

async function draftOrder(deps: Deps, command: PlaceOrder, stored: StoredCart): Promise<Order> {
  const cart = requireOrderable(stored);
  const terms = await agreeTerms(deps, cart, command.customerId);
  const { total } = terms.totals;
  if (command.expectedTotal && !equalMoney(command.expectedTotal, total)) {
    throw new Refusal("conflict", "price_changed", "The total has changed since it was shown.", {
      extra: { totals: terms.totals, cartVersion: cart.version },
    });
  }
  return placedOrder(command.orderId, terms, deps.now());
}

async function agreeTerms(deps: Deps, cart: OrderableCart, customerId: string | null): Promise<OrderTerms> {
  const variants = await deps.catalogue.price(
    cart.lines.map((line) => line.variantId),
    cart.currency,
  );
  const priced = cart.lines.map((line) => {
    const variant = variants.get(line.variantId);
    if (variant) return { line, variant, unitPrice: variant.unitPrice, quantity: line.quantity };
    throw new Refusal("conflict", "cart_line_unavailable", "Something in the cart is no longer sold.", {
      extra: { variantId: line.variantId },
    });
  });
  const method = deps.shippingMethods.find(({ id }) => id === cart.shippingMethodId);
  if (!method)
    throw new Refusal("unprocessable", "shipping_method_unknown", "This shipping method is not offered.");
  const { totals, lineTotals } = quote({
    currency: cart.currency,
    lines: priced,
    shippingMethod: method,
    country: cart.shippingAddress.country,
  });
  const lines = priced.map(({ line, variant, unitPrice, quantity }, index) => {
    const { available: _, ...sold } = variant;
    return { ...sold, id: line.id, unitPrice, quantity, total: lineTotals[index] ?? unitPrice };
  });
  return termsFrom({
    number: deps.newOrderNumber(),
    cartId: cart.id,
    customerId,
    email: cart.email,
    lines,
    totals,
    shippingAddress: cart.shippingAddress,
    billingAddress: cart.billingAddress ?? cart.shippingAddress,
    shippingMethod: { id: method.id, name: method.name },
  });
}
