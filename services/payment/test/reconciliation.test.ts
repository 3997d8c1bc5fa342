// Reconciliation: every kind of difference is found once, repaired by the run or by one click, and nothing is found that is none.
import { FindingKind } from "@souk/contracts";
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as the from "./payments.ts";
import { plants } from "./plants.ts";

const LATER_MS = 150_000;
const TIMEOUT_MS = 60_000;
const harmless: readonly FindingKind[] = [
  "capture_missed",
  "refund_missed",
  "dispute_missed",
  "fee_not_booked",
  "payout_not_booked",
];
const dangerous = FindingKind.options.filter((kind) => !harmless.includes(kind));

let shop: TestShop;
beforeAll(async () => {
  shop = await the.startPaymentShop();
});
afterEach(async () => {
  await the.setSwitches(shop);
  await repairAll();
  await expectLedgerIsProvider();
});
afterAll(() => shop.close());

type Found = {
  readonly id: string;
  readonly kind: FindingKind;
  readonly subject: string;
  readonly status: string;
};

/** When all that is on its way has had its time. */
async function runLater() {
  await shop.settled();
  shop.clock.advance(LATER_MS);
  return run();
}

async function run() {
  const answer = await shop.call("POST", "/reconciliation/runs", {
    as: await shop.staff(["payments:write"]),
  });
  expect(answer.status).toBe(201);
  await shop.settled();
  return answer.body;
}

async function findings(query = ""): Promise<readonly Found[]> {
  const as = await shop.staff(["payments:read"]);
  const { body } = await shop.call("GET", `/reconciliation/findings?limit=100${query}`, { as });
  return body.items;
}

async function read(id: string) {
  return shop.call("GET", `/reconciliation/findings/${id}`, { as: await shop.staff(["payments:read"]) });
}

async function repair(id: string) {
  const tag = String((await read(id)).headers["etag"]);
  const as = await shop.staff(["payments:write"]);
  return shop.call("POST", `/reconciliation/findings/${id}/repair`, { as, headers: { "if-match": tag } });
}

async function found(kind: FindingKind, subject: string): Promise<Found> {
  const all = (await findings(`&kind=${kind}`)).filter((one) => one.subject === subject);
  expect(all).toHaveLength(1);
  return all[0] as Found;
}

/** As staff would: until nothing is open. */
async function repairAll(): Promise<void> {
  await runLater();
  for (let round = 0; round < 3; round += 1) {
    for (const { id } of await findings("&status=open")) expect((await repair(id)).status).toBe(200);
    await runLater();
  }
  expect(await findings("&status=open")).toEqual([]);
}

type Line = { readonly kind: string; readonly amount: number };

/** I4 and I10: what the ledger says the provider owes us is what the provider's own books come to. */
async function expectLedgerIsProvider(): Promise<void> {
  const { items } = await the.askProvider(shop, "GET", "/v1/books");
  const isIncome = ({ kind }: Line): boolean => kind === "capture" || kind === "dispute_won";
  const there = items.reduce(
    (sum: number, line: Line) => sum + (isIncome(line) ? line.amount : -line.amount),
    0,
  );
  const { rows } = await sql<{
    account: string;
    sum: number;
  }>`select account, sum(amount_minor)::float8 as sum
    from ledger_entries group by account`.execute(shop.db("payment"));
  expect(rows.find(({ account }) => account === "provider")?.sum ?? 0).toBe(there);
  expect(rows.reduce((sum, { sum: balance }) => sum + balance, 0)).toBe(0);
}

describe("what is harmless is repaired by the run that finds it", { timeout: TIMEOUT_MS }, () => {
  test.each(harmless)("%s", async (kind) => {
    const subject = await plants[kind](shop);
    const { body } = await read((await after(kind, subject)).id);
    expect(body).toMatchObject({ status: "repaired", endedBy: "run", kind, subject });
  });
});

describe("what is dangerous waits for one click", { timeout: TIMEOUT_MS }, () => {
  test.each(dangerous)("%s", async (kind) => {
    const subject = await plants[kind](shop);
    const { id, status } = await after(kind, subject);
    expect(status).toBe("open");
    expect(
      shop.logLines.filter((line) => line.includes(id) && line.includes("needs a decision")),
    ).toHaveLength(1);
    expect((await repair(id)).status).toBe(200);
    await runLater();
    const { body } = await read(id);
    expect(body).toMatchObject({ status: "repaired", endedBy: "staff" });
    expect((await repair(id)).body.code).toBe("finding_ended");
  });
});

async function after(kind: FindingKind, subject: string): Promise<Found> {
  const before = await findings();
  await runLater();
  const one = await found(kind, subject);
  const others = (await findings()).filter(({ id }) => id !== one.id && !before.some((old) => old.id === id));
  expect(others).toEqual([]);
  return one;
}

