// PayPal's webhooks: what is genuine is read, whatever was forged, altered, replayed or signed by somebody else is refused.
import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer } from "node:http";
import { crc32 } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ProviderNews } from "../src/providers/payment-provider.ts";
import { aCompleted, adapterOf, aPayment, type PayPal, startPayPal, WEBHOOK_ID } from "./paypal.ts";

let paypal: PayPal;
let other: PayPal;
let adapter: ReturnType<typeof adapterOf>;
beforeAll(async () => {
  paypal = await startPayPal();
  other = await startPayPal();
  adapter = adapterOf(paypal);
});
afterEach(() => paypal.setSwitches());
afterAll(async () => {
  await paypal.close();
  await other.close();
});

type Headers = Record<string, string>;
const comeBack = { kind: "unavailable", code: "webhook_unverifiable" };
const DAY_MS = 86_400_000;
const paymentId = randomUUID();
const event = (changes: object = {}): string =>
  JSON.stringify({
    id: `WH-${randomUUID()}`,
    event_type: "PAYMENT.CAPTURE.COMPLETED",
    resource: { id: "C1", custom_id: paymentId },
    ...changes,
  });
const read = async (body: string, headers: Headers = paypal.headersFor(body)): Promise<ProviderNews> =>
  adapter.readWebhook(Buffer.from(body), headers);

describe("a genuine webhook", () => {
  test("of a capture asks how its payment stands", async () => {
    const body = event();
    expect(await read(body)).toEqual({
      eventId: JSON.parse(body).id,
      type: "PAYMENT.CAPTURE.COMPLETED",
      ask: paymentId,
    });
  });

  test("of an approved order, and of a refund of ours, asks too", async () => {
    const order = { id: "O1", purchase_units: [{ custom_id: paymentId }] };
    expect(await read(event({ event_type: "CHECKOUT.ORDER.APPROVED", resource: order }))).toMatchObject({
      ask: paymentId,
    });
    const refund = { id: "R1", custom_id: `${paymentId}/${randomUUID()}` };
    expect(await read(event({ event_type: "PAYMENT.CAPTURE.REFUNDED", resource: refund }))).toMatchObject({
      ask: paymentId,
    });
  });

  test("of a refund that was made by hand asks PayPal whose capture it gives back", async () => {
    const made = await aCompleted({ paypal, adapter });
    const [captured] = (await paypal.log()).filter((one) => one.custom_field === made.paymentId);
    const amount = { currency_code: "EUR", value: "1.00" };
    await paypal.control("POST", `/captures/${captured?.transaction_id}/refund-by-hand`, { amount });
    const { items } = await paypal.control<{ items: { event_type: string }[] }>("GET", "/events");
    const told = items.findLast(({ event_type: type }) => type === "PAYMENT.CAPTURE.REFUNDED");
    expect(await read(JSON.stringify(told))).toMatchObject({ ask: made.paymentId });
    expect(await adapter.newsOf(told)).toMatchObject({ ask: made.paymentId });
  });

  test("of a dispute tells it whole", async () => {
    const resource = {
      dispute_id: "PP-D-1",
      status: "OPEN",
      reason: "UNAUTHORISED",
      dispute_amount: { currency_code: "EUR", value: "55.90" },
      disputed_transactions: [{ custom: paymentId }],
    };
    const { dispute } = await read(event({ event_type: "CUSTOMER.DISPUTE.CREATED", resource }));
    expect(dispute).toEqual({
      disputeId: "PP-D-1",
      paymentId,
      amount: { amount: 5590, currency: "EUR" },
      reason: "unauthorised",
      status: "under_review",
      evidenceDueAt: null,
    });
    const closed = { ...resource, status: "RESOLVED" };
    expect(await read(event({ event_type: "CUSTOMER.DISPUTE.RESOLVED", resource: closed }))).toMatchObject({
      dispute: { status: "lost" },
    });
  });

  test.each([
    ["CUSTOMER.DISPUTE.CREATED", { oops: true }],
    ["CUSTOMER.DISPUTE.CREATED", null],
    ["PAYMENT.CAPTURE.COMPLETED", { id: "C1", custom_id: "not-ours" }],
    ["PAYMENT.CAPTURE.COMPLETED", "nothing"],
    ["PAYMENT.CAPTURE.REFUNDED", { id: "R1" }],
    ["BILLING.PLAN.CREATED", {}],
  ])("of nothing that is ours says nothing: %s %o", async (type, resource) => {
    const news = await read(event({ event_type: type, resource }));
    expect(Object.keys(news)).toEqual(["eventId", "type"]);
  });

  test("is read without asking PayPal again, once its certificate is known", async () => {
    await read(event());
    await paypal.setSwitches({ offline: true });
    expect(await read(event())).toMatchObject({ ask: paymentId });
    const fresh = adapterOf(paypal);
    const body = event();
    await expect(fresh.readWebhook(Buffer.from(body), paypal.headersFor(body))).rejects.toMatchObject(
      comeBack,
    );
  });
});

