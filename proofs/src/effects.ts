// The invariants of what follows from an order: events, goods, sales report (I9), mails (I13).
import type { Evidence, OrderRow } from "./evidence.ts";
import { grouped } from "./grouping.ts";

const CONFIRMED_EVENT = "order.confirmed.v1";
const CONFIRMATION_MAIL = "order.confirmed";

export function effectsHappenedOnce(evidence: Evidence): readonly string[] {
  const { orders, onBus, sold, sales, reported, undelivered } = evidence;
  const wasSold = orders.filter(({ moves }) => moves.some(({ to }) => to === "confirmed"));
  const faults = undelivered.map(({ service, what }) => `${service}: ${what}`);
  const announced = new Map(
    onBus.filter(({ type }) => type === CONFIRMED_EVENT).map(({ orderId, events }) => [orderId, events]),
  );
  const left = grouped(sold, ({ orderId }) => orderId);
  const saleOf = new Map(sales.map((sale) => [sale.orderId, sale]));
  for (const order of wasSold) {
    if (announced.get(order.id) !== 1)
      faults.push(
        `${CONFIRMED_EVENT} of order ${order.id} is ${announced.get(order.id) ?? 0} times on the bus`,
      );
    if (!leftOnce(order, left.get(order.id) ?? []))
      faults.push(`the goods of order ${order.id} did not leave exactly once`);
    if (saleOf.get(order.id)?.revenue !== order.total.amount)
      faults.push(`order ${order.id} is not in the sales report as it was sold`);
  }
  if (sales.length !== wasSold.length)
    faults.push(`${wasSold.length} orders were confirmed, ${sales.length} are in the sales report`);
  const units = sales.reduce((added, sale) => added + sale.units, 0);
  const revenue = sales.reduce((added, sale) => added + sale.revenue, 0);
  if (reported.orders !== sales.length || reported.units !== units || reported.revenue !== revenue)
    faults.push("the daily sums are not the sums of the sales");
  return faults;
}

/** A provider that is never heard would be asked each time, and nobody would notice. */
export function webhooksHeard({ webhooks, movements }: Evidence): readonly string[] {
  const strange = webhooks
    .filter(({ outcome }) => outcome !== "applied")
    .map(({ outcome }) => `a webhook ended as ${outcome}`);
  const isDeaf = webhooks.length === 0 && movements.length > 0;
  return isDeaf ? ["money moved, and no webhook was heard", ...strange] : strange;
}

/** A cancelled order's goods came back; whatever else became of an order, they are gone once. */
function leftOnce({ status, lines }: OrderRow, sold: Evidence["sold"]): boolean {
  if (status === "cancelled") return sold.every(({ quantity }) => quantity === 0);
  const wanted = new Map(lines.map(({ variantId, quantity }) => [variantId, quantity]));
  return (
    sold.length === wanted.size &&
    sold.every(({ variantId, quantity, sales }) => quantity === wanted.get(variantId) && sales === 1)
  );
}

/** A mail that a crash cut off at the mail server's answer is not sent again: it may have arrived. Such are told, not counted as missing. */
export function mailedOnce({ orders, mails, notifications }: Evidence): readonly string[] {
  const doubtful = new Set(
    notifications
      .filter(({ template, status }) => template === CONFIRMATION_MAIL && status === "unconfirmed")
      .map(({ orderId }) => orderId),
  );
  return orders.flatMap(({ id, number, moves }) => {
    const wasConfirmed = moves.some(({ to }) => to === "confirmed");
    const confirmations = notifications.filter(
      ({ orderId, template }) => orderId === id && template === CONFIRMATION_MAIL,
    ).length;
    const sent = mails.filter(({ subject }) => subject.includes(number) && isConfirmation(subject)).length;
    if (sent > 1 || confirmations > 1) return [`order ${id} was confirmed by ${sent} mails`];
    if (!wasConfirmed) return sent === 0 ? [] : [`order ${id} was never confirmed, and a mail says so`];
    return sent === 1 || doubtful.has(id) ? [] : [`order ${id} was confirmed without a mail`];
  });
}

function isConfirmation(subject: string): boolean {
  return /confirm/i.test(subject);
}
