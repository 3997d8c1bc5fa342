// Webhooks: only what the provider really signed counts, and in whatever order, number and moment it comes the end is the same.
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
afterEach(async () => {
  await the.setSwitches(shop);
  await expectBooksBalance(shop);
});
afterAll(() => shop.close());

async function anOpenPayment() {
  const order = await the.anOrder(shop);
  const { body } = await the.pay(shop, order);
  const payment = await the.atProvider(shop, body.id);
  return { order, paymentId: body.id as string, redirectUrl: body.redirectUrl as string, payment };
}

const captured = (payment: the.ProviderPayment) => ({
  ...payment,
  status: "captured",
  amountCaptured: payment.amount,
});

async function statusOf(paymentId: string): Promise<string> {
  return (await the.paymentOf(shop, { paymentId })).status;
}

function errorLines(eventId: string): readonly string[] {
  return shop.logLines.filter((line) => line.includes(eventId) && JSON.parse(line).level === "error");
}

test("forged webhooks are refused, change nothing and are not kept", async () => {
  const { paymentId, payment } = await anOpenPayment();
  const body = the.eventOf(captured(payment));
  const right = the.signatureOf(body);
  const hex = right.slice(right.indexOf("v1=") + 3);
  const time = right.slice(0, right.indexOf(","));
  const now = Date.now();
  const forged: readonly (string | undefined)[] = [
    undefined,
    "",
    ",",
    "t=,v1=",
    time,
    `v1=${hex}`,
    `${time},v1=`,
    `${time},v1=${hex.slice(1)}`,
    `${time},v1=${hex}00`,
    `${time},v1=${hex}zz`,
    `${time},v1=${"0".repeat(64)}`,
    `${time},v1=${hex.toUpperCase()}`,
    `${time},v1=${hex.slice(0, -1)}g`,
    `${time},v0=${hex}`,
    `${time},v2=${hex}`,
    `${time},V1=${hex}`,
    `${time};v1=${hex}`,
    `t=0x${time.slice(2)},v1=${hex}`,
    `t=${Number(time.slice(2)) + 1},v1=${hex}`,
    `t=NaN,v1=${hex}`,
    `t=,${time},v1=${"f".repeat(64)}`,
    `t=1,${time},v1=${hex}`,
    the.signatureOf(body, { secret: "whsec_of_somebody_else_0123456789" }),
    the.signatureOf(body, { secret: "" }),
    the.signatureOf(`${body} `),
    the.signatureOf(body.replace(payment.id, "sp_other")),
    the.signatureOf(body, { at: now - 400_000 }),
    the.signatureOf(body, { at: now + 900_000 }),
    the.signatureOf(body, { at: 0 }),
    `Bearer ${hex}`,
    hex,
    right.slice(0, -10),
  ];
  for (const signature of forged) {
    const headers: Record<string, string> =
      signature === undefined ? {} : { "souk-sandbox-signature": signature };
    const answer = await the.sendWebhook(shop, body, headers);
    expect([signature, answer.status]).toEqual([signature, 401]);
    expect(answer.body.code).toMatch(/^webhook_(signature_invalid|too_old)$/);
  }
  for (const altered of [`${body} `, body.replace('"captured"', '"voided"'), `{"a":1}`, "", "x"]) {
    const answer = await the.sendWebhook(shop, altered, { "souk-sandbox-signature": right });
    expect([altered, answer.status]).toEqual([altered, 401]);
  }
  expect(await statusOf(paymentId)).toBe("requires_action");
  expect(await the.storedWebhooks(shop, paymentId)).toEqual([]);
});

test("one right signature among several is enough, as while a secret is exchanged", async () => {
  const { payment, paymentId } = await anOpenPayment();
  const body = the.eventOf(payment, "payment.noted");
  const both = `${the.signatureOf(body)},v1=${"0".repeat(64)}`;
  expect((await the.sendWebhook(shop, body, { "souk-sandbox-signature": both })).status).toBe(204);
  expect(await statusOf(paymentId)).toBe("requires_action");
});

test("what is signed and cannot be read is refused", async () => {
  const { payment } = await anOpenPayment();
  const unreadable = [
    "{",
    "null",
    "[]",
    JSON.stringify({ id: "evt_1", type: "payment.captured" }),
    the.eventOf({ ...payment, currency: "XXX1" }),
    the.eventOf({ ...payment, amount: 1.5 }),
    the.eventOf({ ...payment, status: "melted" }),
  ];
  for (const body of unreadable) {
    const answer = await the.sendWebhook(shop, body);
    expect([body, answer.status, answer.body.code]).toEqual([body, 400, "webhook_unreadable"]);
  }
  const elsewhere = await shop.call("POST", "/webhooks/barter", { body: "{}" });
  expect(elsewhere).toMatchObject({ status: 422, body: { code: "payment_provider_unknown" } });
});

