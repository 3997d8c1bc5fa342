// Paying an order through the front door: who may, what a second attempt does to the first, and what is told.
import { randomUUID } from "node:crypto";
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expectBooksBalance } from "./books.ts";
import * as the from "./payments.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await the.startPaymentShop();
});
afterEach(() => expectBooksBalance(shop));
afterAll(() => shop.close());

describe("paying with a card at once", () => {
  test("a guest pays with the order's token and the order is confirmed", async () => {
    const order = await the.anOrder(shop);
    const { status, body } = await the.pay(shop, order, { token: "tok_visa" });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      orderId: order.orderId,
      provider: "sandbox",
      status: "captured",
      amount: order.total,
      captured: order.total,
      refunded: { amount: 0, currency: "EUR" },
      refunds: [],
    });
    expect(body.redirectUrl).toBeUndefined();
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
    expect(await the.saidOf(shop, body.id)).toEqual(["captured"]);
  });

  test("a customer pays their own order, and somebody else finds no such order", async () => {
    const customer = await shop.customer();
    const order = await the.anOrder(shop, customer);
    const stranger = await the.pay(shop, order, { token: "tok_visa", as: await shop.customer() });
    expect(stranger).toMatchObject({ status: 404, body: { code: "order_not_found" } });
    const nobody = await the.pay(shop, order, { token: "tok_visa" });
    expect(nobody).toMatchObject({ status: 404, body: { code: "order_not_found" } });
    expect(await the.pay(shop, order, { token: "tok_visa", as: customer })).toMatchObject({ status: 201 });
  });

  test("a wrong or repeated order token opens nothing", async () => {
    const order = await the.anOrder(shop);
    const wrong = { ...order, headers: { "x-order-token": `${order.headers["x-order-token"]}x` } };
    expect(await the.pay(shop, wrong, { token: "tok_visa" })).toMatchObject({ status: 404 });
    expect(await the.pay(shop, { ...order, headers: {} }, { token: "tok_visa" })).toMatchObject({
      status: 404,
    });
  });

  test("a key is needed, and the same key gives the first answer without a second charge", async () => {
    const order = await the.anOrder(shop);
    const body = { orderId: order.orderId, provider: "sandbox", token: "tok_visa" };
    const without = await shop.call("POST", "/payments", { body, headers: order.headers });
    expect(without).toMatchObject({ status: 400, body: { code: "idempotency_key_required" } });
    const key = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => the.pay(shop, order, { token: "tok_visa", key })),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
  });

  test("a process that dies after the charge finds it again when the same request comes again", async () => {
    const order = await the.anOrder(shop);
    const db = shop.db("payment");
    await sql`create function die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`.execute(
      db,
    );
    await sql`create trigger die before update on payments for each row execute function die()`.execute(db);
    await the.setSwitches(shop, { dropWebhooks: true });
    const key = randomUUID();
    expect((await the.pay(shop, order, { token: "tok_visa", key })).status).toBe(500);
    await sql`drop function die cascade`.execute(db);
    await the.setSwitches(shop);
    const again = await the.pay(shop, order, { token: "tok_visa", key });
    expect(again).toMatchObject({ status: 201, body: { status: "captured" } });
  });

  test("a guest's answer is not repeated to somebody without the order's token", async () => {
    const order = await the.anOrder(shop);
    const key = randomUUID();
    expect(await the.pay(shop, order, { token: "tok_visa", key })).toMatchObject({ status: 201 });
    const stranger = await the.pay(shop, { ...order, headers: {} }, { token: "tok_visa", key });
    expect(stranger).toMatchObject({ status: 404, body: { code: "order_not_found" } });
  });

  test("an unknown provider is refused and names its field", async () => {
    const order = await the.anOrder(shop);
    const refused = await shop.call("POST", "/payments", {
      key: randomUUID(),
      headers: order.headers,
      body: { orderId: order.orderId, provider: "barter" },
    });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: "payment_provider_unknown", errors: [{ pointer: "/provider" }] },
    });
  });
});

describe("an order that was paid, or is over", () => {
  test("is not paid a second time", async () => {
    const order = await the.aPaidOrder(shop);
    const again = await the.pay(shop, order, { token: "tok_visa" });
    expect(again).toMatchObject({
      status: 409,
      body: { code: "order_not_payable", orderStatus: "confirmed" },
    });
  });

  test("many attempts at once make one charge", async () => {
    const order = await the.anOrder(shop);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => the.pay(shop, order, { token: "tok_visa" })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(9);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("payment_exists");
  });

  test("is not paid after it was cancelled", async () => {
    const order = await the.anOrder(shop);
    await shop.call("DELETE", `/orders/${order.orderId}`, { headers: order.headers });
    const late = await the.pay(shop, order, { token: "tok_visa" });
    expect(late).toMatchObject({
      status: 409,
      body: { code: "order_not_payable", orderStatus: "cancelled" },
    });
  });
});

describe("a declined card", () => {
  test("ends the attempt, says so, and another card pays", async () => {
    const order = await the.anOrder(shop);
    const declined = await the.pay(shop, order, { token: "tok_insufficient_funds" });
    expect(declined).toMatchObject({
      status: 201,
      body: { status: "failed", failureCode: "insufficient_funds", captured: { amount: 0 } },
    });
    expect(await the.saidOf(shop, declined.body.id)).toEqual(["failed"]);
    expect(await the.statusOfOrder(shop, order)).toBe("pending");
    expect((await the.pay(shop, order, { token: "tok_visa" })).body.status).toBe("captured");
  });

  test("a token that the provider does not know ends the attempt too", async () => {
    const order = await the.anOrder(shop);
    const refused = await the.pay(shop, order, { token: "tok_of_nobody" });
    expect(refused).toMatchObject({ status: 201, body: { status: "failed" } });
    expect(refused.body.failureCode).toMatch(/^[a-z_]+$/);
    expect(await the.saidOf(shop, refused.body.id)).toEqual(["failed"]);
    expect((await the.pay(shop, order, { token: "tok_visa" })).body.status).toBe("captured");
  });
});

