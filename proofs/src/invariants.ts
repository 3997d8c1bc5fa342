// What must never happen: one function for each invariant, by its number; each tells what breaks it. Pure, so that planted faults can test them.
import type { Evidence, LedgerEntry, OrderRow, StockRow } from "./evidence.ts";

export type Invariant = { readonly name: string; readonly check: (evidence: Evidence) => readonly string[] };

const SOLD_STATUSES: readonly string[] = ["confirmed", "processing", "shipped", "delivered", "completed"];
const legalMoves: Readonly<Record<string, readonly string[]>> = {
  pending: ["confirmed", "cancelled"],
  confirmed: ["processing", "shipped", "cancelled", "refunded"],
  processing: ["shipped", "cancelled", "refunded"],
  shipped: ["delivered", "refunded"],
  delivered: ["completed", "refunded"],
  completed: ["refunded"],
  cancelled: [],
  refunded: [],
};
/** Kept in the history of an order without moving it. */
const STILL_TYPES: readonly string[] = ["refund_recorded"];
const CONFIRMED_EVENT = "order.confirmed.v1";
const CONFIRMATION_MAIL = "order.confirmed";

export const invariants: readonly Invariant[] = [
  { name: "I1 at most one live order per cart", check: oneLiveOrderPerCart },
  { name: "I2 every capture belongs to a sold order or went back in full", check: capturesBelong },
  { name: "I3 captured = total = Σ lines − discount + shipping + tax", check: amountsAgree },
  { name: "I4 each ledger transaction sums to zero", check: ({ ledger }) => ledgerBalances(ledger) },
  { name: "I5 stock adds up and is never below zero", check: ({ stock }) => stockAddsUp(stock) },
  { name: "I7 Σ refunds ≤ captured, on both sides", check: refundsAreBounded },
  { name: "I8 what a client was told is so", check: promisesKept },
  { name: "I9 each event reached the bus and had its effect once", check: effectsHappenedOnce },
  { name: "I10 one capture per order; the provider's books are the ledger's", check: booksAgree },
  { name: "I11 histories hold only legal moves", check: historiesAreLegal },
  { name: "I12 nothing is left unfinished", check: nothingUnfinished },
  { name: "I13 one confirmation mail per confirmed order", check: mailedOnce },
];

export function oneLiveOrderPerCart({ orders }: Evidence): readonly string[] {
  const live = grouped(orders.filter(({ status }) => status !== "cancelled"), ({ cartId }) => cartId);
  return [...live].filter(([, group]) => group.length > 1).map(([cartId, group]) => `cart ${cartId} has ${group.length} live orders`);
}

export function capturesBelong({ movements, orders }: Evidence): readonly string[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const captures = movements.filter(({ kind }) => kind === "capture");
  return captures.flatMap(({ orderId, paymentId, amount }) => {
    const order = byId.get(orderId);
    if (!order) return [`payment ${paymentId} was captured for an order that is not there: ${orderId}`];
    if (SOLD_STATUSES.includes(order.status)) return [];
    const back = sum(movements.filter((one) => one.kind === "refund" && one.paymentId === paymentId));
    return back === amount ? [] : [`order ${orderId} is ${order.status}, and ${amount - back} of its capture stayed`];
  });
}

export function amountsAgree({ movements, orders }: Evidence): readonly string[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const wrongTotals = orders.filter((order) => !totalAddsUp(order)).map(({ id }) => `the total of order ${id} does not add up`);
  const wrongCaptures = movements
    .filter(({ kind, orderId, amount, currency }) => {
      const total = byId.get(orderId)?.total;
      return kind === "capture" && total !== undefined && (total.amount !== amount || total.currency !== currency);
    })
    .map(({ orderId, amount }) => `${amount} was captured for order ${orderId}, which is not its total`);
  return [...wrongTotals, ...wrongCaptures];
}

function totalAddsUp({ total, totals, lines }: OrderRow): boolean {
  const { subtotal, discount, shipping, tax } = totals;
  const ofLines = lines.reduce((added, line) => added + line.total, 0);
  return ofLines === subtotal && subtotal - discount + shipping + tax === totals.total && totals.total === total.amount;
}

