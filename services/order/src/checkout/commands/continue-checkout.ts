// The steps after an order is placed: hold the goods, collect the money, confirm. Every step may be repeated: the request
// that placed the order runs it, a repeated request runs it, and the recovery job runs it after a crash.
import { derivedId } from "@souk/db";
import { zeroMoney } from "@souk/money";
import { isFinalRefusal } from "../../clients/final-refusal.ts";
import type { ChosenPayment, OrderPayment } from "../../clients/payments.ts";
import type { Deps } from "../../deps.ts";
import type { Order } from "../../orders/domain/order.ts";
import { cancelOrder } from "../../orders/commands/cancel-order.ts";
import { soldOut } from "../sold-out.ts";
import { confirmOrder } from "./confirm-order.ts";

/** The hold outlives the time to pay, so that a payment at the last second finds the goods. */
const HOLD_MARGIN_MS = 15 * 60_000;
/** The longest that the product service holds goods; who waits for longer holds them again. */
const HOLD_MS_MAX = 7 * 24 * 3_600_000;

export type CheckoutProgress = { readonly order: Order; readonly payment: OrderPayment | undefined };

export async function continueCheckout(
  deps: Deps,
  placed: Order,
  choice: ChosenPayment | undefined,
): Promise<CheckoutProgress> {
  if (placed.status !== "pending") return { order: placed, payment: await paymentOf(deps, placed) };
  await holdGoods(deps, placed);
  if (isPaidByCredits(placed)) {
    const order = await confirmOrder(deps, { order: placed, paymentId: null, amount: placed.amountDue });
    return { order, payment: undefined };
  }
  if (!choice) return { order: placed, payment: undefined };
  const payment = await collect(deps, placed, choice);
  if (!isGranted(payment)) return { order: placed, payment };
  const order = await confirmOrder(deps, { order: placed, paymentId: payment.id, amount: payment.granted });
  return { order, payment };
}

/** The money was taken, or is held until the goods are shipped: either pays the order. */
export function isGranted({ status }: OrderPayment): boolean {
  return status === "captured" || status === "authorized";
}

/** Gift cards, store credit and coupons left nothing to pay. */
export function isPaidByCredits({ amountDue }: Order): boolean {
  return amountDue.amount === 0;
}

/** How long goods are held at a time. */
export function holdMs({ paymentWindowMs }: Pick<Deps, "paymentWindowMs">): number {
  return Math.min(paymentWindowMs + HOLD_MARGIN_MS, HOLD_MS_MAX);
}

/** All lines or none; an order whose goods are gone is cancelled and its shopper gets the cart back. */
export async function holdGoods(deps: Deps, order: Order): Promise<void> {
  const held = await deps.stock.reserve({ orderId: order.id, lines: order.lines, ttlMs: holdMs(deps) });
  if (held.status === "reserved") return;
  await cancelOrder(deps, { orderId: order.id, reason: "sold_out" });
  throw soldOut(held.shortages);
}

async function collect(deps: Deps, order: Order, choice: ChosenPayment): Promise<OrderPayment> {
  const paymentId = derivedId(`souk/order/${order.id}/payment`);
  const { id: orderId, number: orderNumber, customerId, amountDue: amount } = order;
  try {
    return await deps.payments.create({ paymentId, orderId, orderNumber, customerId, amount, choice });
  } catch (error) {
    if (isFinalRefusal(error)) {
      await cancelOrder(deps, { orderId: order.id, reason: "payment_refused" });
      throw error;
    }
    // Charged or not, nobody knows yet: the recovery job asks with the same id and finishes either way.
    deps.telemetry.log.warn({ err: error, orderId, paymentId }, "the outcome of a payment is unknown");
    return unknownPayment(paymentId, amount.currency);
  }
}

function unknownPayment(id: string, currency: string): OrderPayment {
  const nothing = { clientSecret: undefined, redirectUrl: undefined, failureCode: undefined };
  const granted = zeroMoney(currency);
  return { id, status: "unknown", captured: granted, granted, expiresAt: undefined, ...nothing };
}

async function paymentOf(deps: Deps, order: Order): Promise<OrderPayment | undefined> {
  return order.paymentId === null ? undefined : deps.payments.get(order.paymentId);
}
