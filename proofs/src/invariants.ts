// What must never happen: one function for each invariant, by its number; each tells what breaks it. Pure, so that planted faults can test them.
import { effectsHappenedOnce, mailedOnce, webhooksHeard } from "./effects.ts";
import type { Evidence, LedgerEntry, OrderRow, StockRow } from "./evidence.ts";
import { grouped, sum } from "./grouping.ts";

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

export const invariants: readonly Invariant[] = [
  { name: "I1 at most one live order per cart", check: oneLiveOrderPerCart },
  { name: "I2 every capture belongs to a sold order or went back in full", check: capturesBelong },
  { name: "I3 captured = total = Σ lines − discount + shipping + tax", check: amountsAgree },
  { name: "I4 each ledger transaction sums to zero", check: ({ ledger }) => ledgerBalances(ledger) },
  { name: "I5 stock adds up and is never below zero", check: ({ stock }) => stockAddsUp(stock) },
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
  return captures.flatMap(({ orderId, paymentId, amount }) => {
    const order = byId.get(orderId);
    if (!order) return [`payment ${paymentId} was captured for an order that is not there: ${orderId}`];
    if (SOLD_STATUSES.includes(order.status)) return [];
    const back = sum(movements.filter((one) => one.kind === "refund" && one.paymentId === paymentId));
    return back === amount
      ? []
      : [`order ${orderId} is ${order.status}, and ${amount - back} of its capture stayed`];
  });
}

export function amountsAgree({ movements, orders }: Evidence): readonly string[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const wrongTotals = orders
    .filter((order) => !totalAddsUp(order))
    .map(({ id }) => `the total of order ${id} does not add up`);
  const wrongCaptures = movements
    .filter(({ kind, orderId, amount, currency }) => {
      const total = byId.get(orderId)?.total;
      return (
        kind === "capture" && total !== undefined && (total.amount !== amount || total.currency !== currency)
      );
    })
    .map(({ orderId, amount }) => `${amount} was captured for order ${orderId}, which is not its total`);
  return [...wrongTotals, ...wrongCaptures];
}

function totalAddsUp({ total, totals, lines }: OrderRow): boolean {
  const { subtotal, discount, shipping, tax } = totals;
  const ofLines = lines.reduce((added, line) => added + line.total, 0);
  return (
    ofLines === subtotal &&
    subtotal - discount + shipping + tax === totals.total &&
    totals.total === total.amount
  );
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

export function refundsAreBounded({ payments, movements }: Evidence): readonly string[] {
  const ours = payments
    .filter(({ captured, refunding, refunded }) => refunding + refunded > captured)
    .map(({ id }) => `payment ${id} gives back more than it took`);
  const theirs = [...grouped(movements, ({ paymentId }) => paymentId)]
    .filter(
      ([, moved]) =>
        sum(moved.filter(({ kind }) => kind === "refund")) >
        sum(moved.filter(({ kind }) => kind === "capture")),
    )
    .map(([id]) => `the provider gave back more than it took: ${id}`);
  return [...ours, ...theirs];
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

/** One key, one answer. */
function differingAnswers(told: Evidence["told"]): readonly string[] {
  const final = told.filter((one) => one.status < 300 || isRefused(one));
  return [...grouped(final, ({ key }) => key)]
    .filter(([, answers]) => new Set(answers.map(({ status, body }) => `${status} ${body}`)).size > 1)
    .map(([key]) => `key ${key} was answered in different ways`);
}

export function booksAgree({ movements, ledger }: Evidence): readonly string[] {
  const captures = grouped(
    movements.filter(({ kind }) => kind === "capture"),
    ({ orderId }) => orderId,
  );
  const twice = [...captures]
    .filter(([, group]) => group.length > 1)
    .map(([orderId, group]) => `order ${orderId} was charged ${group.length} times`);
  const theirs = sum(
    movements.map(({ kind, amount }) => ({ amount: kind === "capture" ? amount : -amount })),
  );
  const ours = sum(ledger.filter(({ account }) => account === "provider"));
  return theirs === ours ? twice : [...twice, `the provider holds ${theirs} for us, the ledger says ${ours}`];
}

export function historiesAreLegal({ orders }: Evidence): readonly string[] {
  return orders.flatMap(({ id, status, moves, history }) => {
    const isComplete =
      history.every(({ version, type }, index) => version === index + 1 && type === moves[index]?.type) &&
      history.length === moves.length;
    const isLegal = moves.every(({ from, to, type }, index) => {
      const before = moves[index - 1]?.to ?? null;
      return (
        from === before &&
        (from === null
          ? to === "pending"
          : (legalMoves[from]?.includes(to) ?? false) || (from === to && STILL_TYPES.includes(type)))
      );
    });
    return isComplete && isLegal && moves.at(-1)?.to === status
      ? []
      : [`order ${id} moved ${moves.map(({ to }) => to).join(" → ")} and is ${status}`];
  });
}

export function nothingUnfinished({ orders, unfinished }: Evidence): readonly string[] {
  const waiting = orders
    .filter(({ status }) => status === "pending")
    .map(({ id }) => `order ${id} is still pending`);
  return [...waiting, ...unfinished.map(({ service, what }) => `${service}: ${what}`)];
}