describe("a genuine webhook that does not fit", () => {
  test.each([
    ["another amount", { amount: 1, amountCaptured: 1 }, "payment_mismatch"],
    ["more taken than asked", { amountCaptured: 999_999 }, "payment_mismatch"],
    ["taken and not captured", { status: "voided" }, "payment_mismatch"],
    ["captured and nothing taken", { amountCaptured: 0 }, "payment_mismatch"],
    ["another currency", { currency: "USD" }, "payment_mismatch"],
    ["another order", { orderId: randomUUID() }, "payment_mismatch"],
    ["another payment of the provider", { id: "sp_another" }, "payment_mismatch"],
  ])("changes nothing, is kept with its outcome and alerts: %s", async (_title, difference, outcome) => {
    const { payment, paymentId } = await anOpenPayment();
    const wrong: the.ProviderPayment = { ...captured(payment), ...difference };
    const eventId = `evt_${randomUUID()}`;
    const { status } = await the.sendWebhook(shop, the.eventOf(wrong, "payment.captured", eventId));
    expect(status).toBe(204);
    expect(await statusOf(paymentId)).toBe("requires_action");
    expect(await the.saidOf(shop, paymentId)).toEqual([]);
    expect(await the.storedWebhooks(shop, String(wrong["reference"]))).toMatchObject([{ eventId, outcome }]);
    expect(errorLines(eventId)).toHaveLength(1);
  });
});

test("a genuine webhook of nothing that is ours is acknowledged and forgotten, without an alarm", async () => {
  const { payment } = await anOpenPayment();
  const foreign: the.ProviderPayment = { ...captured(payment), reference: "made in the dashboard" };
  const eventId = `evt_${randomUUID()}`;
  const { status } = await the.sendWebhook(shop, the.eventOf(foreign, "payment.captured", eventId));
  expect(status).toBe(204);
  const { rows } = await sql`select payload, outcome from webhooks where event_id = ${eventId}`.execute(
    shop.db("payment"),
  );
  expect(rows).toEqual([{ payload: {}, outcome: "ignored" }]);
  expect(errorLines(eventId)).toEqual([]);
});

describe("genuine webhooks", () => {
  test("sent twice, and many at once, change the payment once", async () => {
    const { order, paymentId, redirectUrl } = await anOpenPayment();
    await the.setSwitches(shop, { dropWebhooks: true });
    await the.payOnPage(redirectUrl);
    const body = the.eventOf(await the.atProvider(shop, paymentId));
    const answers = await Promise.all(Array.from({ length: 10 }, () => the.sendWebhook(shop, body)));
    expect(answers.every(({ status }) => status === 204)).toBe(true);
    expect((await the.sendWebhook(shop, body)).status).toBe(204);
    expect(await the.saidOf(shop, paymentId)).toEqual(["captured"]);
    expect(await the.storedWebhooks(shop, paymentId)).toMatchObject([{ outcome: "applied" }]);
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
  });

  test("in every order end in the same state", async () => {
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const sequence of orders) {
      const { paymentId, payment, redirectUrl } = await anOpenPayment();
      await the.setSwitches(shop, { dropWebhooks: true });
      await the.payOnPage(redirectUrl);
      const events = [
        the.eventOf(payment, "payment.opened"),
        the.eventOf({ ...payment, status: "authorized" }, "payment.authorized"),
        the.eventOf(await the.atProvider(shop, paymentId)),
      ];
      for (const index of sequence) await the.sendWebhook(shop, events[index] ?? "");
      expect(await statusOf(paymentId)).toBe("captured");
      expect((await the.saidOf(shop, paymentId)).filter((said) => said === "captured")).toHaveLength(1);
    }
  });

  test("that came before our own answer was written leave nothing to write", async () => {
    await the.setSwitches(shop, { chargeThenTimeout: 1 });
    const order = await the.anOrder(shop);
    const { body } = await the.pay(shop, order, { token: "tok_visa" });
    expect(body.status).toBe("captured");
    expect(await the.saidOf(shop, body.id)).toEqual(["captured"]);
  });

  test.each(["duplicateWebhooks", "reorderWebhooks", "alterWebhooks"])(
    "confirm the order with %s",
    async (name) => {
      await the.setSwitches(shop, { [name]: true });
      const { order, paymentId, redirectUrl } = await anOpenPayment();
      await the.payOnPage(redirectUrl);
      await the.webhookHandled(shop, paymentId, "payment.captured");
      await shop.settled();
      expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
      expect(await the.saidOf(shop, paymentId)).toEqual(["captured"]);
    },
  );

  test("that are never sent are not needed: the job asks", async () => {
    await the.setSwitches(shop, { dropWebhooks: true });
    const { order, paymentId, redirectUrl } = await anOpenPayment();
    await shop.runJobs("payment");
    expect(await statusOf(paymentId)).toBe("requires_action");
    await the.payOnPage(redirectUrl);
    await shop.runJobs("payment");
    await shop.settled();
    expect(await statusOf(paymentId)).toBe("captured");
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
  });

  test("of an authorization book what is held, and let it go when the money is taken", async () => {
    const { order, paymentId, payment, redirectUrl } = await anOpenPayment();
    await the.sendWebhook(shop, the.eventOf({ ...payment, status: "authorized" }, "payment.authorized"));
    expect(await statusOf(paymentId)).toBe("authorized");
    expect(await kindsBooked(paymentId)).toEqual(["authorize"]);
    await the.payOnPage(redirectUrl);
    await the.webhookHandled(shop, paymentId, "payment.captured");
    expect(await kindsBooked(paymentId)).toEqual(["authorize", "capture", "release"]);
    expect(await the.saidOf(shop, paymentId)).toEqual(["authorized", "captured"]);
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
  });
});

