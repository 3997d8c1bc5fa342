// The invariants of money between shop and provider: totals and captures (I3), refunds (I7), books (I10).
import type { Evidence, Movement, OrderRow, PaymentRow } from "../evidence.ts";
import { grouped, sum } from "../grouping.ts";

/** What the provider took and gave for an order, by its own log. */
function byKind(movements: readonly Movement[]): { readonly captured: number; readonly refunded: number } {
  const of = (kind: Movement["kind"]): number => sum(movements.filter((one) => one.kind === kind));
  return { captured: of("capture"), refunded: of("refund") };
}

export function amountsAgree({ movements, orders, payments }: Evidence): readonly string[] {
  const captured = grouped(
    movements.filter(({ kind }) => kind === "capture"),
    ({ orderId }) => orderId,
  );
  const paymentsOf = grouped(payments, ({ orderId }) => orderId);
  return orders.flatMap((order) => [
    ...(totalAddsUp(order) ? [] : [`the total of order ${order.id} does not add up`]),
    ...captureFaults(order, captured.get(order.id) ?? [], paymentsOf.get(order.id) ?? []),
  ]);
}

function totalAddsUp({ total, totals, lines, shipping, credits, amountDue }: OrderRow): boolean {
  const { subtotal, discount, shipping: shippingPrice, tax } = totals;
  const parts = [...lines, shipping];
  const add = (amountOf: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((added, part) => added + amountOf(part), 0);
  const addedTax = (part: (typeof parts)[number]): number => (part.taxIncluded ? 0 : part.tax);
  return (
    sum(lines.map((line) => ({ amount: line.total }))) === subtotal &&
    shipping.total === shippingPrice &&
    add((part) => part.discount) === discount &&
    add(addedTax) === tax &&
    subtotal - discount + shippingPrice + tax === totals.total &&
    add((part) => part.paid) === totals.total &&
    parts.every((part) => part.paid === part.total - part.discount + addedTax(part) && part.paid >= 0) &&
    totals.total === total.amount &&
    amountDue.amount === total.amount - sum(credits) &&
    amountDue.amount >= 0 &&
    amountDue.currency === total.currency
  );
}

/** All of what is due, in its currency, at once; or in the parts that the shop asked for one by one. */
// oxlint-disable-next-line max-params -- three witnesses of one order
function captureFaults(
  { id, status, amountDue, shipments }: OrderRow,
  captures: readonly Movement[],
  payments: readonly PaymentRow[],
): readonly string[] {
  const parts = payments.flatMap((payment) => payment.captures);
  const taken = sum(captures);
  const expected = parts.length === 0 ? amountDue.amount : parts.reduce((added, part) => added + part, 0);
  const isWrong = captures.length > 0 && (taken !== expected || taken > amountDue.amount);
  const isForeign = captures.some(({ currency }) => currency !== amountDue.currency);
  const isUnpaid = isSold(status) && amountDue.amount > 0 && !pays(payments, taken);
  const isShippedUnpaid = shipments.length > 0 && amountDue.amount > 0 && taken === 0;
  return [
    ...(isWrong || isForeign
      ? [`${taken} was captured for order ${id}, of which ${amountDue.amount} was due`]
      : []),
    ...(isUnpaid ? [`order ${id} is ${status}, and nobody paid for it`] : []),
    ...(isShippedUnpaid ? [`order ${id} is on its way, and its money was not taken`] : []),
  ];
}

const SOLD_STATUSES: readonly string[] = ["confirmed", "processing", "shipped", "delivered", "completed"];

export function isSold(status: string): boolean {
  return SOLD_STATUSES.includes(status);
}

/** Taken, or held for the shop until it ships. */
function pays(payments: readonly PaymentRow[], taken: number): boolean {
  return taken > 0 || payments.some(({ status }) => status === "authorized");
}

export function refundsAreBounded({ payments, movements, orders }: Evidence): readonly string[] {
  const ours = payments
    .filter(({ captured, refunding, refunded }) => refunding + refunded > captured)
    .map(({ id }) => `payment ${id} gives back more than it took`);
  const theirs = [...grouped(movements, ({ paymentId }) => paymentId)]
    .filter(([, moved]) => byKind(moved).refunded > byKind(moved).captured)
    .map(([id]) => `the provider gave back more than it took: ${id}`);
  return [...ours, ...theirs, ...orders.flatMap(refundFaults)];
}

/** An order promises no more than it cost: as a whole, from its payment, and for each of its pieces. */
function refundFaults({ id, total, amountDue, lines, refunded, refunds }: OrderRow): readonly string[] {
  const live = refunds.filter(({ status }) => status !== "failed");
  const given = live.map((refund) => ({ amount: refund.given }));
  const toPayment = live.map((refund) => ({ amount: refund.toPayment }));
  const isTooMuch = sum(live) > total.amount || sum(toPayment) > amountDue.amount;
  const isOverdrawn = lines.some(({ id: lineId, quantity, paid }) => {
    const ofLine = live.flatMap((refund) => refund.lines).filter((line) => line.lineId === lineId);
    const pieces = ofLine.reduce((added, line) => added + line.quantity, 0);
    return pieces > quantity || sum(ofLine) > paid || (pieces === quantity && sum(ofLine) !== paid);
  });
  return [
    ...(isTooMuch ? [`order ${id} promises more back than it cost`] : []),
    ...(isOverdrawn ? [`order ${id} gives another amount back for its pieces than they cost`] : []),
    ...(sum(given) === refunded ? [] : [`order ${id} counts ${refunded} as refunded, not ${sum(given)}`]),
  ];
}

export function booksAgree(evidence: Evidence): readonly string[] {
  return [...chargedTwice(evidence), ...differingPayments(evidence), ...differingSums(evidence)];
}

/** One payment takes an order's money, and as often as the shop asked. */
function chargedTwice({ movements, payments }: Evidence): readonly string[] {
  const asked = new Map(
    [...grouped(payments, ({ orderId }) => orderId)].map(([orderId, group]) => [
      orderId,
      group.flatMap(({ captures }) => captures).length,
    ]),
  );
  const captures = grouped(
    movements.filter(({ kind }) => kind === "capture"),
    ({ orderId }) => orderId,
  );
  return [...captures]
    .filter(([orderId, group]) => {
      const isOfSeveral = new Set(group.map(({ paymentId }) => paymentId)).size > 1;
      return isOfSeveral || group.length > Math.max(1, asked.get(orderId) ?? 0);
    })
    .map(([orderId, group]) => `order ${orderId} was charged ${group.length} times`);
}

function differingPayments({ movements, payments }: Evidence): readonly string[] {
  const moved = grouped(movements, ({ orderId }) => orderId);
  return [...grouped(payments, ({ orderId }) => orderId)].flatMap(([orderId, group]) => {
    const theirs = byKind(moved.get(orderId) ?? []);
    const captured = group.reduce((added, payment) => added + payment.captured, 0);
    const refunded = group.reduce((added, payment) => added + payment.refunded, 0);
    if (theirs.captured === captured && theirs.refunded === refunded) return [];
    const said = `took ${theirs.captured} and gave ${theirs.refunded}`;
    return [`for order ${orderId} the provider ${said}, we wrote ${captured} and ${refunded}`];
  });
}

/** What the provider keeps as fees, pays out or loses to disputes is no capture and no refund. */
function differingSums({ movements, ledger }: Evidence): readonly string[] {
  const { captured, refunded } = byKind(movements);
  const theirs = captured - refunded;
  const ours = sum(
    ledger.filter(({ account, kind }) => account === "provider" && ["capture", "refund"].includes(kind)),
  );
  return theirs === ours ? [] : [`the provider holds ${theirs} for us, the ledger says ${ours}`];
}
