// The provider's API as the shop calls it.
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signWebhook } from "../src/index.ts";
import { aPayment, removeDirectory, startProvider, type Provider } from "./provider.ts";

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(async () => {
  await provider.close();
  await removeDirectory(provider.directory);
});

const create = (changes: Record<string, unknown> = {}, key?: string) =>
  provider.call("POST", "/v1/payments", { body: aPayment(changes), ...(key !== undefined && { key }) });

describe("tokens", () => {
  test("tok_visa is captured at once and is a movement of the ledger", async () => {
    const { status, body } = await create({ token: "tok_visa" });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "captured",
      amountCaptured: 8_400,
      amountRefunded: 0,
      card: { brand: "visa", last4: "4242" },
    });
    expect(body.id).toMatch(/^sp_[0-9a-f]{32}$/u);
    expect(body.redirectUrl).toBeUndefined();
    const log = await provider.call("GET", "/v1/log");
    expect(log.body.items.filter((movement) => movement.paymentId === body.id)).toMatchObject([
      { kind: "capture", amount: 8_400, currency: "EUR", reference: body.reference, orderId: body.orderId },
    ]);
  });

  test("no token and tok_3ds send the shopper to the hosted page", async () => {
    for (const token of [undefined, "tok_3ds"]) {
      const { status, body } = await create({ token });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        status: "requires_action",
        amountCaptured: 0,
        redirectUrl: `${provider.url}/pay/${body.id}`,
      });
    }
  });

  test.each([
    ["tok_declined", "card_declined"],
    ["tok_insufficient_funds", "insufficient_funds"],
  ])("%s is declined with %s", async (token, declineCode) => {
    const { status, body } = await create({ token });
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: "declined", declineCode, amountCaptured: 0 });
    const capture = await provider.call("POST", `/v1/payments/${body.id}/capture`, { body: {} });
    expect([capture.status, capture.body.error.code]).toEqual([409, "payment_not_authorized"]);
  });

  test("tok_dispute is captured and then disputed; what is disputed cannot be refunded too", async () => {
    const { body } = await create({ token: "tok_dispute" });
    expect(body).toMatchObject({ status: "captured", amountCaptured: 8_400, amountDisputed: 8_400 });
    const disputes = await provider.call("GET", `/v1/disputes?payment=${body.id}`);
    expect(disputes.body.items).toMatchObject([{ status: "open", amount: 8_400, reason: "fraudulent" }]);
    const refund = { body: { amount: 1, reference: "r" } };
    expect((await provider.call("POST", `/v1/payments/${body.id}/refunds`, refund)).body.error.code).toBe(
      "refund_exceeds_captured",
    );
    const close = `/v1/disputes/${disputes.body.items[0]?.id}/close`;
    expect((await provider.call("POST", close, { body: { outcome: "won" } })).body.status).toBe("won");
    expect((await provider.call("POST", close, { body: { outcome: "lost" } })).body.error.code).toBe(
      "dispute_closed",
    );
    expect((await provider.call("POST", `/v1/payments/${body.id}/refunds`, refund)).status).toBe(201);
    const types = (await provider.call("GET", "/v1/events?limit=1000")).body.items.filter(
      (event) => event.data.payment.id === body.id,
    );
    expect(types.map((event) => event.type)).toEqual([
      "payment.captured",
      "dispute.opened",
      "dispute.won",
      "refund.succeeded",
    ]);
  });

  test("a lost dispute keeps the money from being refunded", async () => {
    const { body } = await create({ token: "tok_dispute", capture: "manual" });
    expect(body).toMatchObject({ status: "authorized", amountDisputed: 0 });
    await provider.call("POST", `/v1/payments/${body.id}/capture`, { body: { amount: 400 } });
    const [dispute] = (await provider.call("GET", `/v1/disputes?payment=${body.id}`)).body.items;
    expect(dispute?.amount).toBe(400);
    await provider.call("POST", `/v1/disputes/${dispute?.id}/close`, { body: { outcome: "lost" } });
    expect((await provider.call("GET", `/v1/payments/${body.id}`)).body.amountDisputed).toBe(400);
  });

  test("tok_timeout_after_charge captures, never answers, and later tells the truth under the same key", async () => {
    const body = aPayment({ token: "tok_timeout_after_charge" });
    const giveUp = new AbortController();
    const first = provider.call("POST", "/v1/payments", { body, key: "timeout", signal: giveUp.signal });
    const reference = String(body["reference"]);
    await expect
      .poll(async () => (await provider.call("GET", `/v1/payments?reference=${reference}`)).body.items)
      .toHaveLength(1);
    const waited = await Promise.race([
      first.then(() => "answered"),
      provider.call("GET", "/v1/log").then(() => "still open"),
    ]);
    expect(waited).toBe("still open");
    giveUp.abort();
    await expect(first).rejects.toThrow();
    const again = await provider.call("POST", "/v1/payments", { body, key: "timeout" });
    expect([again.status, again.body.status]).toEqual([201, "captured"]);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const found = await provider.call("GET", `/v1/payments?reference=${reference}`);
    expect(found.body.items.map((payment) => payment.id)).toEqual([again.body.id]);
  });
});