test(
  "a day without differences has no findings, and money on its way is none",
  { timeout: TIMEOUT_MS },
  async () => {
    const before = await findings();
    await the.aPaidOrder(shop);
    const order = await the.anOrder(shop);
    await the.pay(shop, order, { token: "tok_declined" });
    const open = await the.anOrder(shop);
    const { body } = await the.pay(shop, open, { returnUrl: "https://shop.example/back" });
    await the.setSwitches(shop, { dropWebhooks: true });
    await the.payOnPage(body.redirectUrl);
    await run();
    expect(await findings()).toEqual(before);
    await the.setSwitches(shop);
    await shop.rpc
      .client((await import("@souk/contracts/rpc")).PaymentService)
      .resolvePayment({ paymentId: body.id });
    await runLater();
    expect(await findings()).toEqual(before);
  },
);

test(
  "a finding that goes away by itself ends by itself, and is open again when it is back",
  { timeout: TIMEOUT_MS },
  async () => {
    const subject = await plants.order_without_capture(shop);
    const { id } = await after("order_without_capture", subject);
    const setStatus = (status: string) =>
      sql`update orders set status = ${status}, updated_at = ${shop.clock.now()} where id = ${subject}`.execute(
        shop.db("order"),
      );
    await setStatus("pending");
    await runLater();
    expect((await read(id)).body).toMatchObject({ status: "repaired", endedBy: "itself" });
    await setStatus("confirmed");
    await runLater();
    expect((await read(id)).body).toMatchObject({ status: "open", endedBy: null, endedAt: null });
  },
);

test("what staff dismiss with a reason is not reported again", { timeout: TIMEOUT_MS }, async () => {
  const subject = await plants.unknown_capture(shop);
  const { id } = await after("unknown_capture", subject);
  const path = `/reconciliation/findings/${id}/dismiss`;
  const as = await shop.staff(["payments:write"]);
  const body = { reason: "The till of the market stall uses the same account." };
  expect(await shop.call("POST", path, { as, body })).toMatchObject({ status: 428 });
  expect(await shop.call("POST", path, { as, body, headers: { "if-match": '"77"' } })).toMatchObject({
    status: 412,
  });
  const tag = String((await read(id)).headers["etag"]);
  const dismissed = await shop.call("POST", path, { as, body, headers: { "if-match": tag } });
  expect(dismissed.body).toMatchObject({ status: "dismissed", endedBy: "staff", reason: body.reason });
  await runLater();
  expect((await read(id)).body.status).toBe("dismissed");
  const acts = (await shop.published("payment")).filter(({ type }) => type === "staff.acted.v1");
  expect(acts).toContainEqual(
    expect.objectContaining({
      data: expect.objectContaining({ action: "reconciliation.dismiss", subjectId: id, actorId: as.userId }),
    }),
  );
  await the.askProvider(shop, "POST", `/v1/payments/${subject.split("/")[1]}/refunds`, {
    amount: 1_234,
    reference: "given back at the stall",
  });
});

test(
  "a provider that does not answer is named, and what is its is found by the next run",
  { timeout: TIMEOUT_MS },
  async () => {
    const subject = await plants.refund_missed(shop);
    await the.setSwitches(shop, { offline: true });
    const silent = await runLater();
    expect(silent.silent).toEqual(["sandbox"]);
    expect((await findings("&kind=refund_missed")).filter((one) => one.subject === subject)).toEqual([]);
    await the.setSwitches(shop);
    const answered = await run();
    expect(answered).toMatchObject({ silent: [], found: 1, repaired: 1 });
    expect(await found("refund_missed", subject)).toMatchObject({ status: "repaired" });
    const as = await shop.staff(["payments:read"]);
    const { body } = await shop.call("GET", "/reconciliation/runs?limit=2", { as });
    expect(body.items.map((one: { id: string }) => one.id)).toEqual([answered.id, silent.id]);
    const next = await shop.call("GET", `/reconciliation/runs?limit=1&cursor=${body.nextCursor}`, { as });
    expect(next.body.items).toHaveLength(1);
  },
);

test("many clicks on one finding give the money back once", { timeout: TIMEOUT_MS }, async () => {
  const subject = await plants.captured_twice(shop);
  const { id } = await after("captured_twice", subject);
  const answers = await Promise.all(Array.from({ length: 5 }, () => repair(id)));
  expect(answers.map(({ status }) => status)).toContain(200);
  const { items } = await the.askProvider(shop, "GET", `/v1/payments/${subject.split("/")[1]}/refunds`);
  expect(items).toHaveLength(1);
});