describe("a forged webhook", () => {
  const refuses = async (body: string, headers: Headers, code = "webhook_signature_invalid") =>
    expect(read(body, headers)).rejects.toMatchObject({ kind: "unauthenticated", code });
  const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const mine = (body: string, headers: Headers): string => {
    const parts = [headers["paypal-transmission-id"], headers["paypal-transmission-time"], WEBHOOK_ID];
    return sign("sha256", Buffer.from([...parts, crc32(body)].join("|")), own.privateKey).toString("base64");
  };
  const names = [
    "paypal-auth-algo",
    "paypal-cert-url",
    "paypal-transmission-id",
    "paypal-transmission-sig",
    "paypal-transmission-time",
  ];

  test.each(names)("without %s, or with it twice, is refused", async (name) => {
    const body = event();
    const { [name]: value = "", ...rest } = paypal.headersFor(body);
    await refuses(body, rest);
    await refuses(body, { ...rest, [name]: "" });
    await refuses(body, { ...rest, [name]: `${value}, ${value}` });
  });

  const certificate = "/v1/notifications/certs/CERT-00000000-aaaa";
  const mutants: readonly (readonly [string, (headers: Headers, body: string) => Headers])[] = [
    ["another algorithm", () => ({ "paypal-auth-algo": "SHA1withRSA" })],
    ["no algorithm", () => ({ "paypal-auth-algo": "none" })],
    ["another transmission id", () => ({ "paypal-transmission-id": randomUUID() })],
    [
      "a transmission id that brings parts with it",
      () => ({ "paypal-transmission-id": "a|2026-01-01T00:00:00Z" }),
    ],
    ["another time", () => ({ "paypal-transmission-time": new Date(Date.now() + 1_000).toISOString() })],
    ["a time that is none", () => ({ "paypal-transmission-time": "now" })],
    ["a signature that is no base 64", () => ({ "paypal-transmission-sig": "§§§" })],
    ["a signature of nothing", () => ({ "paypal-transmission-sig": "AAAA" })],
    [
      "a signature of another message",
      () => ({ "paypal-transmission-sig": paypal.headersFor("{}")["paypal-transmission-sig"] ?? "" }),
    ],
    [
      "one altered letter in the signature",
      (headers) => ({ "paypal-transmission-sig": flipped(headers["paypal-transmission-sig"] ?? "") }),
    ],
    [
      "a signature by somebody's own key",
      (headers, body) => ({ "paypal-transmission-sig": mine(body, headers) }),
    ],
    ["a certificate elsewhere", () => ({ "paypal-cert-url": `https://evil.example${certificate}` })],
    [
      "a certificate at a look-alike",
      () => ({ "paypal-cert-url": `${paypal.url}.evil.example${certificate}` }),
    ],
    [
      "PayPal's address as a user's name",
      () => ({ "paypal-cert-url": `http://127.0.0.1@evil.example${certificate}` }),
    ],
    ["a certificate at another port", () => ({ "paypal-cert-url": `http://127.0.0.1:1${certificate}` })],
    ["a certificate elsewhere at PayPal", () => ({ "paypal-cert-url": `${paypal.url}/checkoutnow?token=x` })],
    [
      "a path that climbs",
      () => ({ "paypal-cert-url": `${paypal.url}/v1/notifications/certs/../../sandbox/log` }),
    ],
    ["an address with a query", (headers) => ({ "paypal-cert-url": `${headers["paypal-cert-url"]}?x=1` })],
    ["an address with a fragment", (headers) => ({ "paypal-cert-url": `${headers["paypal-cert-url"]}#x` })],
    ["an address that is none", () => ({ "paypal-cert-url": "certificate" })],
    ["another protocol", () => ({ "paypal-cert-url": `file://${certificate}` })],
    ["a certificate that PayPal does not have", () => ({ "paypal-cert-url": `${paypal.url}${certificate}` })],
    ["the headers of another shop's PayPal", (_headers, body) => other.headersFor(body)],
  ];
  test.each(mutants)("with %s is refused", async (_title, mutate) => {
    const body = event();
    const headers = paypal.headersFor(body);
    await refuses(body, { ...headers, ...mutate(headers, body) });
    expect(await read(body, headers)).toMatchObject({ ask: paymentId });
  });

  test.each([
    ["one more blank", (body: string) => `${body} `],
    ["another payment", (body: string) => body.replace(paymentId, randomUUID())],
    ["nothing in it", () => ""],
  ])("whose body was altered after signing is refused: %s", async (_title, alter) => {
    const body = event();
    await refuses(alter(body), paypal.headersFor(body));
  });

  test("that was signed for another webhook of the account is refused", async () => {
    const body = event();
    const stranger = adapterOf(paypal, { webhookId: "9XX999999X999999X" });
    await expect(stranger.readWebhook(Buffer.from(body), paypal.headersFor(body))).rejects.toMatchObject({
      code: "webhook_signature_invalid",
    });
  });

  test.each([5 * DAY_MS, -600_000])("that is not of this time is refused: %i ms", async (offsetMs) => {
    const body = event();
    const late = adapterOf(paypal, { now: () => new Date(Date.now() + offsetMs) });
    await expect(late.readWebhook(Buffer.from(body), paypal.headersFor(body))).rejects.toMatchObject({
      code: "webhook_too_old",
    });
  });

  test("whose certificate has ended is refused, also where it was known before", async () => {
    let offsetMs = 0;
    const aged = adapterOf(paypal, { now: () => new Date(Date.now() + offsetMs) });
    const body = event();
    const readAged = () => aged.readWebhook(Buffer.from(body), paypal.headersFor(body));
    expect(await readAged()).toMatchObject({ ask: paymentId });
    offsetMs = 4_000 * DAY_MS;
    await expect(readAged()).rejects.toMatchObject({ code: "webhook_signature_invalid" });
  });

  test("whose certificate leads to no authority that is believed is refused", async () => {
    const body = event();
    for (const webhookAuthorities of [other.webhookAuthority, undefined]) {
      const strict = adapterOf(paypal, { webhookAuthorities });
      await expect(strict.readWebhook(Buffer.from(body), paypal.headersFor(body))).rejects.toMatchObject({
        code: "webhook_signature_invalid",
      });
    }
  });

  test("an unreadable event is refused although it is signed", async () => {
    for (const body of ["{", "[]", "null", JSON.stringify({ id: "" })]) {
      await expect(read(body)).rejects.toMatchObject({ code: "webhook_unreadable" });
    }
  });
});