export function ledgerBalances(ledger: readonly LedgerEntry[]): readonly string[] {
  const transactions = grouped(ledger, ({ transactionId, currency }) => `${transactionId} in ${currency}`);
  return [...transactions].filter(([, entries]) => sum(entries) !== 0).map(([name, entries]) => `transaction ${name} sums to ${sum(entries)}`);
}

/** Append-only: what was read earlier is still there, unchanged. */
export function ledgerOnlyGrew(earlier: readonly LedgerEntry[], later: readonly LedgerEntry[]): readonly string[] {
  const nameOf = (entry: LedgerEntry): string => `${entry.transactionId} ${entry.account} ${entry.amount} ${entry.currency}`;
  const now = new Set(later.map(nameOf));
  return earlier.map(nameOf).filter((name) => !now.has(name)).map((name) => `a ledger entry was changed or deleted: ${name}`);
}

export function stockAddsUp(stock: readonly StockRow[]): readonly string[] {
  return stock
    .filter(({ onHand, reserved, moved, held }) => onHand < 0 || reserved !== held || reserved > onHand || moved !== onHand)
    .map((row) => `stock of ${row.variantId} at ${row.location}: on hand ${row.onHand}, moved ${row.moved}, reserved ${row.reserved}, held ${row.held}`);
}

export function refundsAreBounded({ payments, movements }: Evidence): readonly string[] {
  const ours = payments.filter(({ captured, refunding, refunded }) => refunding + refunded > captured).map(({ id }) => `payment ${id} gives back more than it took`);
  const theirs = [...grouped(movements, ({ paymentId }) => paymentId)]
    .filter(([, moved]) => sum(moved.filter(({ kind }) => kind === "refund")) > sum(moved.filter(({ kind }) => kind === "capture")))
    .map(([id]) => `the provider gave back more than it took: ${id}`);
  return [...ours, ...theirs];
}

export function promisesKept({ told, orders }: Evidence): readonly string[] {
  const known = new Set(orders.map(({ id }) => id));
  const liveCarts = new Set(orders.filter(({ status }) => status !== "cancelled").map(({ cartId }) => cartId));
  const missing = told.filter(({ orderId }) => orderId !== undefined && !known.has(orderId)).map(({ orderId }) => `a client was told of order ${orderId}, which is not there`);
  const refused = [...grouped(told, ({ cartId }) => cartId)]
    .filter(([cartId, answers]) => answers.every(isRefused) && liveCarts.has(cartId))
    .map(([cartId]) => `every order of cart ${cartId} was refused, and there is one`);
  return [...missing, ...refused, ...differingAnswers(told)];
}

function isRefused({ status, body }: Evidence["told"][number]): boolean {
  return status >= 400 && status < 500 && status !== 429 && body !== "idempotency_key_in_progress";
}

/** One key, one answer. */
function differingAnswers(told: Evidence["told"]): readonly string[] {
  const final = told.filter((one) => one.status < 300 || isRefused(one));
  return [...grouped(final, ({ key }) => key)]
    .filter(([, answers]) => new Set(answers.map(({ status, body }) => `${status} ${body}`)).size > 1)
    .map(([key]) => `key ${key} was answered in different ways`);
}

export function effectsHappenedOnce(evidence: Evidence): readonly string[] {
  const { orders, onBus, sold, sales, reported, undelivered } = evidence;
  const wasSold = orders.filter(({ moves }) => moves.some(({ to }) => to === "confirmed"));
  const faults = undelivered.map(({ service, what }) => `${service}: ${what}`);
  const announced = new Map(onBus.filter(({ type }) => type === CONFIRMED_EVENT).map(({ orderId, events }) => [orderId, events]));
  const left = grouped(sold, ({ orderId }) => orderId);
  const saleOf = new Map(sales.map((sale) => [sale.orderId, sale]));
  for (const order of wasSold) {
    if (announced.get(order.id) !== 1) faults.push(`${CONFIRMED_EVENT} of order ${order.id} is ${announced.get(order.id) ?? 0} times on the bus`);
    if (!leftOnce(order, left.get(order.id) ?? [])) faults.push(`the goods of order ${order.id} did not leave exactly once`);
    if (saleOf.get(order.id)?.revenue !== order.total.amount) faults.push(`order ${order.id} is not in the sales report as it was sold`);
  }
  if (sales.length !== wasSold.length) faults.push(`${wasSold.length} orders were confirmed, ${sales.length} are in the sales report`);
  const units = sales.reduce((added, sale) => added + sale.units, 0);
  const revenue = sales.reduce((added, sale) => added + sale.revenue, 0);
  if (reported.orders !== sales.length || reported.units !== units || reported.revenue !== revenue) faults.push("the daily sums are not the sums of the sales");
  return faults;
}

