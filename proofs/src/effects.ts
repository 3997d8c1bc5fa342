// The invariants of what follows from an order: events, goods, sales report (I9), mails (I13).
import type { Evidence, OrderRow, Pieces } from "./evidence.ts";
import { grouped } from "./grouping.ts";

const CONFIRMED_EVENT = "order.confirmed.v1";
const CONFIRMATION_MAIL = "order.confirmed";
/** The mailbox makes room for new mails then: of an older one only the shop's own delivery log still tells. */
const MAILBOX_KEEPS = 2_000;

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

/**
 * A cancelled order's goods came back; whatever else became of an order, they are gone once. Of these are on sale again, once, what a return
 * brought back and what was paid back before it was sent.
 */
function leftOnce(order: OrderRow, sold: Evidence["sold"]): boolean {
  if (order.status === "cancelled") return sold.every(({ quantity }) => quantity === 0);
  const lineOf = new Map(order.lines.map((line) => [line.variantId, line]));
  return (
    sold.length === lineOf.size &&
    sold.every(({ variantId, quantity, sales, restocked }) => {
      const line = lineOf.get(variantId);
      return (
        line !== undefined &&
        sales === 1 &&
        quantity === line.quantity - restocked &&
        restocked === returnedOf(order, line) + unsentOf(order, line)
      );
    })
  );
}

type Line = OrderRow["lines"][number];

function returnedOf({ returns }: OrderRow, line: Line): number {
  return count(
    returns.flatMap(({ received }) => received).filter(({ restock }) => restock),
    line,
  );
}

/** Paid back and never sent: all that was not, where all of the money went back. */
function unsentOf({ status, shipments, refunds }: OrderRow, line: Line): number {
  const left =
    line.quantity -
    count(
      shipments.flatMap(({ lines }) => lines),
      line,
    );
  const given = refunds.filter((refund) => refund.status === "succeeded" && refund.returnId === null);
  const paidBack = count(
    given.flatMap(({ lines }) => lines),
    line,
  );
  return status === "refunded" ? left : Math.min(left, paidBack);
}

function count(pieces: readonly Pieces[], line: Line): number {
  return pieces
    .filter(({ lineId }) => lineId === line.id)
    .reduce((added, { quantity }) => added + quantity, 0);
}

/** A mail that a crash cut off at the mail server's answer is not sent again: it may have arrived. Such are told, not counted as missing. */
export function mailedOnce({ orders, mails, notifications }: Evidence): readonly string[] {
  const excused = new Set(mails.length < MAILBOX_KEEPS ? ["unconfirmed"] : ["unconfirmed", "sent"]);
  const bySubjectWord = grouped(
    mails.flatMap((mail) => mail.subject.split(/[^A-Z0-9-]+/).map((word) => ({ word, mail }))),
    ({ word }) => word,
  );
  const notificationsOf = grouped(notifications, ({ orderId }) => orderId);
  return orders.flatMap((order) => {
    const { id, number, moves } = order;
    const toSend = notificationsOf.get(id) ?? [];
    const received = (bySubjectWord.get(number) ?? []).map(({ mail }) => mail);
    const untold = untoldOf(order, toSend);
    const most = toSend.length;
    const all = received.length;
    if (untold.length > 0) return [`order ${id} was not told of once: ${untold.join(", ")}`];
    if (all > most) return [`${all} mails tell of order ${id}, ${most} were to be sent`];
    const wasConfirmed = moves.some(({ to }) => to === "confirmed");
    const confirmations = toSend.filter(({ template }) => template === CONFIRMATION_MAIL);
    const sent = received.filter(({ subject }) => isConfirmation(subject)).length;
    if (sent > 1 || confirmations.length > 1) return [`order ${id} was confirmed by ${sent} mails`];
    if (!wasConfirmed) return sent === 0 ? [] : [`order ${id} was never confirmed, and a mail says so`];
    const isExcused = confirmations.some(({ status }) => excused.has(status));
    return sent === 1 || isExcused ? [] : [`order ${id} was confirmed without a mail`];
  });
}

/** What else happens to an order is told once each: shipments, returns, refunds. */
function untoldOf({ history, refunds }: OrderRow, toSend: Evidence["notifications"]): readonly string[] {
  const happened = (type: string): number => history.filter((event) => event.type === type).length;
  const told = (template: string): number => toSend.filter((one) => one.template === template).length;
  const returned = ["requested", "approved", "rejected", "received"].map(
    (step) => [`order.return_${step}`, happened(`return_${step}`)] as const,
  );
  return [
    ["order.shipped", happened("shipped")] as const,
    ["order.delivered", happened("delivered")] as const,
    ["order.refunded", refunds.filter(({ status }) => status === "succeeded").length] as const,
    ...returned,
  ]
    .filter(([template, times]) => told(template) !== times)
    .map(([template, times]) => `${template} is to be told ${times} times, not ${told(template)}`);
}

function isConfirmation(subject: string): boolean {
  return /confirm/i.test(subject);
}
