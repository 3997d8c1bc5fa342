// Ways to pay that a customer lets us keep: only when asked for, only their own, and forgotten at the provider as well.
import { randomUUID } from "node:crypto";
import type { Person, TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as the from "./payments.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await the.startPaymentShop();
});
afterEach(() => the.setSwitches(shop));
afterAll(() => shop.close());

function payWith(order: the.OrderToPay, choice: object, as?: Person) {
  return shop.call("POST", "/payments", {
    key: randomUUID(),
    headers: order.headers,
    body: { orderId: order.orderId, provider: "sandbox", ...choice },
    ...(as && { as }),
  });
}

async function methodsOf(as: Person) {
  return (await shop.call("GET", "/payment-methods", { as })).body.items;
}

async function aCustomerWithMethod() {
  const as = await shop.customer();
  const order = await the.anOrder(shop, as);
  const { body } = await payWith(order, { token: "tok_visa", saveMethod: true }, as);
  expect(body.status).toBe("captured");
  const [method] = await methodsOf(as);
  return { as, method };
}

describe("a way to pay", () => {
  test("is kept when its customer asks for it, by the provider's ids and what a person recognises", async () => {
    const { method } = await aCustomerWithMethod();
    expect(method).toEqual({
      id: expect.any(String),
      provider: "sandbox",
      brand: "visa",
      last4: "4242",
      expires: "2039-12",
      createdAt: expect.any(String),
    });
  });

  test("is not kept unasked, and never of a guest", async () => {
    const as = await shop.customer();
    await payWith(await the.anOrder(shop, as), { token: "tok_visa" }, as);
    expect(await methodsOf(as)).toEqual([]);
    const before = await countKept();
    await payWith(await the.anOrder(shop), { token: "tok_visa", saveMethod: true });
    expect(await countKept()).toBe(before);
  });

  test("pays again, and the same customer at the provider keeps the next one too", async () => {
    const { as, method } = await aCustomerWithMethod();
    const again = await payWith(await the.anOrder(shop, as), { savedMethodId: method.id }, as);
    expect(again.body.status).toBe("captured");
    await payWith(await the.anOrder(shop, as), { token: "tok_3ds", saveMethod: true }, as);
    await payWith(await the.anOrder(shop, as), { token: "tok_visa", saveMethod: true }, as);
    expect(await methodsOf(as)).toHaveLength(2);
    const { rows } = await sql`select distinct provider_customer_id from saved_methods
      where customer_id = ${as.userId}`.execute(shop.db("payment"));
    expect(rows).toHaveLength(1);
  });

  test("of somebody else, of another provider or of nobody is refused before anything is written", async () => {
    const { method } = await aCustomerWithMethod();
    const other = await shop.customer();
    const order = await the.anOrder(shop, other);
    for (const savedMethodId of [method.id, randomUUID()]) {
      expect(await payWith(order, { savedMethodId }, other)).toMatchObject({
        status: 422,
        body: { code: "payment_method_unknown", errors: [{ pointer: "/savedMethodId" }] },
      });
    }
    expect(await payWith(await the.anOrder(shop), { savedMethodId: method.id })).toMatchObject({
      status: 422,
    });
    expect((await payWith(order, { token: "tok_visa" }, other)).body.status).toBe("captured");
  });
});

describe("forgetting a way to pay", () => {
  const forget = (id: string, as: Person) => shop.call("DELETE", `/payment-methods/${id}`, { as });

  test("takes it away here and at the provider", async () => {
    const { as, method } = await aCustomerWithMethod();
    expect(await forget(method.id, as)).toMatchObject({ status: 204 });
    expect(await methodsOf(as)).toEqual([]);
    expect(await forget(method.id, as)).toMatchObject({
      status: 404,
      body: { code: "payment_method_not_found" },
    });
  });

  test("of somebody else is 404, and while the provider is away 503", async () => {
    const { as, method } = await aCustomerWithMethod();
    expect(await forget(method.id, await shop.customer())).toMatchObject({ status: 404 });
    await the.setSwitches(shop, { offline: true });
    expect(await forget(method.id, as)).toMatchObject({
      status: 503,
      body: { code: "payment_provider_silent" },
    });
    expect(await methodsOf(as)).toHaveLength(1);
  });

  test("that is gone at the provider already is done", async () => {
    const { as, method } = await aCustomerWithMethod();
    await sql`update saved_methods set provider_method_id = 'pm_gone' where id = ${method.id}`.execute(
      shop.db("payment"),
    );
    expect(await forget(method.id, as)).toMatchObject({ status: 204 });
  });
});

async function countKept(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::float8 as count from saved_methods`.execute(
    shop.db("payment"),
  );
  return rows[0]?.count ?? NaN;
}