describe("the address of the certificate", () => {
  const served = async (answer: { status: number; body: string }, run: (url: string) => Promise<void>) => {
    const server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    await run(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const readFrom = async (url: string, authority = paypal.webhookAuthority) => {
    const body = event();
    const headers = {
      ...paypal.headersFor(body),
      "paypal-cert-url": `${url}/v1/notifications/certs/CERT-0123456789`,
    };
    return adapterOf(paypal, { url, webhookAuthorities: authority }).readWebhook(Buffer.from(body), headers);
  };
  const chain = async () => (await fetch(paypal.headersFor("")["paypal-cert-url"] ?? "")).text();

  test.each([
    [500, "sorry"],
    [200, "<html>"],
    [200, "x".repeat(70_000)],
  ])("that answers %i with nothing to use is to come back later", async (status, body) => {
    await served({ status, body }, (url) => expect(readFrom(url)).rejects.toMatchObject(comeBack));
  });

  test("may give the authority at the end of the chain, too; a chain in another order or without its link is refused", async () => {
    const [signing = "", between = ""] = (await chain()).split(/(?<=-----END CERTIFICATE-----\n)/);
    const whole = signing + between + paypal.webhookAuthority;
    await served({ status: 200, body: whole }, async (url) =>
      expect(await readFrom(url)).toMatchObject({ ask: paymentId }),
    );
    for (const body of [between + signing, signing, signing + signing + between, between]) {
      await served({ status: 200, body }, (url) =>
        expect(readFrom(url)).rejects.toMatchObject({ code: "webhook_signature_invalid" }),
      );
    }
  });
});

test("a payment that PayPal knows is what its webhooks speak of", async () => {
  const payment = aPayment();
  const { redirectUrl } = await adapter.create(payment);
  await paypal.approve(redirectUrl);
  const { items } = await paypal.control<{ items: { event_type: string }[] }>("GET", "/events");
  expect(await read(JSON.stringify(items.at(-1)))).toMatchObject({
    type: "CHECKOUT.ORDER.APPROVED",
    ask: payment.paymentId,
  });
});

function flipped(signature: string): string {
  return (signature.startsWith("A") ? "B" : "A") + signature.slice(1);
}
