// What a refund comes to and from where it is given: exact to the minor unit, however an order is given back in parts. Pure.
import { Refusal } from "@souk/errors";
import type { RefundTarget } from "@souk/contracts";
import { money, type Money, shareOfMoney, subtractMoney, sumMoney, zeroMoney } from "@souk/money";
import { loadReturn } from "../../returns/domain/returning.ts";
import {
  type CreditGiven,
  type Order,
  type OrderRefund,
  type Pieces,
  type PiecesRefunded,
  type RefundPlan,
  statusConflict,
} from "./order.ts";
import { countPieces, requirePieces } from "./pieces.ts";

export type RefundRequest = {
  readonly refundId: string;
  /** With lines, what they must come to. Everything that is left, where neither an amount, lines, shipping nor a return is named. */
  readonly amountMinor: number | undefined;
  readonly lines: readonly Pieces[] | undefined;
  readonly includeShipping: boolean;
  /** Refunds what came back with it, unless an amount says otherwise. */
  readonly returnId: string | undefined;
  readonly to: RefundTarget;
  /** Bounded by what the payment took: the payment service gives it, and knows of no credits. */
  readonly paymentOnly?: boolean;
  readonly reason: string;
};

/** Promised or given; what was refused counts no more. */
function liveRefunds(order: Order): readonly OrderRefund[] {
  return order.refunds.filter(({ status }) => status !== "failed");
}

/** What may still be promised. */
export function refundableOf(order: Order): Money {
  const { total } = order.totals;
  return subtractMoney(
    total,
    sum(
      liveRefunds(order).map(({ amount }) => amount),
      total,
    ),
  );
}

export function planRefund(order: Order, request: RefundRequest): RefundPlan {
  const { refundId, to, reason, returnId = null } = request;
  if (order.status === "pending" || order.status === "cancelled")
    throw statusConflict(order, `A ${order.status} order has no refunds of its own.`);
  if (returnId !== null) requireReceived(order, returnId);
  const { lines, shipping, amount } = worthOf(order, request);
  const left = leftFor(order, request);
  if (amount.amount > left.amount) throw exceedsTotal(left);
  if (amount.amount <= 0)
    throw new Refusal("conflict", "refund_nothing", "There is nothing to give back for that.");
  return { refundId, amount, lines, shipping, returnId, to, reason, ...sourcesOf(order, amount, to) };
}

export function exceedsTotal(refundable: Money): Refusal {
  const message = "A refund cannot exceed what is left of what the order cost.";
  return new Refusal("conflict", "refund_exceeds_total", message, { extra: { refundable } });
}

type Worth = Pick<RefundPlan, "lines" | "shipping" | "amount">;

export type WorthRequest = Omit<RefundRequest, "refundId" | "to" | "reason">;

function leftFor(order: Order, { paymentOnly = false }: WorthRequest): Money {
  const left = refundableOf(order);
  return paymentOnly ? money(Math.min(left.amount, paymentLeft(order).amount), left.currency) : left;
}

export function worthOf(order: Order, request: WorthRequest): Worth {
  const { amountMinor, includeShipping, returnId } = request;
  const { currency } = order.totals.total;
  const nothing = zeroMoney(currency);
  if (amountMinor !== undefined && !request.lines)
    return { lines: [], shipping: nothing, amount: money(amountMinor, currency) };
  const returned = returnId === undefined ? undefined : loadReturn(order, returnId).received;
  const named = request.lines ?? returned;
  if (!named && !includeShipping) return { lines: [], shipping: nothing, amount: leftFor(order, request) };
  const lines = worthOfLines(order, named ?? [], returned);
  const shipping = includeShipping ? shippingLeft(order) : nothing;
  const amount = sum([shipping, ...lines.map((line) => line.amount)], nothing);
  if (amountMinor === undefined || amountMinor === amount.amount) return { lines, shipping, amount };
  throw new Refusal("unprocessable", "refund_ambiguous", "The amount is not what the lines add up to.");
}

/** A line's pieces share its cost: after j of n pieces round(paid · j / n) has been given, so that any split ends exactly. */
function worthOfLines(
  order: Order,
  named: readonly Pieces[],
  returned: readonly Pieces[] | undefined,
): readonly PiecesRefunded[] {
  const given = liveRefunds(order).flatMap(({ lines }) => lines);
  const pieces = requirePieces(order, named, {
    left: ({ id, quantity }) =>
      Math.min(quantity - countPieces(given, id), returned ? countPieces(returned, id) : quantity),
    code: "refund_exceeds_pieces",
    message: "Fewer pieces than that are left to refund.",
  });
  return pieces.map(({ line, quantity }) => {
    const numerator = countPieces(given, line.id) + quantity;
    const due = shareOfMoney(line.paid, { numerator, denominator: line.quantity });
    const before = sum(
      given.filter(({ lineId }) => lineId === line.id).map(({ amount }) => amount),
      due,
    );
    const amount = money(Math.max(0, due.amount - before.amount), due.currency);
    return { lineId: line.id, quantity, amount };
  });
}

function shippingLeft(order: Order): Money {
  const given = liveRefunds(order).map(({ shipping }) => shipping);
  return subtractMoney(order.shipping.paid, sum(given, order.shipping.paid));
}

/** The payment first, then the credits in the order in which they paid. */
function sourcesOf(order: Order, amount: Money, to: RefundTarget) {
  const nothing = zeroMoney(amount.currency);
  if (to === "store_credit") {
    if (order.customerId !== null) return { toPayment: nothing, toCredits: [], toStoreCredit: amount };
    const message = "A guest has no account that store credit could be kept in.";
    throw new Refusal("unprocessable", "store_credit_needs_account", message);
  }
  const toPayment = money(Math.min(amount.amount, paymentLeft(order).amount), amount.currency);
  return {
    toPayment,
    toCredits: takeCredits(order, amount.amount - toPayment.amount),
    toStoreCredit: nothing,
  };
}

/** What the payment took and has not been promised back. */
export function paymentLeft(order: Order): Money {
  const { amountDue } = order;
  const promised = sum(
    liveRefunds(order).map(({ toPayment }) => toPayment),
    amountDue,
  );
  return money(Math.max(0, amountDue.amount - promised.amount), amountDue.currency);
}

function takeCredits(order: Order, amountMinor: number): readonly CreditGiven[] {
  const taken: CreditGiven[] = [];
  let missing = amountMinor;
  for (const { creditId, amount } of creditsLeft(order)) {
    const part = Math.min(missing, amount.amount);
    if (part > 0) taken.push({ creditId, amount: money(part, amount.currency) });
    missing -= part;
  }
  return taken;
}

/** What gift cards and store credit paid and did not get back. */
export function creditsLeft(order: Order): readonly CreditGiven[] {
  const given = liveRefunds(order).flatMap(({ toCredits }) => toCredits);
  return order.credits.map(({ creditId, amount }) => {
    const back = given.filter((credit) => credit.creditId === creditId).map((credit) => credit.amount);
    return { creditId, amount: subtractMoney(amount, sum(back, amount)) };
  });
}

function requireReceived(order: Order, returnId: string): void {
  const { status } = loadReturn(order, returnId);
  const isPromised = liveRefunds(order).some((refund) => refund.returnId === returnId);
  if (status === "received" && !isPromised) return;
  const message = isPromised ? "This return is refunded already." : `A ${status} return cannot be refunded.`;
  throw new Refusal("conflict", "return_status_conflict", message, { extra: { returnStatus: status } });
}

function sum(amounts: readonly Money[], { currency }: Money): Money {
  return sumMoney(amounts, currency);
}
