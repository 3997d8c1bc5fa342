// Whole purchases through the front door of a shop that takes PayPal: redirect, approve, come back or not, captured, confirmed, given back.
import { randomUUID } from "node:crypto";
import { adminService } from "@souk/admin-service";
import { orderService } from "@souk/order-service";
import { createProductService } from "@souk/product-service";
import { startTestShop, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { paymentService } from "../src/app.ts";
import * as the from "./payments.ts";
import { type PayPal, paypalEnvironment, RETURN_URL, startPayPal } from "./paypal.ts";

const services = [orderService, createProductService({}), paymentService, adminService];
let paypal: PayPal;
let shop: TestShop;
beforeAll(async () => {
  paypal = await startPayPal();
  shop = await startTestShop({
    services,
    env: { ...paypalEnvironment(paypal), PAYMENT_PROVIDER_TIMEOUT_MS: String(the.PROVIDER_TIMEOUT_MS) },
  });
  paypal.sendWebhooksTo(`${shop.url}/api/v1/webhooks/paypal`);
});
afterEach(async () => {
  await paypal.setSwitches();
  await expectSameBooks();
});
afterAll(async () => {
  await shop.close();
  await paypal.close();
});

/** What our ledger says PayPal holds for each payment is what PayPal's own books say. */
async function expectSameBooks(): Promise<void> {
  await shop.settled();
  const { rows } = await sql<{ paymentId: string; minor: number }>`select t.payment_id as "paymentId",
    sum(e.amount_minor)::float8 as minor from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
    where e.account = 'provider' and t.kind <> 'fee' group by t.payment_id`.execute(shop.db("payment"));
  const theirs = new Map<string, number>();
  for (const { custom_field: customId = "", paypal_reference_id: captureId, ...one } of await paypal.log()) {
    const ofCapture = (await paypal.log()).find(({ transaction_id: id }) => id === captureId)?.custom_field;
    const [paymentId = ""] = (customId || ofCapture || "").split("/");
    const minor = Math.round(Number(one.transaction_amount.value) * 100);
    theirs.set(paymentId, (theirs.get(paymentId) ?? 0) + minor);
  }
  expect(new Map(rows.map(({ paymentId, minor }) => [paymentId, minor]))).toEqual(theirs);
}

type Begun = { readonly order: the.OrderToPay; readonly paymentId: string; readonly redirectUrl: string };

/** An order whose shopper was sent to PayPal's page. */
async function begin(): Promise<Begun> {
  const order = await the.anOrder(shop);
  const { status, body } = await payFor(order);
  expect([status, body.status]).toEqual([201, "requires_action"]);
  return { order, paymentId: body.id, redirectUrl: body.redirectUrl };
}

const payFor = (order: the.OrderToPay, key: string = randomUUID()) =>
  shop.call("POST", "/payments", {
    key,
    headers: order.headers,
    body: { orderId: order.orderId, provider: "paypal", returnUrl: RETURN_URL },
  });
const comeBack = async ({ order, paymentId }: Begun) =>
  (await shop.call("GET", `/payments/${paymentId}`, { headers: order.headers })).body;
const statusOf = async (paymentId: string): Promise<string> =>
  (await the.paymentOf(shop, { paymentId })).status;
const movementsOf = async (paymentId: string, code = "T0006") =>
  (await paypal.log()).filter(
    (one) => one.transaction_event_code === code && one.custom_field?.startsWith(paymentId),
  );

async function bought(): Promise<Begun> {
  const begun = await begin();
  await paypal.approve(begun.redirectUrl);
  await shop.until(async () => (await statusOf(begun.paymentId)) === "captured");
  await shop.settled();
  return begun;
}

describe("a purchase", () => {
  test("is captured when the shopper comes back, though no webhook arrived", async () => {
    await paypal.setSwitches({ dropWebhooks: true });
    const begun = await begin();
    expect(await comeBack(begun)).toMatchObject({
      status: "requires_action",
      redirectUrl: begun.redirectUrl,
    });
    const back = await paypal.approve(begun.redirectUrl);
    expect(new URL(back ?? "").searchParams.get("payment")).toBe(begun.paymentId);
    expect(await comeBack(begun)).toMatchObject({ status: "captured", captured: begun.order.total });
    await shop.settled();
    expect(await the.statusOfOrder(shop, begun.order)).toBe("confirmed");
    expect(await movementsOf(begun.paymentId)).toHaveLength(1);
  });

  test("is captured by the webhook, though the shopper never came back", async () => {
    const begun = await bought();
    expect(await the.statusOfOrder(shop, begun.order)).toBe("confirmed");
    expect(await the.saidOf(shop, begun.paymentId)).toEqual(["captured"]);
  });

  test("is captured by the job where neither happened", async () => {
    await paypal.setSwitches({ dropWebhooks: true });
    const begun = await begin();
    await paypal.approve(begun.redirectUrl);
    await shop.runJobs("payment");
    expect(await statusOf(begun.paymentId)).toBe("captured");
  });

  test("is captured once, however webhooks, job and shopper race", async () => {
    await paypal.setSwitches({ duplicateWebhooks: true });
    const begun = await begin();
    await paypal.approve(begun.redirectUrl);
    await Promise.all([comeBack(begun), comeBack(begun), shop.runJobs("payment"), comeBack(begun)]);
    await shop.until(async () => (await statusOf(begun.paymentId)) === "captured");
    expect(await movementsOf(begun.paymentId)).toHaveLength(1);
    expect(await the.saidOf(shop, begun.paymentId)).toEqual(["captured"]);
  });

  test("whose making is unknown goes on with the same order when the shopper asks again", async () => {
    const order = await the.anOrder(shop);
    const key = randomUUID();
    await paypal.setSwitches({ createThenTimeout: 1 });
    const first = await payFor(order, key);
    expect(first.body.status).toBe("unknown");
    const { total, orderId } = order;
    const again = await the.paymentsRpc(shop).createPayment({
      paymentId: first.body.id,
      orderId,
      orderNumber: `SK-${orderId}`,
      provider: "paypal",
      amountMinor: BigInt(total.amount),
      currency: total.currency,
      token: "",
      returnUrl: RETURN_URL,
    });
    expect(again).toMatchObject({ paymentId: first.body.id, status: "requires_action" });
    await paypal.approve(again.redirectUrl);
    await shop.until(async () => (await statusOf(first.body.id)) === "captured");
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
  });

  test("whose making stays unknown is given up, and the order is paid anew", async () => {
    const order = await the.anOrder(shop);
    await paypal.setSwitches({ createThenTimeout: 1 });
    const first = await payFor(order);
    shop.clock.advance(30_000);
    await shop.runJobs("payment");
    expect(await statusOf(first.body.id)).toBe("cancelled");
    const again = await payFor(order);
    await paypal.approve(again.body.redirectUrl);
    await shop.until(async () => (await statusOf(again.body.id)) === "captured");
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
  });

  test("whose capture is unknown is captured once", async () => {
    await paypal.setSwitches({ dropWebhooks: true });
    const begun = await begin();
    await paypal.approve(begun.redirectUrl);
    await paypal.setSwitches({ dropWebhooks: true, captureThenTimeout: 1 });
    expect(await comeBack(begun)).toMatchObject({ status: "requires_action" });
    expect(await comeBack(begun)).toMatchObject({ status: "captured" });
    expect(await movementsOf(begun.paymentId)).toHaveLength(1);
  });

  test("that is declined stays open, and is paid another way at PayPal", async () => {
    const begun = await begin();
    await paypal.approve(begun.redirectUrl, "declined");
    expect(await comeBack(begun)).toMatchObject({
      status: "requires_action",
      redirectUrl: begun.redirectUrl,
    });
    await paypal.approve(begun.redirectUrl);
    await shop.until(async () => (await comeBack(begun)).status === "captured");
  });

  test("that was cancelled meanwhile takes nothing, even if the shopper approves it", async () => {
    const begun = await begin();
    await shop.call("DELETE", `/orders/${begun.order.orderId}`, { headers: begun.order.headers });
    await shop.settled();
    expect(await statusOf(begun.paymentId)).toBe("cancelled");
    await paypal.approve(begun.redirectUrl);
    await comeBack(begun);
    await shop.runJobs("payment");
    expect(await statusOf(begun.paymentId)).toBe("cancelled");
    expect(await movementsOf(begun.paymentId)).toEqual([]);
  });

  test("that PayPal forgot before anybody approved it is cancelled, and the order can be paid again", async () => {
    const begun = await begin();
    await paypal.control("POST", `/orders/${new URL(begun.redirectUrl).searchParams.get("token")}/forget`);
    shop.clock.advance(30_000);
    expect((await comeBack(begun)).status).toBe("cancelled");
    expect((await payFor(begun.order)).body.status).toBe("requires_action");
  });
});

describe("money given back", () => {
  test("is refunded once for each request", async () => {
    const { paymentId } = await bought();
    const staff = await shop.staff(["payments:refund"]);
    const key = randomUUID();
    for (let count = 0; count < 2; count += 1) {
      const { status } = await shop.call("POST", `/payments/${paymentId}/refund`, {
        as: staff,
        key,
        body: { amount: 590, reason: "came broken" },
      });
      expect(status).toBe(201);
    }
    expect(await statusOf(paymentId)).toBe("partially_refunded");
    expect(await movementsOf(paymentId, "T1107")).toHaveLength(1);
  });

  test("by the seller's own hand at PayPal is booked here", async () => {
    const { paymentId } = await bought();
    const [captured] = await movementsOf(paymentId);
    const amount = { currency_code: "EUR", value: "5.90" };
    await paypal.control("POST", `/captures/${captured?.transaction_id}/refund-by-hand`, { amount });
    await shop.until(async () => (await statusOf(paymentId)) === "partially_refunded");
    expect((await the.paymentOf(shop, { paymentId })).refunded).toEqual({ amount: 590, currency: "EUR" });
  });
});

describe("a webhook", () => {
  test("that is forged is refused, and one that was altered on its way is followed by the genuine one", async () => {
    const { status } = await shop.call("POST", "/webhooks/paypal", {
      body: JSON.stringify({ id: "WH-1", event_type: "PAYMENT.CAPTURE.COMPLETED", resource: {} }),
      headers: {},
    });
    expect(status).toBe(401);
    const begun = await begin();
    await paypal.setSwitches({ alterWebhooks: true });
    await paypal.approve(begun.redirectUrl);
    await shop.until(async () => (await statusOf(begun.paymentId)) === "captured");
  });
});

test("a shop without PayPal's keys does not offer it", async () => {
  const plain = await startTestShop({ services });
  try {
    const order = await the.anOrder(plain);
    const { status, body } = await plain.call("POST", "/payments", {
      key: randomUUID(),
      headers: order.headers,
      body: { orderId: order.orderId, provider: "paypal" },
    });
    expect([status, body.code]).toEqual([422, "payment_provider_unknown"]);
  } finally {
    await plain.close();
  }
});