/** A cancelled order's goods came back; whatever else became of an order, they are gone once. */
function leftOnce({ status, lines }: OrderRow, sold: Evidence["sold"]): boolean {
  if (status === "cancelled") return sold.every(({ quantity }) => quantity === 0);
  const wanted = new Map(lines.map(({ variantId, quantity }) => [variantId, quantity]));
  return sold.length === wanted.size && sold.every(({ variantId, quantity, sales }) => quantity === wanted.get(variantId) && sales === 1);
}

export function booksAgree({ movements, ledger }: Evidence): readonly string[] {
  const captures = grouped(movements.filter(({ kind }) => kind === "capture"), ({ orderId }) => orderId);
  const twice = [...captures].filter(([, group]) => group.length > 1).map(([orderId, group]) => `order ${orderId} was charged ${group.length} times`);
  const theirs = sum(movements.map(({ kind, amount }) => ({ amount: kind === "capture" ? amount : -amount })));
  const ours = sum(ledger.filter(({ account }) => account === "provider"));
  return theirs === ours ? twice : [...twice, `the provider holds ${theirs} for us, the ledger says ${ours}`];
}

export function historiesAreLegal({ orders }: Evidence): readonly string[] {
  return orders.flatMap(({ id, status, moves, history }) => {
    const isComplete = history.every(({ version, type }, index) => version === index + 1 && type === moves[index]?.type) && history.length === moves.length;
    const isLegal = moves.every(({ from, to, type }, index) => {
      const before = moves[index - 1]?.to ?? null;
      return from === before && (from === null ? to === "pending" : (legalMoves[from]?.includes(to) ?? false) || (from === to && STILL_TYPES.includes(type)));
    });
    return isComplete && isLegal && moves.at(-1)?.to === status ? [] : [`order ${id} moved ${moves.map(({ to }) => to).join(" → ")} and is ${status}`];
  });
}

export function nothingUnfinished({ orders, unfinished }: Evidence): readonly string[] {
  const waiting = orders.filter(({ status }) => status === "pending").map(({ id }) => `order ${id} is still pending`);
  return [...waiting, ...unfinished.map(({ service, what }) => `${service}: ${what}`)];
}

/** A mail that a crash cut off at the mail server's answer is not sent again: it may have arrived. Such are told, not counted as missing. */
export function mailedOnce({ orders, mails, notifications }: Evidence): readonly string[] {
  const doubtful = new Set(notifications.filter(({ template, status }) => template === CONFIRMATION_MAIL && status === "unconfirmed").map(({ orderId }) => orderId));
  return orders.flatMap(({ id, number, moves }) => {
    const wasConfirmed = moves.some(({ to }) => to === "confirmed");
    const confirmations = notifications.filter(({ orderId, template }) => orderId === id && template === CONFIRMATION_MAIL).length;
    const sent = mails.filter(({ subject }) => subject.includes(number) && isConfirmation(subject)).length;
    if (sent > 1 || confirmations > 1) return [`order ${id} was confirmed by ${sent} mails`];
    if (!wasConfirmed) return sent === 0 ? [] : [`order ${id} was never confirmed, and a mail says so`];
    return sent === 1 || doubtful.has(id) ? [] : [`order ${id} was confirmed without a mail`];
  });
}

function isConfirmation(subject: string): boolean {
  return /confirm/i.test(subject);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(items, keyOf);
}

function sum(items: readonly { readonly amount: number }[]): number {
  return items.reduce((added, { amount }) => added + amount, 0);
}
