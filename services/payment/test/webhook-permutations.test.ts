// All that a provider can tell of one payment, in any order, with repeats and gaps, before our own commit or days late, among forged and
// wrong ones, ends in the same state. A few of the 5,040 orders by a seed; `npm run proofs -- webhooks` plays all of them.
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectBooksBalance } from "./books.ts";
import { startPaymentShop } from "./payments.ts";
import { wrongEnds } from "./webhook-ends.ts";
import { EVENTS, partsOf, plansOf, sequenceOf } from "./webhook-plans.ts";
import { openStories } from "./webhook-stories.ts";

const SAMPLE = 16;
const TIMEOUT_MS = 300_000;

const { WEBHOOK_SEED: seedText = "" } = process.env;
const seed = seedText === "" ? Date.now() % 2 ** 31 : Number(seedText);

let shop: TestShop;
beforeAll(async () => {
  shop = await startPaymentShop({ PAYMENT_CAPTURE: "manual" });
});
afterAll(() => shop.close());

test(
  "whatever order, number and moment its webhooks come in, a payment ends in the same state",
  { timeout: TIMEOUT_MS },
  async () => {
    console.log(`seed ${seed}`);
    const stories = await openStories(shop);
    const played = await stories.play(plansOf({ seed, orders: SAMPLE }));
    expect(played).toHaveLength(SAMPLE);
    expect(stories.sent.genuine).toBeGreaterThan(SAMPLE);
    expect(await wrongEnds(shop, played)).toEqual([]);
    await expectBooksBalance(shop);
    const { rows: unheard } = await sql`select reason from dead_letters`.execute(shop.db("order"));
    expect(unheard).toEqual([]);
  },
);

test("all plans together have each order of the events once", () => {
  const plans = plansOf({ seed: 1, orders: "all" });
  expect(plans).toHaveLength(5040);
  expect(new Set(plans.map(({ order }) => order.join())).size).toBe(5040);
  expect(plans.some(({ early }) => early === EVENTS.length)).toBe(true);
  expect(plansOf({ seed: 1, orders: "all" })).toEqual(plans);
});

test("what is sent is sent in three parts, and nothing of it twice", () => {
  for (const plan of plansOf({ seed: 2, orders: 500 })) {
    const { early, prompt, late } = partsOf(plan);
    expect([...early, ...prompt, ...late]).toEqual(sequenceOf(plan));
    expect(early.length).toBeLessThanOrEqual(plan.early);
  }
});
