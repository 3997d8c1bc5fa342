// The invariants of money, looked at after every scenario: our rows, our ledger and our events against the provider's own log. Tells what is broken,
// so that tests (books.ts) and proofs judge alike.
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import { askProvider } from "./payments.ts";

type Movement = {
  readonly kind: "capture" | "refund" | "refund_reversed";
  readonly reference: string;
  readonly orderId: string;
  readonly amount: number;
  readonly currency: string;
};
type Row = {
  readonly id: string;
  readonly orderId: string;
  readonly amount: number;
  readonly currency: string;
  readonly captured: number;
  readonly refunded: number;
  /** Taken back by cardholders' banks, and not won again. */
  readonly disputed: number;
  readonly owedByProvider: number;
};

const confirmedStatuses = ["confirmed", "processing", "shipped", "delivered", "completed", "refunded"];

/** Waits until nothing is on its way, then compares. */
export async function bookFaults(shop: TestShop): Promise<readonly string[]> {
  await shop.settled();
  const movements: readonly Movement[] = (await askProvider(shop, "GET", "/v1/log")).items;
  const payments = await listPayments(shop);
  const moved = Map.groupBy(movements, ({ reference }) => reference);
  const known = new Set(payments.map(({ id }) => id));
  const strange = [...moved.keys()].filter((reference) => !known.has(reference));
  return [
    ...(await ledgerFaults(shop)),
    ...payments.flatMap((payment) => differences(payment, moved.get(payment.id) ?? [])),
    ...strange.map((reference) => `the provider moved money of ${reference}, which is no payment`),
    ...(await homelessMoney(shop, payments)),
    ...(await saidTwice(shop)),
  ];
}

async function listPayments(shop: TestShop): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select p.id, p.order_id as "orderId", p.amount_minor as amount, p.currency,
      p.captured_minor as captured, p.refunded_minor as refunded,
      (select coalesce(sum(d.amount_minor), 0)::float8 from disputes d where d.payment_id = p.id and d.status <> 'won') as disputed,
      (select coalesce(sum(e.amount_minor), 0)::float8 from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
       where t.payment_id = p.id and t.kind <> 'fee' and e.account = 'provider' and e.currency = p.currency) as "owedByProvider"
    from payments p`.execute(shop.db("payment"));
  return rows;
}

/** I4: every booking sums to zero in each currency. */
async function ledgerFaults(shop: TestShop): Promise<readonly string[]> {
  const { rows } = await sql<{
    id: string;
    currency: string;
  }>`select transaction_id as id, currency from ledger_entries
    group by transaction_id, currency having sum(amount_minor) <> 0`.execute(shop.db("payment"));
  return rows.map(({ id, currency }) => `booking ${id} does not sum to zero in ${currency}`);
}

/** I3, I7 and I10: what we hold is what the provider moved, and never more went back than came. */
function differences(payment: Row, own: readonly Movement[]): readonly string[] {
  const { id, amount, currency, captured, refunded, disputed, owedByProvider } = payment;
  const sum = (kind: string): number =>
    own.reduce((total, movement) => total + (movement.kind === kind ? movement.amount : 0), 0);
  const taken = sum("capture");
  const back = sum("refund") - sum("refund_reversed");
  const isSame = captured === taken && refunded === back;
  const isBounded = captured <= amount && refunded <= captured;
  const isOwed = owedByProvider === captured - refunded - disputed;
  return [
    ...(own.every((movement) => movement.currency === currency) ? [] : [`payment ${id} moved other money`]),
    ...(isSame ? [] : [`payment ${id}: we have ${captured} − ${refunded}, the provider ${taken} − ${back}`]),
    ...(isBounded ? [] : [`payment ${id} of ${amount} took ${captured} and gave back ${refunded}`]),
    ...(isOwed ? [] : [`payment ${id}: the ledger says that the provider owes ${owedByProvider}`]),
  ];
}

/** I2 and I10: at most one payment of an order keeps money, and then the order is confirmed or later. */
async function homelessMoney(shop: TestShop, payments: readonly Row[]): Promise<readonly string[]> {
  const kept = payments.filter(({ captured, refunded }) => captured > refunded);
  const twice = [...Map.groupBy(kept, ({ orderId }) => orderId)].filter(([, group]) => group.length > 1);
  const orderIds = kept.map(({ orderId }) => orderId);
  const { rows } = await sql<{ id: string }>`select id from orders
    where id = any (${orderIds}) and not status = any (${confirmedStatuses})`.execute(shop.db("order"));
  return [
    ...twice.map(([orderId]) => `several payments keep money of order ${orderId}`),
    ...rows.map(({ id }) => `order ${id} has money and is not sold`),
  ];
}

/** I9: each fact is said once. */
async function saidTwice(shop: TestShop): Promise<readonly string[]> {
  const said = (await shop.published("payment")).map(({ type, data }) => {
    const { paymentId, refundId, amount, status } = data as Record<string, unknown>;
    const what = JSON.stringify(refundId ?? [paymentId, amount, status]);
    return type === "staff.acted.v1" ? JSON.stringify(data) : `${type} ${what}`;
  });
  return [...Map.groupBy(said, (fact) => fact)]
    .filter(([, times]) => times.length > 1)
    .map(([fact]) => `said twice: ${fact}`);
}
