// Webhooks: signed, in order, again until they are heard.
import { afterEach, beforeEach, expect, test } from "vitest";
import { signWebhook } from "../src/index.ts";
import { aPayment, removeDirectory, startProvider, webhookSecret, type Provider } from "./provider.ts";
import { startReceiver, type Delivery, type Receiver } from "./receiver.ts";

let receiver: Receiver;
let provider: Provider;
beforeEach(async () => {
  receiver = await startReceiver();
  provider = await startProvider({ webhookUrl: receiver.url });
});
afterEach(async () => {
  await provider.close();
  await receiver.close();
  await removeDirectory(provider.directory);
});

const create = async (changes: Record<string, unknown> = {}) =>
  (await provider.call("POST", "/v1/payments", { body: aPayment({ token: "tok_visa", ...changes }) })).body;
const refund = (id: string, reference: string) =>
  provider.call("POST", `/v1/payments/${id}/refunds`, { body: { amount: 1, reference } });
const typesOf = (deliveries: readonly Delivery[]) => deliveries.map(({ event }) => event.type);

function isGenuine({ headers, rawBody }: Delivery, secret = webhookSecret): boolean {
  const header = String(headers["souk-sandbox-signature"]);
  const seconds = Number(/^t=(?<seconds>\d+)/u.exec(header)?.groups?.["seconds"]);
  return header.includes(signWebhook(rawBody, [secret], new Date(seconds * 1000)).split(",")[1] ?? "none");
}

test("events arrive signed over the raw body, in order for each payment, and as they are listed", async () => {
  const { id } = await create({ capture: "manual" });
  await provider.call("POST", `/v1/payments/${id}/capture`, { body: {} });
  for (const reference of ["a", "b", "c"]) await refund(id, reference);
  const deliveries = await receiver.received(5);
  expect(typesOf(deliveries)).toEqual([
    "payment.authorized",
    "payment.captured",
    "refund.succeeded",
    "refund.succeeded",
    "refund.succeeded",
  ]);
  expect(deliveries.every((delivery) => isGenuine(delivery))).toBe(true);
  expect(deliveries[4]?.event.data).toMatchObject({
    payment: { id, amountRefunded: 3 },
    refund: { reference: "c" },
  });
  expect((await provider.call("GET", "/v1/events")).body.items).toEqual(deliveries.map(({ event }) => event));
});

test("declined, voided and disputed payments are told as well", async () => {
  await create({ token: "tok_declined" });
  const open = await create({ token: undefined });
  await provider.call("POST", `/v1/payments/${open.id}/void`);
  const disputed = await create({ token: "tok_dispute" });
  const deliveries = await receiver.received(4);
  expect(typesOf(deliveries).sort()).toEqual([
    "dispute.opened",
    "payment.captured",
    "payment.declined",
    "payment.voided",
  ]);
  expect(deliveries.find(({ event }) => event.type === "dispute.opened")?.event.data).toMatchObject({
    payment: { id: disputed.id },
    dispute: { amount: 8_400, status: "open" },
  });
});

test("a refused event is tried again and holds back later ones of its payment, not those of others", async () => {
  receiver.statuses.push(500, 302);
  const { id } = await create();
  await receiver.received(1);
  await refund(id, "later");
  const other = await create();
  const deliveries = await receiver.received(5);
  const own = deliveries.filter(({ event }) => event.data.payment.id === id);
  const accepted = own.filter(({ status }) => status === 200);
  expect(typesOf(accepted)).toEqual(["payment.captured", "refund.succeeded"]);
  expect(own[0]?.event.id).toBe(accepted[0]?.event.id);
  expect(deliveries.filter(({ event }) => event.data.payment.id === other.id).at(-1)?.status).toBe(200);
  expect(provider.lines.join("\n")).toContain("the receiver answered 500");
});

test("after an outage of the receiver and a restart, everything arrives in order, and nothing delivered comes again", async () => {
  const { id } = await create();
  await receiver.received(1);
  const port = Number(new URL(receiver.url).port);
  await receiver.close();
  for (const reference of ["a", "b"]) await refund(id, reference);
  await expect.poll(() => provider.lines.length).toBeGreaterThan(0);
  await provider.close();
  receiver = await startReceiver(port);
  provider = await startProvider({ dataDirectory: provider.directory, webhookUrl: receiver.url });
  const deliveries = await receiver.received(2);
  expect(deliveries.map(({ event }) => event.data.refund?.reference)).toEqual(["a", "b"]);
  await create();
  expect(typesOf(await receiver.received(3))).toEqual([
    "refund.succeeded",
    "refund.succeeded",
    "payment.captured",
  ]);
});

