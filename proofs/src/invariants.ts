// What must never happen: one function for each invariant, by its number; each tells what breaks it. Pure, so that planted faults can test them.
import { effectsHappenedOnce, mailedOnce, webhooksHeard } from "./effects.ts";
import type { Evidence, LedgerEntry, OrderRow, StockRow } from "./evidence.ts";
import { grouped, sum } from "./grouping.ts";
import { amountsAgree, booksAgree, isSold, refundsAreBounded } from "./invariants/amounts.ts";
import { creditsAddUp } from "./invariants/credits.ts";
import { historiesAreLegal } from "./invariants/histories.ts";

export type Invariant = { readonly name: string; readonly check: (evidence: Evidence) => readonly string[] };

export const invariants: readonly Invariant[] = [
  { name: "I1 at most one live order per cart", check: oneLiveOrderPerCart },
  { name: "I2 every capture belongs to a sold order or went back in full", check: capturesBelong },
  { name: "I3 captured = due = Σ lines − discount + shipping + tax − credits", check: amountsAgree },
  { name: "I4 each ledger transaction sums to zero", check: ({ ledger }) => ledgerBalances(ledger) },
  { name: "I5 stock adds up and is never below zero", check: ({ stock }) => stockAddsUp(stock) },
  { name: "I6 coupons, gift cards and store credit are not overdrawn", check: creditsAddUp },
  { name: "I7 Σ refunds ≤ captured, on both sides", check: refundsAreBounded },
  { name: "I8 what a client was told is so", check: promisesKept },
  { name: "I9 each event reached the bus and had its effect once", check: effectsHappenedOnce },
  { name: "I9 the provider's events were heard", check: webhooksHeard },
  { name: "I10 one capture per order; the provider's books are the ledger's", check: booksAgree },
  { name: "I11 histories hold only legal moves", check: historiesAreLegal },
  { name: "I12 nothing is left unfinished", check: nothingUnfinished },
  { name: "I13 one confirmation mail per confirmed order", check: mailedOnce },
];

export function oneLiveOrderPerCart({ orders }: Evidence): readonly string[] {
  const live = grouped(
    orders.filter(({ status }) => status !== "cancelled"),
    ({ cartId }) => cartId,
  );
  return [...live]
    .filter(([, group]) => group.length > 1)
    .map(([cartId, group]) => `cart ${cartId} has ${group.length} live orders`);
}

export function capturesBelong({ movements, orders }: Evidence): readonly string[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const captures = movements.filter(({ kind }) => kind === "capture");
  return captures.flatMap(({ orderId, paymentId }) => {
    const order = byId.get(orderId);
    if (!order) return [`payment ${paymentId} was captured for an order that is not there: ${orderId}`];
    if (isSold(order.status)) return [];
    const kept = keptOf(order, paymentId, movements);
    return kept <= 0 ? [] : [`order ${orderId} is ${order.status}, and ${kept} of its capture stayed`];
  });
}

/** What of a payment did not go back. A refunded customer may have got store credit in its place. */
// oxlint-disable-next-line max-params -- an order, one of its payments, and what moved
function keptOf(order: OrderRow, paymentId: string, movements: Evidence["movements"]): number {
  const moved = movements.filter((one) => one.paymentId === paymentId);
  const balance = sum(moved.map(({ kind, amount }) => ({ amount: kind === "capture" ? amount : -amount })));
  if (order.status !== "refunded") return balance;
  const granted = order.refunds
    .filter(({ status }) => status === "succeeded")
    .map(({ toStoreCredit }) => ({ amount: toStoreCredit }));
  // Who got all goods back before they were sent may have paid for their way all the same.
  const forTheWay = Math.min(order.shipping.paid, order.total.amount - order.refunded);
  return balance - sum(granted) - forTheWay;
}

export function ledgerBalances(ledger: readonly LedgerEntry[]): readonly string[] {
  const transactions = grouped(ledger, ({ transactionId, currency }) => `${transactionId} in ${currency}`);
  return [...transactions]
    .filter(([, entries]) => sum(entries) !== 0)
    .map(([name, entries]) => `transaction ${name} sums to ${sum(entries)}`);
}

/** Append-only: what was read earlier is still there, unchanged. */
export function ledgerOnlyGrew(
  earlier: readonly LedgerEntry[],
  later: readonly LedgerEntry[],
): readonly string[] {
  const nameOf = (entry: LedgerEntry): string =>
    `${entry.transactionId} ${entry.account} ${entry.amount} ${entry.currency}`;
  const now = new Set(later.map(nameOf));
  return earlier
    .map(nameOf)
    .filter((name) => !now.has(name))
    .map((name) => `a ledger entry was changed or deleted: ${name}`);
}

export function stockAddsUp(stock: readonly StockRow[]): readonly string[] {
  return stock
    .filter(
      ({ onHand, reserved, moved, held }) =>
        onHand < 0 || reserved !== held || reserved > onHand || moved !== onHand,
    )
    .map(
      (row) =>
        `stock of ${row.variantId} at ${row.location}: on hand ${row.onHand}, moved ${row.moved}, reserved ${row.reserved}, held ${row.held}`,
    );
}

export function promisesKept({ told, orders }: Evidence): readonly string[] {
  const known = new Set(orders.map(({ id }) => id));
  const liveCarts = new Set(
    orders.filter(({ status }) => status !== "cancelled").map(({ cartId }) => cartId),
  );
  const missing = told
    .filter(({ orderId }) => orderId !== undefined && !known.has(orderId))
    .map(({ orderId }) => `a client was told of order ${orderId}, which is not there`);
  const refused = [...grouped(told, ({ cartId }) => cartId)]
    .filter(([cartId, answers]) => answers.every(isRefused) && liveCarts.has(cartId))
    .map(([cartId]) => `every order of cart ${cartId} was refused, and there is one`);
  return [...missing, ...refused, ...differingAnswers(told)];
}

function isRefused({ status, body }: Evidence["told"][number]): boolean {
  return status >= 400 && status < 500 && status !== 429 && body !== "idempotency_key_in_progress";
}

/** One key, one answer; that it stands for another request is an answer to who mistook it. */
function differingAnswers(told: Evidence["told"]): readonly string[] {
  const final = told.filter(
    (one) => one.status < 300 || (isRefused(one) && one.body !== "idempotency_key_reused"),
  );
  return [...grouped(final, ({ key }) => key)]
    .filter(([, answers]) => new Set(answers.map(({ status, body }) => `${status} ${body}`)).size > 1)
    .map(([key]) => `key ${key} was answered in different ways`);
}

export function nothingUnfinished({ orders, payments, unfinished }: Evidence): readonly string[] {
  const statusOf = new Map(orders.map(({ id, status }) => [id, status]));
  const waiting = orders
    .filter(({ status }) => status === "pending")
    .map(({ id }) => `order ${id} is still pending`);
  const promised = orders
    .filter(({ refunds }) => refunds.some(({ status }) => status === "pending"))
    .map(({ id }) => `order ${id} still owes a refund`);
  // Held money is taken by the first shipment; an order that is neither to be shipped nor shipped has let go of it.
  const held = payments
    .filter(({ status, orderId }) => status === "authorized" && !isToShip(statusOf.get(orderId)))
    .map(({ id }) => `payment ${id} holds money that nobody waits for`);
  return [...waiting, ...promised, ...held, ...unfinished.map(({ service, what }) => `${service}: ${what}`)];
}

function isToShip(status: string | undefined): boolean {
  return status === "confirmed" || status === "processing";
}
