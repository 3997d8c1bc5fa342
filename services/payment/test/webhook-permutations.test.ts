// All that a provider can tell of one payment, in any order, with repeats and gaps, before our own commit or days late, among forged and
// wrong ones, ends in the same state. A sample of the 5040 orders by a seed; all of them with WEBHOOK_PERMUTATIONS=all.
import { randomUUID } from "node:crypto";
import type { TestShop } from "@souk/testing";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectBooksBalance } from "./books.ts";
import * as the from "./payments.ts";

const EVENTS = ["authorized", "part taken", "disputed", "all taken", "part back", "dispute won", "all back"];
/** What later events tell as well: these may be lost. */
const LOSABLE = [0, 1, 2, 3, 4];
const DAYS_MS = 4 * 86_400_000;
const SAMPLE = 16;
/** So many cases are played before all of them are looked at. */
const BATCH = 20;
const CARD_THAT_IS_DISPUTED = "4000000000000259";

const { WEBHOOK_PERMUTATIONS: asked = "", WEBHOOK_SEED: seedText = "" } = process.env;
const seed = seedText === "" ? Date.now() % 2 ** 31 : Number(seedText);

/** How one payment's webhooks come. */
type Plan = {
  readonly order: readonly number[];
  /** Sent twice at once. */
  readonly twice: readonly number[];
  readonly lost: readonly number[];
  /** Sent again when all were sent. */
  readonly again: readonly number[];
  /** So many come before our payment is written. */
  readonly early: number;
  /** From this one on they come days late. */
  readonly lateFrom: number;
  readonly isForged: boolean;
  readonly isWrong: boolean;
};

const indices = EVENTS.map((_, index) => index);
const anOrderOfEvents = fc.shuffledSubarray(indices, { minLength: EVENTS.length });
const aPlan: fc.Arbitrary<Plan> = fc.record({
  order: anOrderOfEvents,
  twice: fc.subarray(indices),
  lost: fc.subarray(LOSABLE, { maxLength: 3 }),
  again: fc.shuffledSubarray(indices, { maxLength: 3 }),
  early: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 7 }) },
  ),
  lateFrom: fc.integer({ min: 1, max: 12 }),
  isForged: fc.boolean(),
  isWrong: fc.boolean(),
});

