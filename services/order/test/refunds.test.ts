// Refunds of orders: by lines, by an amount, as store credit; promised first, given once, never more than the order cost.
import { randomUUID } from "node:crypto";
import { PaymentRefundFailed } from "@souk/contracts";
import { OrderService } from "@souk/contracts/rpc";
import { aCart, aProduct, type Person, type TestShop } from "@souk/testing";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { rebuildOrder } from "../src/orders/domain/evolve.ts";
import { createOrderReads, listOrderEvents } from "../src/orders/store/orders.ts";
import { aPaidOrder, refundOrder, saidOf } from "./order-life.ts";
import { putCart } from "./pricing/pricing-shop.ts";
import { moneyOf, place, readOrder, startOrderShop, switchSandbox, visa } from "./shop.ts";

let shop: TestShop;
let as: Person;
beforeAll(async () => {
  shop = await startOrderShop();
  as = await shop.staff(["orders:read", "orders:write", "payments:refund"]);
});
afterEach(() => switchSandbox(shop, {}));
afterAll(() => shop.close());

const promise = (orderId: string, more: object = {}) =>
  shop.rpc
    .client(OrderService)
    .promiseRefund({ refundId: randomUUID(), orderId, reason: "damaged", ...more });

describe("a refund", () => {
  test("of lines and shipping gives exactly what they cost, and is told once", async () => {
    const order = await aPaidOrder(shop, { quantities: [3, 1] });
    const shipping = order.total - 4000;
    const lines = [{ lineId: order.lines[0]?.id, quantity: 1 }];
    const first = await refundOrder(shop, order, { lines, includeShipping: true }, { as });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      status: "confirmed",
      refunded: { amount: 1000 + shipping },
      refunds: [
        { status: "succeeded", amount: { amount: 1000 + shipping }, shipping: { amount: shipping }, lines },
      ],
    });
    await shop.settled();
    expect(await moneyOf(shop, order.id)).toEqual({ captured: order.total, refunded: 1000 + shipping });
    expect((await refundOrder(shop, order, {}, { as })).body).toMatchObject({ status: "refunded" });
    await shop.settled();
    const said = (await saidOf(shop, order.id)).filter(({ type }) => type === "order.refunded.v1");
    expect(said).toHaveLength(2);
    expect(await moneyOf(shop, order.id)).toEqual({ captured: order.total, refunded: order.total });
    expect(rebuildOrder(order.id, await listOrderEvents(shop.db("order"), order.id))).toEqual(
      await createOrderReads(shop.db("order")).find(order.id),
    );
  });

  test("repeated with its key is the same one; with another body it is refused", async () => {
    const order = await aPaidOrder(shop);
    const key = randomUUID();
    const twins = await Promise.all(
      [1, 2, 3].map(() => refundOrder(shop, order, { amount: 500 }, { as, key })),
    );
    expect(twins.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await refundOrder(shop, order, { amount: 600 }, { as, key })).body.code).toBe(
      "idempotency_key_reused",
    );
    await shop.settled();
    expect((await moneyOf(shop, order.id)).refunded).toBe(500);
  });

  test.each([
    ["whose answer is lost", { refundThenTimeout: 1 }],
    ["whose answer is an error after it was made", { errorAfterRefund: 1 }],
    ["that the provider cannot be asked for", { offline: true }],
  ])("%s stays promised and is given once in the end", async (_, switches) => {
    const order = await aPaidOrder(shop);
    await shop.settled();
    await switchSandbox(shop, switches);
    const { body } = await refundOrder(shop, order, { amount: 700 }, { as });
    expect(body.refunds).toMatchObject([{ status: "pending", amount: { amount: 700 } }]);
    await switchSandbox(shop, {});
    await shop.runJobs("payment");
    await shop.runJobs("order");
    await shop.settled();
    expect((await readOrder(shop, order)).refunds).toMatchObject([{ status: "succeeded" }]);
    expect((await moneyOf(shop, order.id)).refunded).toBe(700);
  });

  test("that is refused frees its amount, whoever says so first", async () => {
    const order = await aPaidOrder(shop);
    const refundId = randomUUID();
    await promise(order.id, { refundId, amountMinor: 800n });
    const data = {
      paymentId: randomUUID(),
      orderId: order.id,
      provider: "sandbox",
      amount: { amount: 800, currency: "EUR" },
      refundId,
      failureCode: "expired_card",
    };
    await shop.deliver("order", PaymentRefundFailed, { data });
    await shop.deliver("order", PaymentRefundFailed, { data });
    const { refunds, history } = await readOrder(shop, order);
    expect(refunds).toMatchObject([{ id: refundId, status: "failed" }]);
    expect(history.filter(({ type }: { type: string }) => type === "refund_failed")).toHaveLength(1);
    expect((await refundOrder(shop, order, {}, { as })).body.status).toBe("refunded");
  });

  test("above the rest, of foreign lines, of too many pieces or with both an amount and lines moves nothing", async () => {
    const order = await aPaidOrder(shop, { quantities: [2] });
    const other = await aPaidOrder(shop);
    const pieces = (lineId: string | undefined, quantity: number) => ({ lines: [{ lineId, quantity }] });
    const bad: readonly (readonly [object, number, string])[] = [
      [{ amount: order.total + 1 }, 409, "refund_exceeds_total"],
      [pieces(other.lines[0]?.id, 1), 422, "order_line_unknown"],
      [pieces(order.lines[0]?.id, 3), 409, "refund_exceeds_pieces"],
      [{ returnId: randomUUID() }, 404, "return_not_found"],
      [{ to: "store_credit" }, 422, "store_credit_needs_account"],
      [{ amount: 1, ...pieces(order.lines[0]?.id, 1) }, 400, "body_invalid"],
      [{ amount: -1 }, 400, "body_invalid"],
    ];
    for (const [body, status, code] of bad)
      expect((await refundOrder(shop, order, body, { as })).body).toMatchObject({ status, code });
    expect(await readOrder(shop, order)).toMatchObject({ refunds: [], refunded: { amount: 0 } });
    const reader = await shop.staff(["orders:read", "orders:write"]);
    expect((await refundOrder(shop, order, {}, { as: reader })).status).toBe(403);
    expect((await moneyOf(shop, order.id)).refunded).toBe(0);
  });

  test("as store credit is the customer's at once and takes nothing from the payment", async () => {
    const customer = await shop.customer();
    const order = await aPaidOrder(shop, { as: customer });
    const { body } = await refundOrder(shop, order, { amount: 600, to: "store_credit" }, { as });
    expect(body.refunds).toMatchObject([
      { status: "succeeded", toStoreCredit: { amount: 600 }, toPayment: { amount: 0 } },
    ]);
    await shop.settled();
    expect((await moneyOf(shop, order.id)).refunded).toBe(0);
    const credit = await shop.call("GET", "/store-credit", { as: customer });
    expect(credit.body.items).toMatchObject([{ balance: { amount: 600, currency: "EUR" } }]);
    expect((await shop.call("DELETE", `/orders/${order.id}`, { as })).body.code).toBe("refund_in_progress");
    expect((await promise(order.id)).amountMinor).toBe(BigInt(order.total - 600));
  });
});

