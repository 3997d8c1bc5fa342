// Whole purchases with Stripe through the shop's front door: page, webhook, refund; and a shop that does not take Stripe.
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SandboxStripe, startSandboxStripe } from "@souk/sandbox-stripe";
import type { TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as the from "./payments.ts";
import { type Movement, payOnPage, PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_SECRET } from "./stripe.ts";

let shop: TestShop;
let stripe: SandboxStripe;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "souk-stripe-"));
  stripe = await startSandboxStripe({
    dataDirectory: directory,
    secretKey: SECRET_KEY,
    publishableKey: PUBLISHABLE_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: undefined,
  });
  shop = await the.startPaymentShop({
    STRIPE_API_URL: stripe.url,
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  });
  stripe.sendWebhooksTo(`${shop.url}/api/v1/webhooks/stripe`);
});
afterEach(async () => {
  stripe.account.switches.set({});
  await expectSameAsWitness();
});
afterAll(async () => {
  await shop.close();
  await stripe.close();
  await rm(directory, { recursive: true });
});

/** What our rows and our ledger say was moved is what Stripe moved, by its own file. */
async function expectSameAsWitness(): Promise<void> {
  await shop.settled();
  const text = await readFile(join(directory, "movements.jsonl"), "utf8");
  const movements = text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Movement);
  const { rows } = await sql<{ id: string; held: number; owed: number }>`select p.id,
      p.captured_minor - p.refunded_minor as held,
      (select coalesce(sum(e.amount_minor), 0)::float8 from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
       where t.payment_id = p.id and e.account = 'provider' and e.currency = p.currency
         and t.kind <> 'fee') as owed
    from payments p`.execute(shop.db("payment"));
  for (const { id, held, owed } of rows) {
    const own = movements.filter(({ metadata }) => metadata["payment_id"] === id);
    const atStripe = own.reduce((total, { amount }) => total + amount, 0);
    expect({ id, held, owed }).toEqual({ id, held: atStripe, owed: atStripe });
  }
  expect(movements.every(({ metadata }) => rows.some(({ id }) => id === metadata["payment_id"]))).toBe(true);
}

async function pay(order: the.OrderToPay, choice: { token?: string; returnUrl?: string } = {}) {
  return shop.call("POST", "/payments", {
    key: randomUUID(),
    headers: order.headers,
    body: { orderId: order.orderId, provider: "stripe", ...choice },
  });
}

const isConfirmed = async (order: the.OrderToPay) => {
  await shop.settled();
  return (await the.statusOfOrder(shop, order)) === "confirmed";
};

describe("a purchase with Stripe", () => {
  test("is paid in the page's own card fields, confirmed by the webhook, and refunded", async () => {
    const order = await the.anOrder(shop);
    const { status, body } = await pay(order, { returnUrl: "http://shop.test/back" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ provider: "stripe", status: "requires_action", amount: order.total });
    expect(body.clientSecret).toContain("_secret_");
    expect(await payOnPage(stripe.url, body)).toMatchObject({ status: 200 });
    await shop.until(() => isConfirmed(order));
    const paid = await the.paymentOf(shop, { paymentId: body.id });
    expect(paid).toMatchObject({ status: "captured", captured: order.total });
    expect(paid).not.toHaveProperty("clientSecret");

    const refunded = await shop.call("POST", `/payments/${body.id}/refund`, {
      as: await shop.staff(["payments:refund"]),
      key: randomUUID(),
      body: { amount: 1000, reason: "A chipped rim" },
    });
    expect(refunded.status).toBe(201);
    await shop.settled();
    const [refund] = [...stripe.account.refunds.values()].filter(
      ({ metadata }) => metadata["payment_id"] === body.id,
    );
    expect(refund).toMatchObject({ amount: 1000, status: "succeeded" });
  });

  test("is confirmed once although every webhook comes twice and out of order", async () => {
    stripe.account.switches.set({ duplicateWebhooks: true, reorderWebhooks: true });
    const order = await the.anOrder(shop);
    const { body } = await pay(order);
    await payOnPage(stripe.url, body);
    stripe.account.switches.set({});
    await shop.until(() => isConfirmed(order));
    expect(await the.saidOf(shop, body.id)).toEqual(["captured"]);
  });

  test("is confirmed without any webhook, because whoever comes back asks", async () => {
    stripe.account.switches.set({ dropWebhooks: true });
    const order = await the.anOrder(shop);
    const { body } = await pay(order);
    await payOnPage(stripe.url, body);
    const seen = await shop.call("GET", `/payments/${body.id}`, { headers: order.headers });
    expect(seen.body.status).toBe("captured");
    await shop.until(() => isConfirmed(order));
  });

  test("an altered webhook changes nothing; the genuine one that follows does", async () => {
    stripe.account.switches.set({ dropWebhooks: 1, alterWebhooks: 1 });
    const order = await the.anOrder(shop);
    const { body } = await pay(order);
    await payOnPage(stripe.url, body);
    await shop.until(() => isConfirmed(order));
    expect(await the.paymentOf(shop, { paymentId: body.id })).toMatchObject({ captured: order.total });
  });

  test("a declined card is told, and another pays the same order", async () => {
    const order = await the.anOrder(shop);
    const declined = await pay(order, { token: "pm_card_visa_chargeDeclinedInsufficientFunds" });
    expect(declined.body).toMatchObject({ status: "failed", failureCode: "insufficient_funds" });
    expect((await pay(order, { token: "pm_card_visa" })).body.status).toBe("captured");
    await shop.until(() => isConfirmed(order));
  });

  test("a charge whose answer was lost is found, and not made again", async () => {
    stripe.account.switches.set({ errorAfterSuccess: 1, dropWebhooks: true });
    const order = await the.anOrder(shop);
    const { body } = await pay(order, { token: "pm_card_visa" });
    expect(body.status).toBe("unknown");
    await shop.until(async () => {
      await shop.runJobs("payment");
      return (await the.paymentOf(shop, { paymentId: body.id })).status === "captured";
    });
    const charges = [...stripe.account.charges.values()];
    expect(charges.filter(({ metadata }) => metadata["payment_id"] === body.id)).toHaveLength(1);
  });

  test("no key or secret of Stripe's is in a log", () => {
    const log = shop.logLines.join("\n");
    for (const secret of [SECRET_KEY, WEBHOOK_SECRET, "_secret_"]) expect(log).not.toContain(secret);
  });
});

describe("a shop that has no keys of Stripe", () => {
  test("does not take payments that way, and knows no webhook of it", async () => {
    const other = await the.startPaymentShop();
    const order = await the.anOrder(other);
    const refused = await other.call("POST", "/payments", {
      key: randomUUID(),
      headers: order.headers,
      body: { orderId: order.orderId, provider: "stripe" },
    });
    expect(refused).toMatchObject({ status: 422, body: { code: "payment_provider_unknown" } });
    const webhook = await other.call("POST", "/webhooks/stripe", { body: "{}" });
    expect(webhook.status).toBe(422);
    await other.close();
  });
});