describe("capture, void and refund", () => {
  test("an authorised payment is captured in parts, never above what was authorised", async () => {
    const { body } = await create({ token: "tok_visa", capture: "manual" });
    expect(body.status).toBe("authorized");
    const capture = (amount?: number) =>
      provider.call("POST", `/v1/payments/${body.id}/capture`, { body: { amount } });
    expect((await capture(400)).body).toMatchObject({ status: "captured", amountCaptured: 400 });
    expect((await capture(8_001)).body.error.code).toBe("capture_exceeds_authorized");
    expect((await capture()).body).toMatchObject({ status: "captured", amountCaptured: 8_400 });
    expect((await capture()).body.error.code).toBe("payment_already_captured");
  });

  test("a void ends a payment that took no money, and no other", async () => {
    const authorized = (await create({ token: "tok_visa", capture: "manual" })).body.id;
    const open = (await create()).body.id;
    const captured = (await create({ token: "tok_visa" })).body.id;
    for (const id of [authorized, open]) {
      expect((await provider.call("POST", `/v1/payments/${id}/void`)).body.status).toBe("voided");
      expect((await provider.call("POST", `/v1/payments/${id}/void`, { body: {} })).body.error.code).toBe(
        "payment_not_voidable",
      );
    }
    expect((await provider.call("POST", `/v1/payments/${captured}/void`)).status).toBe(409);
  });

  test("a call with a JSON content type and no body is a call without fields", async () => {
    const { id } = (await create()).body;
    const headers = { authorization: "Bearer sk_test", "content-type": "application/json" };
    const response = await fetch(`${provider.url}/v1/payments/${id}/void`, { method: "POST", headers });
    expect(response.status).toBe(200);
  });

  test("partial refunds add up to what was captured and are found by their reference", async () => {
    const { id } = (await create({ token: "tok_visa" })).body;
    const refund = (amount: number, reference: string) =>
      provider.call("POST", `/v1/payments/${id}/refunds`, {
        body: { amount, reference, reason: "returned" },
        key: reference,
      });
    const first = await refund(8_000, `r1-${id}`);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      paymentId: id,
      amount: 8_000,
      status: "succeeded",
      reason: "returned",
    });
    expect((await refund(401, `r2-${id}`)).body.error.code).toBe("refund_exceeds_captured");
    expect((await refund(400, `r3-${id}`)).status).toBe(201);
    expect((await provider.call("GET", `/v1/payments/${id}`)).body.amountRefunded).toBe(8_400);
    expect((await provider.call("GET", `/v1/payments/${id}/refunds`)).body.items).toHaveLength(2);
    expect((await provider.call("GET", `/v1/refunds?reference=r1-${id}`)).body.items).toEqual([first.body]);
    expect((await provider.call("GET", "/v1/refunds?reference=none")).body.items).toEqual([]);
  });

  test("twenty refunds at once never exceed the capture", async () => {
    const { id } = (await create({ token: "tok_visa" })).body;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        provider.call("POST", `/v1/payments/${id}/refunds`, {
          body: { amount: 1_000, reference: `${id}-${index}` },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(8);
    const log = (await provider.call("GET", "/v1/log")).body.items.filter(
      (line) => line.paymentId === id && line.kind === "refund",
    );
    expect(log.reduce((sum, line) => sum + line.amount, 0)).toBe(8_000);
  });
});

describe("idempotency", () => {
  test("the same key and body get the first answer, whatever the order of the fields", async () => {
    const body = aPayment({ token: "tok_visa", metadata: { a: "1", b: "2" } });
    const first = await provider.call("POST", "/v1/payments", { body, key: "order" });
    const turned = Object.fromEntries(Object.entries({ ...body, metadata: { b: "2", a: "1" } }).reverse());
    const again = await provider.call("POST", "/v1/payments", { body: turned, key: "order" });
    expect(again.body).toEqual(first.body);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
  });

  test("the same key with another body or for another call is refused", async () => {
    const { id } = (await create({ token: "tok_visa" }, "reused")).body;
    const other = await create({ token: "tok_visa" }, "reused");
    expect([other.status, other.body.error.code]).toEqual([409, "idempotency_mismatch"]);
    expect((await provider.call("POST", `/v1/payments/${id}/void`, { key: "reused" })).body.error.code).toBe(
      "idempotency_mismatch",
    );
  });

  test("fifty requests at once with one key make one charge", async () => {
    const body = aPayment({ token: "tok_visa" });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => provider.call("POST", "/v1/payments", { body, key: "fifty" })),
    );
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    const log = await provider.call("GET", "/v1/log");
    expect(log.body.items.filter((movement) => movement.reference === body["reference"])).toHaveLength(1);
  });

  test("a refusal is remembered too, and survives a restart like any answer", async () => {
    const earlier = await startProvider();
    const { id } = (await earlier.call("POST", "/v1/payments", { body: aPayment(), key: "make" })).body;
    const refused = await earlier.call("POST", `/v1/payments/${id}/capture`, { key: "take" });
    expect(refused.status).toBe(409);
    await earlier.close();
    const later = await startProvider({ dataDirectory: earlier.directory });
    const again = await later.call("POST", `/v1/payments/${id}/capture`, { key: "take" });
    expect([again.status, again.body]).toEqual([409, refused.body]);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    await later.close();
    await removeDirectory(earlier.directory);
  });
});

