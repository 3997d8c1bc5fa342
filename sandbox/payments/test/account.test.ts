// The account of the shop: refunds that take their time, the books with their fees, payouts to the bank, and cards that are kept.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPayment, type Provider, removeDirectory, startProvider } from "./provider.ts";

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(async () => {
  await provider.close();
  await removeDirectory(provider.directory);
});

const create = async (changes: Record<string, unknown> = {}) =>
  (await provider.call("POST", "/v1/payments", { body: aPayment({ token: "tok_visa", ...changes }) })).body;
const refund = (paymentId: string, amount: number) =>
  provider.call("POST", `/v1/payments/${paymentId}/refunds`, { body: { amount, reference: "r" } });
const settle = (refundId: string, outcome: string) =>
  provider.call("POST", `/v1/refunds/${refundId}/settle`, { body: { outcome } });
const refundedOf = async (paymentId: string) =>
  (await provider.call("GET", `/v1/payments/${paymentId}`)).body.amountRefunded;
const movementsOf = async (paymentId: string) =>
  (await provider.call("GET", "/v1/log")).body.items
    .filter((line) => line.paymentId === paymentId)
    .map(({ kind, amount }) => [kind, amount]);
const booksOf = async (reference: string) =>
  (await provider.call("GET", "/v1/books")).body.items
    .filter((line) => line.reference === reference)
    .map(({ kind, amount }) => [kind, amount]);

describe("a refund that takes its time", () => {
  const slow = { metadata: { switch: "slowRefunds" } };

  test("is accepted first, holds its amount, and is a movement once it is given", async () => {
    const { id } = await create(slow);
    const { status, body } = await refund(id, 8_000);
    expect([status, body.status]).toEqual([201, "pending"]);
    expect((await refund(id, 401)).body.error.code).toBe("refund_exceeds_captured");
    expect(await refundedOf(id)).toBe(0);
    expect((await settle(body.id, "succeeded")).body).toMatchObject({ id: body.id, status: "succeeded" });
    expect(await refundedOf(id)).toBe(8_000);
    expect(await movementsOf(id)).toEqual([
      ["capture", 8_400],
      ["refund", 8_000],
    ]);
  });

  test("that fails frees its amount without a movement, and is over", async () => {
    const { id } = await create(slow);
    const { body } = await refund(id, 8_400);
    expect((await settle(body.id, "failed")).body.status).toBe("failed");
    expect(await movementsOf(id)).toEqual([["capture", 8_400]]);
    expect((await settle(body.id, "succeeded")).body.error.code).toBe("refund_settled");
    expect((await refund(id, 8_400)).status).toBe(201);
    expect((await settle("sr_none", "failed")).status).toBe(404);
  });
});

test("a refund that a bank sends back moves its money twice, and the books say so", async () => {
  const { id, reference } = await create();
  const { body } = await refund(id, 500);
  expect((await settle(body.id, "succeeded")).body.error.code).toBe("refund_settled");
  await settle(body.id, "failed");
  expect(await refundedOf(id)).toBe(0);
  expect(await booksOf(reference)).toEqual([
    ["capture", 8_400],
    ["fee", 143],
    ["refund", 500],
    ["refund_reversed", 500],
  ]);
  const { items } = (await provider.call("GET", `/v1/payments/${id}/refunds`)).body;
  expect(items).toMatchObject([{ id: body.id, status: "failed" }]);
  const events = (await provider.call("GET", "/v1/events?limit=1000")).body.items;
  expect(events.at(-1)).toMatchObject({ type: "refund.failed" });
});

test("the books are read page by page and since a moment", async () => {
  await create();
  const all = (await provider.call("GET", "/v1/books")).body.items;
  const first = (await provider.call("GET", "/v1/books?limit=1")).body;
  expect([first.items[0]?.id, first.hasMore]).toEqual([all[0]?.id, true]);
  const rest = (await provider.call("GET", `/v1/books?after=1&limit=${all.length}`)).body;
  expect([rest.items.map(({ id }) => id), rest.hasMore]).toEqual([all.slice(1).map(({ id }) => id), false]);
  const later = new Date(Date.now() + 60_000).toISOString();
  expect((await provider.call("GET", `/v1/books?since=${later}`)).body.items).toEqual([]);
  expect((await provider.call("GET", "/v1/books?since=yesterday")).status).toBe(400);
});

test("a won dispute and its beginning are in the books, a lost one begins only", async () => {
  for (const outcome of ["won", "lost"]) {
    const { id, reference } = await create({ token: "tok_dispute" });
    const [dispute] = (await provider.call("GET", `/v1/disputes?payment=${id}`)).body.items;
    await provider.call("POST", `/v1/disputes/${dispute?.id}/close`, { body: { outcome } });
    const kinds = (await booksOf(reference)).map(([kind]) => kind);
    expect(kinds).toEqual(["capture", "fee", "dispute", ...(outcome === "won" ? ["dispute_won"] : [])]);
  }
});

test("a payout empties the account by currency, and there is nothing to pay out twice", async () => {
  await create({ currency: "USD" });
  const paid = (await provider.call("POST", "/v1/payouts")).body.items;
  expect(new Set(paid.map(({ currency }) => currency))).toEqual(new Set(["EUR", "USD"]));
  expect(paid.find(({ currency }) => currency === "USD")?.amount).toBe(8_400 - 143);
  expect((await provider.call("POST", "/v1/payouts")).body.items).toEqual([]);
});

test("a card is kept for a customer, pays for them alone, and is forgotten when asked", async () => {
  const { method } = await create({ saveFor: "cus_1" });
  const payWith = (customer: string, id = String(method?.id)) =>
    provider.call("POST", "/v1/payments", { body: aPayment({ method: { customer, id } }) });
  expect((await payWith("cus_1")).body.status).toBe("captured");
  expect((await payWith("cus_2")).body.error.code).toBe("method_unknown");
  const gone = await provider.call("DELETE", `/v1/methods/${method?.id}`);
  expect([gone.status, gone.body.id]).toEqual([200, method?.id]);
  expect((await payWith("cus_1")).body.error.code).toBe("method_unknown");
  expect((await provider.call("DELETE", "/v1/methods/pm_none")).status).toBe(404);
});
