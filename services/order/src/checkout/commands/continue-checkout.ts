// The steps after an order is placed: hold the goods, collect the money, confirm. Every step may be repeated: the request
// that placed the order runs it, a repeated request runs it, and the recovery job runs it after a crash.
import type { PaymentChoice } from "@souk/contracts";
import { derivedId } from "@souk/db";
import { isRefusal, Refusal } from "@souk/errors";
import { zeroMoney } from "@souk/money";
import { OutcomeUnknown } from "@souk/rpc";
import type { OrderPayment } from "../../clients/payments.ts";
import type { Deps } from "../../deps.ts";
import type { Order } from "../../orders/domain/order.ts";
import { cancelOrder } from "../../orders/commands/cancel-order.ts";
import { confirmOrder } from "./confirm-order.ts";

/** The hold outlives the time to pay, so that a payment at the last second finds the goods. */
const HOLD_MARGIN_MS = 15 * 60_000;

export type CheckoutProgress = { readonly order: Order; readonly payment: OrderPayment | undefined };

export async function continueCheckout(
  deps: Deps,
  placed: Order,
  choice: PaymentChoice | undefined,
): Promise<CheckoutProgress> {
  if (placed.status !== "pending") return { order: placed, payment: await paymentOf(deps, placed) };
  await holdGoods(deps, placed);
  if (!choice) return { order: placed, payment: undefined };
  const payment = await collect(deps, placed, choice);
  if (payment.status !== "captured") return { order: placed, payment };
  const order = await confirmOrder(deps, { order: placed, paymentId: payment.id, amount: payment.captured });
  return { order, payment };
}

/** All lines or none; an order whose goods are gone is cancelled and its shopper gets the cart back. */
export async function holdGoods(deps: Deps, order: Order): Promise<void> {
  const ttlMs = deps.paymentWindowMs + HOLD_MARGIN_MS;
  const held = await deps.stock.reserve({ orderId: order.id, lines: order.lines, ttlMs });
  if (held.status === "reserved") return;
  await cancelOrder(deps, { orderId: order.id, reason: "sold_out" });
  throw new Refusal("conflict", "sold_out", "Not enough of something in the cart is left.", {
    extra: { shortages: held.shortages },
  });
}

async function collect(deps: Deps, order: Order, choice: PaymentChoice): Promise<OrderPayment> {
  const paymentId = derivedId(`souk/order/${order.id}/payment`);
  const { total: amount } = order.totals;
  try {
    return await deps.payments.create({
      paymentId,
      orderId: order.id,
      orderNumber: order.number,
      amount,
      choice,
    });
  } catch (error) {
    if (isFinal(error)) {
      await cancelOrder(deps, { orderId: order.id, reason: "payment_refused" });
      throw error;
    }
    // Charged or not, nobody knows yet: the recovery job asks with the same id and finishes either way.
    deps.telemetry.log.warn(
      { err: error, orderId: order.id, paymentId },
      "the outcome of a payment is unknown",
    );
    return unknownPayment(paymentId, amount.currency);
  }
}

/** Refused for good: the request itself was wrong. An unreachable service is no answer. */
function isFinal(error: unknown): boolean {
  return isRefusal(error) && !(error instanceof OutcomeUnknown) && error.kind !== "unavailable";
}

function unknownPayment(id: string, currency: string): OrderPayment {
  const nothing = { clientSecret: undefined, redirectUrl: undefined, failureCode: undefined };
  return { id, status: "unknown", captured: zeroMoney(currency), ...nothing };
}

async function paymentOf(deps: Deps, order: Order): Promise<OrderPayment | undefined> {
  return order.paymentId === null ? undefined : deps.payments.get(order.paymentId);
}
