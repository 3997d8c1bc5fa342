// The invariants of what is limited in number or amount: coupons, gift cards, store credit (I6).
import type { CreditEntryRow, CreditRow, Evidence, OrderRow, PromotionRow } from "../evidence.ts";
import { grouped, sum } from "../grouping.ts";

export function creditsAddUp(evidence: Evidence): readonly string[] {
  const { promotions, credits, orders, creditEntries } = evidence;
  const entriesOf = grouped(
    creditEntries.filter(({ orderId }) => orderId !== null),
    ({ orderId }) => String(orderId),
  );
  return [
    ...nothingOverdrawn({ promotions, credits }),
    ...usesAreOfOrders(evidence),
    ...orders.flatMap((order) => creditFaults(order, entriesOf.get(order.id) ?? [])),
  ];
}

/** What may not be broken for a moment. */
export function nothingOverdrawn(limited: {
  readonly promotions: readonly PromotionRow[];
  readonly credits: readonly CreditRow[];
}): readonly string[] {
  const usedUp = limited.promotions
    .filter(
      ({ uses, usesMax, usesOfOneCustomer, usesPerCustomerMax }) =>
        uses > (usesMax ?? Infinity) || usesOfOneCustomer > (usesPerCustomerMax ?? Infinity),
    )
    .map(({ id, uses }) => `promotion ${id} was used ${uses} times, which is more than it may`);
  const overdrawn = limited.credits
    .filter(({ balance, booked }) => balance < 0 || balance !== booked)
    .map(({ id, balance, booked }) => `credit ${id} has ${balance}, and its entries say ${booked}`);
  return [...usedUp, ...overdrawn];
}

/** An order that was cancelled before it was paid gave its uses back; any other has each of its promotions once. */
function usesAreOfOrders({ orders, promotionUses }: Evidence): readonly string[] {
  const live = promotionUses.filter(({ isLive }) => isLive);
  const nameOf = (promotionId: string, orderId: string): string => `${promotionId} by order ${orderId}`;
  const owed = orders
    .filter((order) => !cameToNothing(order))
    .flatMap(({ id, promotions }) => promotions.map(({ promotionId }) => nameOf(promotionId, id)));
  const had = live.map(({ promotionId, orderId }) => nameOf(promotionId, orderId));
  const missing = owed.filter((name) => !had.includes(name)).map((name) => `no use of promotion ${name}`);
  const extra = had
    .filter((name) => !owed.includes(name))
    .map((name) => `a use of promotion ${name} that is none`);
  return [...missing, ...extra];
}

function cameToNothing({ status, moves }: OrderRow): boolean {
  return status === "cancelled" && moves.every(({ to }) => to !== "confirmed");
}

/** An order took just what it was agreed to take, and got just what it was promised. */
function creditFaults(order: OrderRow, entries: readonly CreditEntryRow[]): readonly string[] {
  const done = order.refunds.filter(({ status }) => status === "succeeded");
  const back = order.status === "cancelled" ? order.credits : done.flatMap(({ toCredits }) => toCredits);
  const granted = done.reduce((added, { toStoreCredit }) => added + toStoreCredit, 0);
  const booked = (kind: CreditEntryRow["kind"], creditId?: string): number =>
    sum(entries.filter((one) => one.kind === kind && (creditId ?? one.creditId) === one.creditId));
  const owed = (shares: OrderRow["credits"], creditId: string): number =>
    sum(shares.filter((share) => share.creditId === creditId));
  const ids = new Set([...entries, ...order.credits].map(({ creditId }) => creditId));
  const wrong = [...ids].filter(
    (id) => -booked("redeemed", id) !== owed(order.credits, id) || booked("returned", id) !== owed(back, id),
  );
  return [
    ...wrong.map((id) => `credit ${id} was not moved by order ${order.id} as agreed`),
    ...(booked("granted") === granted
      ? []
      : [`order ${order.id} gave ${booked("granted")} of store credit in place of ${granted}`]),
  ];
}