describe("the provider's page", () => {
  test("shows the order's number, takes the money, and the webhook confirms the order", async () => {
    const order = await the.anOrder(shop);
    const { body } = await the.pay(shop, order, { returnUrl: "http://shop.test/back" });
    expect(body).toMatchObject({ status: "requires_action", redirectUrl: expect.stringContaining("/pay/") });
    expect(await (await fetch(body.redirectUrl)).text()).toMatch(/SK-[0-9A-Z]{5}-[0-9A-Z]{5}/);
    expect(await the.payOnPage(body.redirectUrl)).toBe(303);
    await the.webhookHandled(shop, body.id, "payment.captured");
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
    expect((await the.paymentOf(shop, { paymentId: body.id })).redirectUrl).toBeUndefined();
  });

  test("tells whoever comes back before the webhook that the money was taken", async () => {
    const order = await the.anOrder(shop);
    await the.setSwitches(shop, { dropWebhooks: true });
    const { body } = await the.pay(shop, order);
    const seen = () => shop.call("GET", `/payments/${body.id}`, { headers: order.headers });
    expect((await seen()).body.status).toBe("requires_action");
    expect(await the.payOnPage(body.redirectUrl)).toBe(303);
    expect((await seen()).body.status).toBe("captured");
    await the.setSwitches(shop);
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
  });

  test("a decline there is not an end: the next card on the same page pays", async () => {
    const order = await the.anOrder(shop);
    const { body } = await the.pay(shop, order);
    expect(await the.payOnPage(body.redirectUrl, "4000000000000002")).toBe(402);
    await shop.runJobs("payment");
    expect((await the.paymentOf(shop, { paymentId: body.id })).status).toBe("requires_action");
    expect(await the.payOnPage(body.redirectUrl)).toBe(303);
    await the.webhookHandled(shop, body.id, "payment.captured");
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
  });

  test("an attempt that is still open is ended by the next, and its page takes no money any more", async () => {
    const order = await the.anOrder(shop);
    const first = (await the.pay(shop, order)).body;
    const second = (await the.pay(shop, order, { token: "tok_visa" })).body;
    expect(second.status).toBe("captured");
    expect((await the.paymentOf(shop, { paymentId: first.id })).status).toBe("cancelled");
    await the.payOnPage(first.redirectUrl);
    expect(await the.atProvider(shop, first.id)).toMatchObject({ status: "voided", amountCaptured: 0 });
  });

  test("money that was taken on the page counts although another attempt was begun before the news came", async () => {
    await the.setSwitches(shop, { dropWebhooks: true });
    const order = await the.anOrder(shop);
    const first = (await the.pay(shop, order)).body;
    await the.payOnPage(first.redirectUrl);
    const second = await the.pay(shop, order, { token: "tok_visa" });
    await the.setSwitches(shop);
    expect(second).toMatchObject({
      status: 409,
      body: { code: "payment_exists", paymentId: first.id, paymentStatus: "captured" },
    });
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
  });

  test("an attempt that cannot be ended because the provider is away stands in the way", async () => {
    const order = await the.anOrder(shop);
    const first = (await the.pay(shop, order)).body;
    await the.setSwitches(shop, { offline: true });
    const second = await the.pay(shop, order, { token: "tok_visa" });
    await the.setSwitches(shop);
    expect(second).toMatchObject({
      status: 409,
      body: { paymentId: first.id, paymentStatus: "requires_action" },
    });
    expect((await the.pay(shop, order, { token: "tok_visa" })).body.status).toBe("captured");
  });
});

describe("reading a payment", () => {
  test("is for the order's own guest, its customer, and staff; others find nothing", async () => {
    const order = await the.aPaidOrder(shop);
    const path = `/payments/${order.paymentId}`;
    const read = async (options: object): Promise<number> => (await shop.call("GET", path, options)).status;
    expect(await read({ headers: order.headers })).toBe(200);
    expect(await read({ as: await shop.staff(["payments:read"]) })).toBe(200);
    expect(await read({})).toBe(404);
    expect(await read({ as: await shop.customer() })).toBe(404);
    expect(await read({ as: await shop.staff(["orders:read"]) })).toBe(404);
    const customer = await shop.customer();
    const own = await the.anOrder(shop, customer);
    const { body } = await the.pay(shop, own, { token: "tok_visa", as: customer });
    expect((await shop.call("GET", `/payments/${body.id}`, { as: customer })).body).toEqual(body);
  });

  test("has an ETag that answers 304, and an unknown id is not found", async () => {
    const order = await the.aPaidOrder(shop);
    const staff = { as: await shop.staff(["payments:read"]) };
    const { headers } = await shop.call("GET", `/payments/${order.paymentId}`, staff);
    const known = { ...staff, headers: { "if-none-match": String(headers["etag"]) } };
    expect((await shop.call("GET", `/payments/${order.paymentId}`, known)).status).toBe(304);
    const missing = await shop.call("GET", `/payments/${randomUUID()}`, staff);
    expect(missing).toMatchObject({ status: 404, body: { code: "payment_not_found" } });
  });
});