test("an order that a gift card paid in part gets the payment's part back first and then the card's, also after a silence", async () => {
  const administrator = await shop.administrator();
  const issued = { amount: { amount: 1000, currency: "EUR" } };
  const { body: card } = await shop.call("POST", "/gift-cards", { as: administrator, body: issued });
  const { variantId } = await aProduct(shop, { priceMinor: 3000 });
  const { cartId } = await aCart(shop, { lines: [{ variantId }] });
  await putCart(shop, cartId, { giftCardCodes: [card.code] });
  const { order } = (await place(shop, { cartId, payment: visa })).body;
  const opener = { headers: { "x-order-token": order.guestToken } };
  await shop.settled();
  await switchSandbox(shop, { refundThenTimeout: 1 });
  const amount = order.total.amount - 400;
  const asked = await refundOrder(shop, order, { amount }, { as });
  expect(asked.body.refunds).toMatchObject([
    { status: "pending", toPayment: order.amountDue, toCredits: { amount: 600 } },
  ]);
  const balance = async () =>
    (await shop.call("GET", `/gift-cards/${card.id}`, { as: administrator })).body.balance.amount;
  await switchSandbox(shop, {});
  await shop.runJobs("payment");
  await shop.runJobs("order");
  await shop.settled();
  expect(await balance()).toBe(600);
  expect((await refundOrder(shop, order, {}, { as })).body.status).toBe("refunded");
  expect(await balance()).toBe(1000);
  expect(await readOrder(shop, { id: order.id, opener })).toMatchObject({ refunded: order.total });
  expect((await moneyOf(shop, order.id)).refunded).toBe(order.amountDue.amount);
});