async function kindsBooked(paymentId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ kind: string }>`select kind from ledger_transactions
    where payment_id = ${paymentId} order by kind`.execute(shop.db("payment"));
  return rows.map(({ kind }) => kind);
}

describe("a webhook of a payment that is not there", () => {
  test("waits for it, because a provider can be faster than our own commit", async () => {
    await the.setSwitches(shop, { dropWebhooks: true });
    const { order, paymentId, redirectUrl } = await anOpenPayment();
    await the.payOnPage(redirectUrl);
    const body = the.eventOf(await the.atProvider(shop, paymentId));
    const db = shop.db("payment");
    await sql`create table hidden as select * from payments where id = ${paymentId}`.execute(db);
    await sql`delete from payments where id = ${paymentId}`.execute(db);
    await sql`delete from jobs where key = ${paymentId}`.execute(db);
    expect((await the.sendWebhook(shop, body)).status).toBe(204);
    expect(await the.storedWebhooks(shop, paymentId)).toMatchObject([{ outcome: null }]);
    await sql`insert into payments select * from hidden`.execute(db);
    await sql`drop table hidden`.execute(db);
    await shop.runJobs("payment");
    expect(await the.storedWebhooks(shop, paymentId)).toMatchObject([{ outcome: "applied" }]);
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
  });

  test("is told of when nobody of us has made it after a quarter of an hour", async () => {
    const { payment } = await anOpenPayment();
    const reference = randomUUID();
    const eventId = `evt_${randomUUID()}`;
    const unknown: the.ProviderPayment = { ...captured(payment), reference };
    await the.sendWebhook(shop, the.eventOf(unknown, "payment.captured", eventId));
    expect(await the.storedWebhooks(shop, reference)).toMatchObject([{ outcome: null }]);
    shop.clock.advance(15 * 60_000);
    await shop.runJobs("payment");
    shop.clock.advance(-15 * 60_000);
    expect(await the.storedWebhooks(shop, reference)).toMatchObject([{ outcome: "payment_unknown" }]);
    expect(errorLines(eventId)).toHaveLength(1);
  });
});

describe("a process that dies while it handles a webhook", () => {
  test("had kept it, and the job handles it", async () => {
    await the.setSwitches(shop, { dropWebhooks: true });
    const { order, paymentId, redirectUrl } = await anOpenPayment();
    await the.payOnPage(redirectUrl);
    const body = the.eventOf(await the.atProvider(shop, paymentId));
    const db = shop.db("payment");
    await sql`create function die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`.execute(
      db,
    );
    await sql`create trigger die before update on payments for each row execute function die()`.execute(db);
    expect((await the.sendWebhook(shop, body)).status).toBe(500);
    await sql`drop function die cascade`.execute(db);
    expect(await the.storedWebhooks(shop, paymentId)).toMatchObject([{ outcome: null }]);
    await sql`delete from jobs where name = 'payment.resolve'`.execute(db);
    await shop.runJobs("payment");
    expect(await the.storedWebhooks(shop, paymentId)).toMatchObject([{ outcome: "applied" }]);
    await shop.settled();
    expect(await the.statusOfOrder(shop, order)).toBe("confirmed");
  });

  test("and a job that comes after the webhook was handled does nothing", async () => {
    const { paymentId, payment } = await anOpenPayment();
    const eventId = `evt_${randomUUID()}`;
    await the.sendWebhook(shop, the.eventOf(payment, "payment.noted", eventId));
    const data = JSON.stringify({ provider: "sandbox", eventId });
    await sql`insert into jobs (id, name, key, data, run_at) values (${randomUUID()}, 'payment.webhook',
      ${`sandbox/${eventId}`}, ${data}::jsonb, now())`.execute(shop.db("payment"));
    await shop.runJobs("payment");
    expect(await statusOf(paymentId)).toBe("requires_action");
  });
});

test("a payment that others keep changing asks the provider to come back", async () => {
  await the.setSwitches(shop, { dropWebhooks: true });
  const { paymentId, redirectUrl } = await anOpenPayment();
  await the.payOnPage(redirectUrl);
  const body = the.eventOf(await the.atProvider(shop, paymentId));
  const db = shop.db("payment");
  await sql`create function lose() returns trigger language plpgsql as
    $$ begin raise exception using errcode = 'SK409', message = 'lost update'; end $$`.execute(db);
  await sql`create trigger lose before update on payments for each row execute function lose()`.execute(db);
  expect(await the.sendWebhook(shop, body)).toMatchObject({ status: 503, body: { code: "payment_busy" } });
  await sql`drop function lose cascade`.execute(db);
  expect((await the.sendWebhook(shop, body)).status).toBe(204);
  expect(await statusOf(paymentId)).toBe("captured");
});
