// Store credit: granted and taken by staff, seen by its customer, and a ledger that the database itself keeps straight.
import { randomUUID } from "node:crypto";
import { isLostUpdate, runBatch } from "@souk/db";
import { money } from "@souk/money";
import { aCart, aProduct, type Person, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  grantStoreCreditQueries,
  redeemQueries,
  returnAllQueries,
  returnQueries,
} from "../src/gift-cards/store/credit-entries.ts";
import { storeCreditIdOf } from "../src/gift-cards/store/credits.ts";
import { place, startOrderShop, visa } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

const statusesOf = (answers: readonly { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((left, right) => left - right);

const at = new Date("2026-06-01T12:00:00Z");
const euros = (amount: number) => ({ amount, currency: "EUR" });
async function give(
  customerId: string,
  amount: number,
  { as, key = randomUUID(), currency = "EUR" }: { as?: Person; key?: string; currency?: string } = {},
) {
  return shop.call("POST", `/customers/${customerId}/store-credit`, {
    as: as ?? (await shop.administrator()),
    key,
    body: { amount: { amount, currency }, reason: "Sorry for the delay" },
  });
}
const own = async (as: Person) => (await shop.call("GET", "/store-credit", { as })).body.items;
const balanceOf = async (customer: Person) => (await own(customer))[0]?.balance.amount;

describe("store credit", () => {
  test("is granted with a reason, which its customer sees and who did it they do not", async () => {
    const customer = await shop.customer();
    const as = await shop.administrator();
    const { status, body } = await give(customer.userId, 1500, { as });
    expect(status).toBe(201);
    expect(body.items).toMatchObject([{ balance: euros(1500) }]);
    const [credit] = await own(customer);
    expect(credit.entries).toMatchObject([
      { kind: "granted", amount: euros(1500), reason: "Sorry for the delay", orderId: null },
    ]);
    expect(JSON.stringify(credit)).not.toContain(as.userId);
    expect(await own(await shop.customer())).toEqual([]);
    expect(await shop.published("order")).toContainEqual({
      type: "staff.acted.v1",
      data: expect.objectContaining({
        action: "store_credit.grant",
        subjectId: customer.userId,
        before: { balance: euros(0) },
        after: { balance: euros(1500), reason: "Sorry for the delay" },
      }),
    });
  });

  test("is taken down to nothing and no further, also by several at once", async () => {
    const customer = await shop.customer();
    await give(customer.userId, 1000);
    const answers = await Promise.all([1, 2, 3, 4].map(() => give(customer.userId, -400)));
    expect(statusesOf(answers)).toEqual([201, 201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: "store_credit_insufficient",
    });
    expect(await balanceOf(customer)).toBe(200);
  });

  test("of two currencies are two", async () => {
    const customer = await shop.customer();
    await give(customer.userId, 100);
    await give(customer.userId, 200, { currency: "USD" });
    expect((await own(customer)).map(({ balance }: { balance: unknown }) => balance)).toEqual([
      euros(100),
      { amount: 200, currency: "USD" },
    ]);
    expect((await give(customer.userId, -150, { currency: "EUR" })).status).toBe(409);
  });

  test("given by a request that is repeated after a crash is given once", async () => {
    const customer = await shop.customer();
    const key = randomUUID();
    const as = await shop.administrator();
    await give(customer.userId, 300, { as, key });
    // The answer is forgotten, as if the process had died before it was kept; what it had made stays.
    await sql`update idempotency_keys set status = null, headers = null, body = null, completed_at = null,
      leased_until = now() - interval '1 hour' where key = ${key}`.execute(shop.db("order"));
    const again = await give(customer.userId, 300, { as, key });
    expect(again.status).toBe(201);
    expect(again.headers["idempotent-replayed"]).toBeUndefined();
    expect(await balanceOf(customer)).toBe(300);
  });

  test.each([
    [{ amount: euros(0), reason: "None" }, 400, "/amount/amount"],
    [{ amount: euros(0.5), reason: "Half" }, 400, "/amount/amount"],
    [{ amount: euros(5), reason: " " }, 400, "/reason"],
    [{ amount: { amount: 5, currency: "JPY" }, reason: "Yen" }, 422, "/amount/currency"],
  ])("%j is refused by its place", async (body, status, pointer) => {
    const as = await shop.administrator();
    const path = `/customers/${randomUUID()}/store-credit`;
    const answer = await shop.call("POST", path, { as, key: randomUUID(), body });
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  test("is read and given by staff who may, and by nobody else", async () => {
    const [customer, reader] = [await shop.customer(), await shop.staff(["gift_cards:read"])];
    const path = `/customers/${customer.userId}/store-credit`;
    expect((await give(customer.userId, 5, { as: reader })).status).toBe(403);
    expect((await give(customer.userId, 5, { as: customer })).status).toBe(403);
    expect((await shop.call("GET", path, { as: reader })).body).toEqual({ items: [] });
    expect((await shop.call("GET", path, { as: customer })).status).toBe(403);
    expect((await shop.call("GET", "/store-credit")).status).toBe(401);
  });

  test("pays a cart of its customer's where they want it to, after the gift cards", async () => {
    const as = await shop.customer();
    await give(as.userId, 2000);
    const { variantId } = await aProduct(shop, { priceMinor: 3000 });
    const { cartId, total } = await aCart(shop, { lines: [{ variantId }], as });
    const put = await shop.call("PUT", `/carts/${cartId}`, { as, body: { useStoreCredit: true } });
    expect(put.body).toMatchObject({
      useStoreCredit: true,
      storeCredit: euros(2000),
      amountDue: euros(total.amount - 2000),
    });
    const placed = await place(shop, { cartId, payment: visa, as });
    expect(placed.status).toBe(201);
    expect(placed.body.order).toMatchObject({
      amountDue: euros(total.amount - 2000),
      credits: [{ kind: "store_credit", last4: null, amount: euros(2000) }],
    });
    expect(await balanceOf(as)).toBe(0);
    const off = await shop.call("PUT", `/carts/${cartId}`, { as, body: { useStoreCredit: false } });
    expect(off.body.code).toBe("cart_ordered");
  });
});

describe("the ledger", () => {
  async function aCredit(amount: number) {
    const customer = await shop.customer();
    await give(customer.userId, amount);
    return { customer, creditId: storeCreditIdOf(customer.userId, "EUR") };
  }
  const run = (queries: readonly Parameters<typeof runBatch>[1][number][]) =>
    runBatch(shop.db("order"), queries);

  test("redeems what is there, once for an order, and fails whole where it is not", async () => {
    const { customer, creditId } = await aCredit(1000);
    const redeem = (orderId: string, amount: number) =>
      run(redeemQueries({ orderId, credits: [{ creditId, amount: money(amount, "EUR") }], at }));
    const orderId = randomUUID();
    await redeem(orderId, 600);
    const again = await redeem(orderId, 1).catch((error: unknown) => isLostUpdate(error));
    const tooMuch = await redeem(randomUUID(), 401).catch((error: unknown) => isLostUpdate(error));
    expect([again, tooMuch]).toEqual([true, true]);
    expect(await balanceOf(customer)).toBe(400);
  });

  test("returns once for each refund, all that is left at the end, and never more than was taken", async () => {
    const { customer, creditId } = await aCredit(1000);
    const orderId = randomUUID();
    const credits = [{ creditId, amount: money(700, "EUR") }];
    await run(redeemQueries({ orderId, credits, at }));
    const refund = (reference: string, amount: number) =>
      run(returnQueries({ orderId, reference, credits: [{ creditId, amount: money(amount, "EUR") }], at }));
    await refund("first", 200);
    await refund("first", 200);
    expect(await balanceOf(customer)).toBe(500);
    await expect(refund("second", 501)).rejects.toThrow(/more would be returned/);
    await run(returnAllQueries({ orderId, credits, at }));
    await run(returnAllQueries({ orderId, credits, at }));
    expect(await balanceOf(customer)).toBe(1000);
    await run(returnAllQueries({ orderId: randomUUID(), credits, at }));
    expect(await balanceOf(customer)).toBe(1000);
  });

  test("grants what a refund gives as store credit once, also where the customer had none", async () => {
    const customer = await shop.customer();
    const { userId: customerId } = customer;
    const grant = { customerId, amount: money(450, "EUR"), orderId: randomUUID(), reference: "refund", at };
    await Promise.all([1, 2, 3].map(() => run(grantStoreCreditQueries(grant))));
    expect(await balanceOf(customer)).toBe(450);
  });

  test("is for adding to only, and a balance is the sum of its entries", async () => {
    const { customer, creditId } = await aCredit(1000);
    const db = shop.db("order");
    const attempts = [
      sql`update credit_entries set amount_minor = 5 where credit_id = ${creditId}::uuid`,
      sql`delete from credit_entries where credit_id = ${creditId}::uuid`,
      sql`truncate credit_entries`,
      sql`update credits set balance_minor = 5000 where id = ${creditId}::uuid`,
      sql`update credits set currency = 'USD' where id = ${creditId}::uuid`,
      sql`delete from credits where id = ${creditId}::uuid`,
      sql`truncate credits cascade`,
      sql`insert into credits (id, kind, currency, customer_id, balance_minor, created_at, updated_at)
        values (gen_random_uuid(), 'store_credit', 'EUR', gen_random_uuid(), 5, now(), now())`,
    ];
    for (const attempt of attempts) await expect(attempt.execute(db)).rejects.toThrow();
    expect(await balanceOf(customer)).toBe(1000);
    const sums = await sql<{
      wrong: number;
    }>`select count(*)::int as wrong from credits where balance_minor <>
      (select coalesce(sum(amount_minor), 0) from credit_entries where credit_id = credits.id)`.execute(db);
    expect(sums.rows).toEqual([{ wrong: 0 }]);
  });
});