describe("the payment service", () => {
  test("is told what a refund of lines comes to", async () => {
    const order = await aPaidOrder(shop);
    const orders = shop.rpc.client(OrderService);
    const lines = [{ lineId: order.lines[0]?.id ?? "", quantity: 2 }];
    expect(await orders.quoteRefund({ orderId: order.id, lines })).toMatchObject({
      amountMinor: 2000n,
      currency: "EUR",
    });
    const all = await orders.quoteRefund({ orderId: order.id });
    expect(all.amountMinor).toBe(BigInt(order.total));
    const both = await orders.quoteRefund({ orderId: order.id, lines, includeShipping: true });
    expect(both.amountMinor).toBe(BigInt(order.total - 1000));
  });

  test("has what it is about to give set aside, once for each refund", async () => {
    const order = await aPaidOrder(shop);
    const refundId = randomUUID();
    const lines = [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }];
    const answers = await Promise.all([1, 2].map(() => promise(order.id, { refundId, lines })));
    expect(answers).toMatchObject([{ amountMinor: 1000n }, { amountMinor: 1000n }]);
    expect((await readOrder(shop, order)).refunds).toMatchObject([
      { id: refundId, status: "pending", lines },
    ]);
    await expect(promise(order.id, { amountMinor: BigInt(order.total) })).rejects.toMatchObject({
      code: "refund_exceeds_total",
    });
    await shop.runJobs("order"); // The payment service died before it did anything: the promise is kept all the same.
    await shop.settled();
    expect((await moneyOf(shop, order.id)).refunded).toBe(1000);
    expect((await readOrder(shop, order)).refunds).toMatchObject([{ status: "succeeded" }]);
  });
});

test("twenty partial refunds at once, through both doors, never exceed the order", async () => {
  const customer = await shop.customer();
  const order = await aPaidOrder(shop, { quantities: [3], as: customer });
  const { paymentId } = await readOrder(shop, order);
  const part = Math.floor(order.total / 7);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0
        ? refundOrder(
            shop,
            order,
            { amount: part, to: index % 4 === 0 ? "original" : "store_credit" },
            { as },
          )
        : shop.call("POST", `/payments/${paymentId}/refund`, {
            as,
            key: randomUUID(),
            body: { amount: part, reason: "damaged" },
          }),
    ),
  );
  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
  expect(statuses).toEqual([...Array(7).fill(201), ...Array(13).fill(409)]);
  await shop.runJobs("order");
  await shop.settled();
  const { refunds, refunded } = await readOrder(shop, order);
  const given = refunds.filter(({ status }: { status: string }) => status === "succeeded");
  expect(given).toHaveLength(7);
  expect(refunded.amount).toBe(7 * part);
  const credit =
    (await shop.call("GET", "/store-credit", { as: customer })).body.items[0]?.balance.amount ?? 0;
  expect((await moneyOf(shop, order.id)).refunded + credit).toBe(7 * part);
});
