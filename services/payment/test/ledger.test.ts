// The ledger: what it books, and that the database itself lets nobody change or unbalance it.
import { randomUUID } from "node:crypto";
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { expectBooksBalance } from "./books.ts";
import * as the from "./payments.ts";

let shop: TestShop;
let order: the.PaidOrder;
beforeAll(async () => {
  shop = await the.startPaymentShop();
  order = await the.aPaidOrder(shop);
  await shop.call("POST", `/payments/${order.paymentId}/refund`, {
    as: await shop.staff(["payments:refund"]),
    key: randomUUID(),
    body: { amount: 90, reason: "late" },
  });
});
afterEach(() => expectBooksBalance(shop));
afterAll(() => shop.close());

test("a capture and a refund are booked between the provider and the customers", async () => {
  const { rows } =
    await sql`select t.kind, e.account, e.currency, e.amount_minor::float8 as amount from ledger_entries e
    join ledger_transactions t on t.id = e.transaction_id order by t.kind, e.account`.execute(
      shop.db("payment"),
    );
  expect(rows).toEqual([
    { kind: "capture", account: "customers", currency: "EUR", amount: -5590 },
    { kind: "capture", account: "provider", currency: "EUR", amount: 5590 },
    { kind: "refund", account: "customers", currency: "EUR", amount: 90 },
    { kind: "refund", account: "provider", currency: "EUR", amount: -90 },
  ]);
});

test.each([
  "update ledger_entries set amount_minor = amount_minor + 1",
  "update ledger_transactions set kind = 'fee'",
  "delete from ledger_entries",
  "delete from ledger_transactions",
  "truncate ledger_entries",
  "truncate ledger_transactions cascade",
])("the database refuses to change what is booked: %s", async (statement) => {
  await expect(sql.raw(statement).execute(shop.db("payment"))).rejects.toThrow("append-only");
});

type Entry = readonly [account: string, currency: string, amountMinor: number];

/** Gives the statement's errors their chance at once and the commit's at the end. */
async function book(entries: readonly Entry[], reference: string = randomUUID()): Promise<string> {
  const id = randomUUID();
  let reached = "statements";
  const work = shop
    .db("payment")
    .transaction()
    .execute(async (db) => {
      await sql`insert into ledger_transactions (id, kind, payment_id, reference, booked_at)
      values (${id}, 'fee', ${order.paymentId}, ${reference}, now())`.execute(db);
      for (const [account, currency, amount] of entries) {
        await sql`insert into ledger_entries (transaction_id, account, currency, amount_minor)
        values (${id}, ${account}, ${currency}, ${amount})`.execute(db);
      }
      reached = "commit";
    });
  return work.then(
    () => "booked",
    (error: Error) => `${reached}: ${error.message.replace(id, "it")}`,
  );
}

test("a booking that does not sum to zero in each currency is refused when it commits", async () => {
  expect(await book([["provider", "EUR", 5]])).toBe("commit: ledger transaction it does not balance");
  const mixed: readonly Entry[] = [
    ["provider", "EUR", 5],
    ["customers", "USD", -5],
  ];
  expect(await book(mixed)).toBe("commit: ledger transaction it does not balance");
  expect(await book([])).toBe("commit: ledger transaction it has no entries");
  expect(await book([["pockets", "EUR", 5]])).toContain("statements: ");
});

test("the same thing is never booked twice", async () => {
  const reference = randomUUID();
  const fee: readonly Entry[] = [
    ["authorized", "EUR", 5],
    ["authorizations", "EUR", -5],
  ];
  expect(await book(fee, reference)).toBe("booked");
  expect(await book(fee, reference)).toContain("ledger_transactions_kind_reference_key");
});

test("the service's own role may only add and read", async () => {
  const { rows } = await sql<{ privilege: string }>`select distinct privilege_type as privilege
    from pg_class, aclexplode(relacl) where relname in ('ledger_entries', 'ledger_transactions')`.execute(
    shop.db("payment"),
  );
  const granted = rows.map(({ privilege }) => privilege);
  expect(granted).toEqual(expect.arrayContaining(["INSERT", "SELECT"]));
  expect(granted).not.toEqual(expect.arrayContaining(["UPDATE"]));
  expect(granted).not.toEqual(expect.arrayContaining(["DELETE"]));
  expect(granted).not.toEqual(expect.arrayContaining(["TRUNCATE"]));
});

test("staff read it page by page, of one payment too, and what each account holds", async () => {
  const own = await the.aPaidOrder(shop);
  const as = await shop.staff(["payments:read", "payments:refund"]);
  const back = { amount: 90, reason: "late" };
  await shop.call("POST", `/payments/${own.paymentId}/refund`, { as, key: randomUUID(), body: back });
  const first = await shop.call("GET", `/ledger?limit=1&paymentId=${own.paymentId}`, { as });
  expect(first.body.items).toMatchObject([{ kind: "refund", paymentId: own.paymentId }]);
  const rest = await shop.call("GET", `/ledger?cursor=${first.body.nextCursor}&paymentId=${own.paymentId}`, {
    as,
  });
  expect(rest.body).toMatchObject({
    items: [
      {
        kind: "capture",
        entries: [
          { account: "provider", amount: { amount: 5590, currency: "EUR" } },
          { account: "customers", amount: { amount: -5590, currency: "EUR" } },
        ],
      },
    ],
    nextCursor: null,
  });
  const { body } = await shop.call("GET", "/ledger/balances", { as });
  const sum = body.items.reduce(
    (total: number, { balance }: { balance: { amount: number } }) => total + balance.amount,
    0,
  );
  expect(sum).toBe(0);
  expect(await shop.call("GET", "/ledger", { as: await shop.customer() })).toMatchObject({ status: 403 });
});

test("what the provider kept as fees and paid out is booked once, however often its books are read", async () => {
  const { items } = await the.askProvider(shop, "POST", "/v1/payouts", {});
  await shop.runJobs("payment");
  await shop.runJobs("payment");
  const { rows } = await sql<{ kind: string; amount: number }>`select kind, amount_minor::float8 as amount
    from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
    where kind in ('fee', 'payout') and account in ('fees', 'bank') order by kind`.execute(
    shop.db("payment"),
  );
  expect(rows).toEqual([
    { kind: "fee", amount: 103 },
    { kind: "fee", amount: 103 },
    { kind: "payout", amount: items[0].amount },
  ]);
  const as = await shop.staff(["payments:read"]);
  const { body } = await shop.call("GET", "/ledger/balances", { as });
  expect(body.items).toContainEqual({
    account: "bank",
    balance: { amount: items[0].amount, currency: "EUR" },
  });
  await the.setSwitches(shop, { offline: true });
  await shop.runJobs("payment");
  await the.setSwitches(shop);
});