test("after three days an event is given up, and the next one of its payment goes out", async () => {
  let now = new Date("2030-01-01T00:00:00Z");
  await provider.close();
  provider = await startProvider({
    dataDirectory: provider.directory,
    webhookUrl: receiver.url,
    now: () => now,
  });
  receiver.statuses.push(500, 500);
  const { id } = await create();
  await expect.poll(() => provider.lines.join("\n")).toContain("the next attempt is in 200 ms");
  now = new Date("2030-01-04T00:00:01Z");
  await receiver.received(2);
  await refund(id, "later");
  const deliveries = await receiver.received(3);
  expect(typesOf(deliveries)).toEqual(["payment.captured", "payment.captured", "refund.succeeded"]);
  expect(provider.lines.join("\n")).toContain("is given up after 2 attempts");
});

test("a thousand events of many payments all arrive, each payment in order", async () => {
  const ids = await Promise.all(Array.from({ length: 200 }, async () => (await create()).id));
  for (const reference of ["1", "2", "3", "4"]) await Promise.all(ids.map((id) => refund(id, reference)));
  const deliveries = await receiver.received(1_000);
  for (const id of ids) {
    const own = deliveries
      .filter(({ event }) => event.data.payment.id === id)
      .map(({ event }) => event.data.payment.amountRefunded);
    expect(own).toEqual([0, 1, 2, 3, 4]);
  }
});

test("several secrets sign side by side", async () => {
  await provider.close();
  provider = await startProvider({
    dataDirectory: provider.directory,
    webhookUrl: receiver.url,
    webhookSecret: "new, old",
  });
  await create();
  const [delivery] = await receiver.received(1);
  expect(String(delivery?.headers["souk-sandbox-signature"]).match(/v1=/gu)).toHaveLength(2);
  expect(["new", "old", "other"].map((secret) => delivery && isGenuine(delivery, secret))).toEqual([
    true,
    true,
    false,
  ]);
});

test("duplicateWebhooks sends each event twice", async () => {
  await create({ metadata: { switch: "duplicateWebhooks" } });
  const [first, second] = await receiver.received(2);
  expect(second?.rawBody).toBe(first?.rawBody);
});

test("dropWebhooks sends nothing, but the list of events has it", async () => {
  await provider.call("PUT", "/v1/switches", { body: { dropWebhooks: 1 } });
  const dropped = await create();
  const told = await create();
  const [first] = await receiver.received(1);
  expect(first?.event.data.payment.id).toBe(told.id);
  const events = (await provider.call("GET", "/v1/events")).body.items;
  expect(events.map((event) => event.data.payment.id)).toEqual([dropped.id, told.id]);
});

test("alterWebhooks breaks the signature of the first attempt; the genuine event follows", async () => {
  receiver.statuses.push(400);
  await create({ metadata: { switch: "alterWebhooks" } });
  const [altered, genuine] = await receiver.received(2);
  expect([altered, genuine].map((delivery) => delivery && isGenuine(delivery))).toEqual([false, true]);
  expect([altered?.event.data.payment.amount, genuine?.event.data.payment.amount]).toEqual([8_401, 8_400]);
});

test("reorderWebhooks tells the second event of a payment before the first", async () => {
  const { id } = await create({ metadata: { switch: "reorderWebhooks" } });
  await refund(id, "later");
  expect(typesOf(await receiver.received(2))).toEqual(["refund.succeeded", "payment.captured"]);
});

test("reorderWebhooks lets a lonely event go after a while", async () => {
  await create({ metadata: { switch: "reorderWebhooks" } });
  expect(typesOf(await receiver.received(1))).toEqual(["payment.captured"]);
});

test("webhookDelayMs delays an event by the clock of the provider", async () => {
  const before = Date.now();
  await create({ metadata: { switch: "webhookDelayMs=150" } });
  const [delivery] = await receiver.received(1);
  expect((delivery?.at ?? 0) - before).toBeGreaterThanOrEqual(149);
});

test("while the provider plays offline webhooks wait; then they go out", async () => {
  const delayed = { metadata: { switch: "webhookDelayMs=50" } };
  const waiting = await create(delayed);
  await provider.call("PUT", "/v1/switches", { body: { offline: 1 } });
  const twin = await startProvider({ webhookUrl: receiver.url });
  const told = (
    await twin.call("POST", "/v1/payments", { body: aPayment({ token: "tok_visa", ...delayed }) })
  ).body;
  const [first] = await receiver.received(1);
  expect(first?.event.data.payment.id).toBe(told.id);
  await expect(create()).rejects.toThrow();
  const [, second] = await receiver.received(2);
  expect(second?.event.data.payment.id).toBe(waiting.id);
  await twin.close();
  await removeDirectory(twin.directory);
});