function permutationsOf(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutationsOf(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

function plansToPlay(): readonly Plan[] {
  if (asked !== "all") return fc.sample(aPlan, { seed, numRuns: SAMPLE });
  const orders = permutationsOf(indices);
  return fc.sample(aPlan, { seed, numRuns: orders.length }).map((plan, index) => {
    return { ...plan, order: orders[index] ?? plan.order };
  });
}

let shop: TestShop;
beforeAll(async () => {
  shop = await the.startPaymentShop({ PAYMENT_CAPTURE: "manual" });
  await the.setSwitches(shop, { dropWebhooks: true });
});
afterAll(() => shop.close());

type Case = the.PaidOrder & { readonly plan: Plan };

let lastEventId: string | undefined;

/** A payment of which we know no more than that its shopper was sent to the provider, and all that has happened there since. */
async function aStory(): Promise<the.PaidOrder & { readonly events: readonly string[] }> {
  const order = await the.anOrder(shop);
  const { body } = await the.pay(shop, order);
  const paymentId = String(body.id);
  await the.payOnPage(body.redirectUrl, CARD_THAT_IS_DISPUTED);
  const { id } = await the.atProvider(shop, paymentId);
  const act = (path: string, change: object) => the.askProvider(shop, "POST", path, change);
  await act(`/v1/payments/${id}/capture`, { amount: 2000 });
  await act(`/v1/payments/${id}/capture`, {});
  await act(`/v1/payments/${id}/refunds`, { amount: 500, reference: "by hand" });
  const { items: disputes } = await the.askProvider(shop, "GET", `/v1/disputes?payment=${id}`);
  await act(`/v1/disputes/${disputes[0].id}/close`, { outcome: "won" });
  await act(`/v1/payments/${id}/refunds`, { amount: 5090, reference: "by hand" });
  const after = lastEventId === undefined ? "" : `&after=${lastEventId}`;
  const { items } = await the.askProvider(shop, "GET", `/v1/events?limit=1000${after}`);
  lastEventId = items.at(-1).id;
  return { ...order, paymentId, events: items.map((event: unknown) => JSON.stringify(event)) };
}

async function send(body: string): Promise<void> {
  const at = shop.clock.now().getTime();
  const headers = { "souk-sandbox-signature": the.signatureOf(body, { at }) };
  expect((await the.sendWebhook(shop, body, headers)).status).toBe(204);
}

/** The right signature of another body. */
async function sendForged(body: string): Promise<void> {
  const headers = { "souk-sandbox-signature": the.signatureOf(body, { at: shop.clock.now().getTime() }) };
  const altered = body.replace(/"amount":\d+/, '"amount":1');
  expect((await the.sendWebhook(shop, altered, headers)).status).toBe(401);
}

/** Really signed, and of another amount, currency or order than ours. */
async function sendWrong(body: string): Promise<void> {
  for (const difference of [{ amount: 5591 }, { currency: "USD" }, { orderId: randomUUID() }]) {
    const event = JSON.parse(body);
    const payment = { ...event.data.payment, ...difference };
    await send(JSON.stringify({ ...event, id: `evt_${randomUUID()}`, data: { ...event.data, payment } }));
  }
}

async function play(plan: Plan): Promise<Case> {
  const { events, ...order } = await aStory();
  expect(events).toHaveLength(EVENTS.length);
  const db = shop.db("payment");
  await sql`delete from jobs where key = ${order.paymentId}`.execute(db); // Only webhooks tell.
  const sequence = [...plan.order.filter((index) => !plan.lost.includes(index)), ...plan.again];
  let isLate = false;
  if (plan.early > 0) await hide(order.paymentId);
  for (const [position, index] of sequence.entries()) {
    const body = events[index] ?? "";
    if (position === plan.early && plan.early > 0) await show(order.paymentId);
    if (position >= Math.max(plan.lateFrom, plan.early + 1) && !isLate) {
      shop.clock.advance(DAYS_MS);
      isLate = true;
    }
    if (plan.isForged) await sendForged(body);
    if (plan.isWrong) await sendWrong(body);
    await Promise.all((plan.twice.includes(index) ? [body, body] : [body]).map(send));
  }
  if (isLate) shop.clock.advance(-DAYS_MS);
  if (plan.early >= sequence.length) await show(order.paymentId);
  return { ...order, plan };
}

async function hide(paymentId: string): Promise<void> {
  const db = shop.db("payment");
  await sql`create table hidden as select * from payments where id = ${paymentId}`.execute(db);
  await sql`delete from payments where id = ${paymentId}`.execute(db);
}

/** Our commit comes, and the webhooks that waited for it are handled. */
async function show(paymentId: string): Promise<void> {
  const db = shop.db("payment");
  await sql`insert into payments select * from hidden`.execute(db);
  await sql`drop table hidden`.execute(db);
  await shop.until(async () => {
    await shop.runJobs("payment");
    const waiting = await the.storedWebhooks(shop, paymentId);
    return waiting.every(({ outcome }) => outcome !== null);
  });
}

/** All that must be the same in the end. */
async function endOf({ paymentId, orderId }: Case) {
  const { status, captured, capturable, refunded, refunds } = await the.paymentOf(shop, { paymentId });
  const db = shop.db("payment");
  const { rows: balances } = await sql`select account, sum(amount_minor)::float8 as amount
    from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
    where t.payment_id = ${paymentId} and t.kind <> 'fee' group by account having sum(amount_minor) <> 0`.execute(
    db,
  );
  const { rows: disputes } = await sql`select status, amount_minor::float8 as amount from disputes
    where payment_id = ${paymentId}`.execute(db);
  const given = refunds.map(({ amount, status: end }: { amount: { amount: number }; status: string }) => [
    amount.amount,
    end,
  ]);
  const said = await the.saidOf(shop, paymentId);
  return {
    money: [status, captured.amount, capturable.amount, refunded.amount],
    refunds: given,
    balances,
    disputes,
    order: await the.statusOfOrder(shop, { orderId }),
    said: Object.fromEntries(
      ["refunded", "disputed"].map((word) => [word, said.filter((one) => one === word).length]),
    ),
    isCaptureSaid: said.includes("captured"),
  };
}

const THE_END = {
  money: ["refunded", 5590, 0, 5590],
  refunds: [
    [500, "succeeded"],
    [5090, "succeeded"],
  ],
  balances: [],
  disputes: [{ status: "won", amount: 2000 }],
  order: "refunded",
  said: { refunded: 2, disputed: 2 },
  isCaptureSaid: true,
};

test("whatever order, number and moment its webhooks come in, a payment ends in the same state", async () => {
  console.log(`seed ${seed}`);
  const plans = plansToPlay();
  for (let start = 0; start < plans.length; start += BATCH) {
    const played: Case[] = [];
    for (const plan of plans.slice(start, start + BATCH)) played.push(await play(plan));
    await shop.settled();
    for (const one of played) expect([one.plan, await endOf(one)]).toEqual([one.plan, THE_END]);
  }
  await expectBooksBalance(shop);
  const { rows: unheard } = await sql`select reason from dead_letters`.execute(shop.db("order"));
  expect(unheard).toEqual([]);
}, 7_200_000);
