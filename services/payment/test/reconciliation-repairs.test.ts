// What a click on a finding does where it cannot do all: the provider is silent, our books are in the way, somebody was faster.
import { randomUUID } from "node:crypto";
import type { FindingKind } from "@souk/contracts";
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as the from "./payments.ts";
import { plants } from "./plants.ts";

const LATER_MS = 150_000;
const TIMEOUT_MS = 60_000;

let shop: TestShop;
beforeAll(async () => {
  shop = await the.startPaymentShop();
});
afterAll(() => shop.close());

async function runLater(): Promise<void> {
  await shop.settled();
  shop.clock.advance(LATER_MS);
  const { status } = await shop.call("POST", "/reconciliation/runs", {
    as: await shop.staff(["payments:write"]),
  });
  expect(status).toBe(201);
}

async function list(query: string) {
  const as = await shop.staff(["payments:read"]);
  return (await shop.call("GET", `/reconciliation/findings?${query}`, { as })).body;
}

/** Plants it and waits for its finding. */
async function aFinding(kind: FindingKind, subject?: string) {
  const expected = subject ?? (await plants[kind](shop));
  await runLater();
  const { items } = await list(`kind=${kind}&limit=100`);
  const found = items.find((one: { subject: string }) => one.subject === expected);
  expect(found).toBeDefined();
  return found;
}

async function read(id: string) {
  return shop.call("GET", `/reconciliation/findings/${id}`, { as: await shop.staff(["payments:read"]) });
}

async function repair(id: string, ifMatch?: string) {
  const tag = ifMatch ?? String((await read(id)).headers["etag"]);
  const as = await shop.staff(["payments:write"]);
  return shop.call("POST", `/reconciliation/findings/${id}/repair`, { as, headers: { "if-match": tag } });
}

test(
  "a provider that is silent leaves the finding open, and the next click repairs it",
  { timeout: TIMEOUT_MS },
  async () => {
    const { id } = await aFinding("unknown_capture");
    const tag = String((await read(id)).headers["etag"]);
    await the.setSwitches(shop, { offline: true });
    expect(await repair(id, tag)).toMatchObject({ status: 503, body: { code: "payment_provider_silent" } });
    await the.setSwitches(shop);
    expect(await repair(id, tag)).toMatchObject({ status: 412, body: { code: "version_stale" } });
    expect((await repair(id)).body).toMatchObject({ status: "repaired", endedBy: "staff" });
  },
);

test(
  "a capture that never was is not taken back below what was refunded of it",
  { timeout: TIMEOUT_MS },
  async () => {
    const paymentId = await plants.capture_missing(shop);
    await sql`update payments set refunding_minor = 100 where id = ${paymentId}`.execute(shop.db("payment"));
    const { id } = await aFinding("capture_missing", paymentId);
    expect(await repair(id)).toMatchObject({ status: 409, body: { code: "repair_not_possible" } });
    expect((await read(id)).body.status).toBe("open");
  },
);

test(
  "a refund of which the provider gave more is recorded as what it gave",
  { timeout: TIMEOUT_MS },
  async () => {
    const { paymentId } = await the.aPaidOrder(shop);
    const refundId = randomUUID();
    const { id: there } = await the.atProvider(shop, paymentId);
    await the.setSwitches(shop, { dropWebhooks: true });
    const as = await shop.staff(["payments:refund"]);
    const given = { amount: 200, reason: "late" };
    await shop.call("POST", `/payments/${paymentId}/refund`, { as, key: refundId, body: given });
    const [own] = (await the.paymentOf(shop, { paymentId })).refunds;
    await the.askProvider(shop, "POST", `/v1/payments/${there}/refunds`, { amount: 70, reference: own.id });
    await the.setSwitches(shop);
    const finding = await aFinding("refund_differs", own.id);
    expect(finding).toMatchObject({ here: { amount: 200 }, there: { amount: 270 } });
    expect((await repair(finding.id)).body.status).toBe("repaired");
    expect((await the.paymentOf(shop, { paymentId })).refunded.amount).toBe(270);
  },
);

test(
  "money of a payment that was given up goes back when the job for it was lost",
  { timeout: TIMEOUT_MS },
  async () => {
    const { paymentId } = await the.aPaidOrder(shop);
    await sql`update payments set given_up_reason = 'by hand', updated_at = ${shop.clock.now()}
    where id = ${paymentId}`.execute(shop.db("payment"));
    const { id } = await aFinding("captured_twice", paymentId);
    expect((await repair(id)).body.status).toBe("repaired");
    expect((await the.paymentOf(shop, { paymentId })).status).toBe("refunded");
  },
);

test("money of an order that does not exist goes back", { timeout: TIMEOUT_MS }, async () => {
  const { paymentId } = await the.aPaidOrder(shop);
  await sql`update payments set order_id = ${randomUUID()}, updated_at = ${shop.clock.now()}
    where id = ${paymentId}`.execute(shop.db("payment"));
  const { id } = await aFinding("paid_without_order", paymentId);
  await repair(id);
  await runLater();
  expect((await the.paymentOf(shop, { paymentId })).status).toBe("refunded");
});

test("findings come page by page, newest first", { timeout: TIMEOUT_MS }, async () => {
  const whole = (await list("limit=100")).items.map(({ id }: { id: string }) => id);
  const first = await list("limit=1");
  expect(first.items[0].id).toBe(whole[0]);
  const second = await list(`limit=1&cursor=${first.nextCursor}`);
  expect(second.items[0].id).toBe(whole[1]);
  const nobody = await shop.call("GET", "/reconciliation/findings", { as: await shop.customer() });
  expect(nobody.status).toBe(403);
  const as = await shop.staff(["payments:read"]);
  const none = await shop.call("GET", `/reconciliation/findings/${randomUUID()}`, { as });
  expect(none).toMatchObject({ status: 404, body: { code: "finding_not_found" } });
});
