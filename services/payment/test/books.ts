// The invariants of money, checked after every scenario: our rows, our ledger and our events against the provider's own log.
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import { expect } from "vitest";
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
export async function expectBooksBalance(shop: TestShop): Promise<void> {
  await shop.settled();
  const movements: readonly Movement[] = (await askProvider(shop, "GET", "/v1/log")).items;
  const payments = await listPayments(shop);
  await expectLedgerBalances(shop);
  for (const payment of payments) expectSameAsProvider(payment, movements);
  expect(movements.filter(({ reference }) => !payments.some(({ id }) => id === reference))).toEqual([]);
  await expectOrdersHaveTheirMoney(shop, payments);
  await expectSaidOnce(shop);
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
async function expectLedgerBalances(shop: TestShop): Promise<void> {
  const { rows } = await sql`select transaction_id, currency from ledger_entries
    group by transaction_id, currency having sum(amount_minor) <> 0`.execute(shop.db("payment"));
  expect(rows).toEqual([]);
}

/** I3, I7 and I10: what we hold is what the provider moved, and never more went back than came. */
function expectSameAsProvider(payment: Row, movements: readonly Movement[]): void {
  const { id, amount, currency, captured, refunded, disputed, owedByProvider } = payment;
  const own = movements.filter(({ reference }) => reference === id);
  const sum = (kind: string): number =>
    own.reduce((total, movement) => total + (movement.kind === kind ? movement.amount : 0), 0);
  expect(own.every((movement) => movement.currency === currency)).toBe(true);
  const back = sum("refund") - sum("refund_reversed");
  expect({ id, captured, refunded }).toEqual({ id, captured: sum("capture"), refunded: back });
  expect(captured).toBeLessThanOrEqual(amount);
  expect(refunded).toBeLessThanOrEqual(captured);
  expect(owedByProvider).toBe(captured - refunded - disputed);
}

/** I2 and I10: at most one payment of an order keeps money, and then the order is confirmed or later. */
async function expectOrdersHaveTheirMoney(shop: TestShop, payments: readonly Row[]): Promise<void> {
  const kept = payments.filter(({ captured, refunded }) => captured > refunded);
  const orderIds = kept.map(({ orderId }) => orderId);
  expect(new Set(orderIds).size).toBe(orderIds.length);
  const { rows } = await sql<{ id: string }>`select id from orders
    where id = any (${orderIds}) and not status = any (${confirmedStatuses})`.execute(shop.db("order"));
  expect(rows).toEqual([]);
}

/** I9: each fact is said once. */
async function expectSaidOnce(shop: TestShop): Promise<void> {
  const said = (await shop.published("payment")).map(({ type, data }) => {
    const { paymentId, refundId, amount, status } = data as Record<string, unknown>;
    const what = JSON.stringify(refundId ?? [paymentId, amount, status]);
    return type === "staff.acted.v1" ? JSON.stringify(data) : `${type} ${what}`;
  });
  expect(said.filter((fact, index) => said.indexOf(fact) !== index)).toEqual([]);
}