describe("reading and refusing", () => {
  test("events are listed in order and paged by the id of the last one", async () => {
    for (let count = 0; count < 3; count += 1) await create({ token: "tok_visa" });
    const all = (await provider.call("GET", "/v1/events?limit=1000")).body.items;
    const first = await provider.call("GET", "/v1/events?limit=2");
    expect([first.body.items, first.body.hasMore]).toEqual([all.slice(0, 2), true]);
    const rest = await provider.call("GET", `/v1/events?after=${first.body.items[1]?.id}&limit=1000`);
    expect([rest.body.items, rest.body.hasMore]).toEqual([all.slice(2), false]);
    expect((await provider.call("GET", "/v1/events?after=evt_none")).status).toBe(404);
  });

  test("the log is read whole or from a sequence on", async () => {
    const whole = (await provider.call("GET", "/v1/log")).body;
    const part = (await provider.call("GET", "/v1/log?after=1&limit=1")).body;
    expect(part.items).toEqual(whole.items.slice(1, 2));
    expect([whole.hasMore, part.hasMore]).toEqual([false, true]);
  });

  test.each([
    ["amount", 0],
    ["amount", 1.5],
    ["amount", "8400"],
    ["currency", "eur"],
    ["currency", "XXX"],
    ["reference", ""],
    ["capture", "later"],
    ["token", "tok_real"],
    ["returnUrl", "javascript:alert(1)"],
    ["returnUrl", "not an address"],
    ["metadata", { switch: "explode" }],
    ["metadata", { switch: "offline" }],
    ["metadata", Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`field${index}`, ""]))],
  ])("a payment whose %s is %j is refused with the name of the field", async (field, value) => {
    const { status, body } = await create({ [field]: value });
    expect([status, body.error.code, body.error.fields?.[0]?.field]).toEqual([400, "invalid_request", field]);
  });

  test("unknown fields, unknown things and unreadable bodies are refused", async () => {
    expect((await create({ price: 1 })).status).toBe(400);
    expect((await provider.call("GET", "/v1/payments/sp_none")).body.error.code).toBe("not_found");
    expect(
      (await provider.call("POST", "/v1/disputes/sd_none/close", { body: { outcome: "won" } })).status,
    ).toBe(404);
    expect((await provider.call("GET", "/v1/nothing")).status).toBe(404);
    expect((await provider.call("GET", "/v1/payments")).status).toBe(400);
    const headers = { authorization: "Bearer sk_test", "content-type": "application/json" };
    const broken = await fetch(`${provider.url}/v1/payments`, {
      method: "POST",
      headers,
      body: '{"amount":',
    });
    expect([broken.status, await broken.json()]).toMatchObject([400, { error: { code: "invalid_request" } }]);
  });

  test("without the key nothing is told, and health needs none", async () => {
    for (const authorization of ["", "Bearer wrong", "Basic sk_test"]) {
      const { status, body } = await provider.call("GET", "/v1/log", { authorization });
      expect([status, body.error.code]).toEqual([401, "unauthorized"]);
    }
    expect((await provider.call("GET", "/healthz", { authorization: "" })).status).toBe(200);
  });

  test("the ledger on disk holds no card number", async () => {
    expect(await readFile(join(provider.directory, "ledger.jsonl"), "utf8")).not.toContain(
      "4242424242424242",
    );
  });

  test("a port that is taken is an error, and the ledger is let go", async () => {
    const dataDirectory = join(provider.directory, "other");
    const port = Number(new URL(provider.url).port);
    await expect(startProvider({ dataDirectory, port })).rejects.toThrow("EADDRINUSE");
  });
});

test("a signature is the HMAC of the time and the raw body, one for each secret", () => {
  const hmac = (secret: string): string => createHmac("sha256", secret).update("1700000000.{}").digest("hex");
  expect(signWebhook("{}", ["new", "old"], new Date(1_700_000_000_999))).toBe(
    `t=1700000000,v1=${hmac("new")},v1=${hmac("old")}`,
  );
});
