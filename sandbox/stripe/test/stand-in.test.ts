// The stand-in as its callers meet it: Stripe's manners over HTTP, its pages, its faults, its webhooks and its witness.
import { createHmac } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { readConfig } from "../src/config.ts";
import { type SandboxStripe, signWebhook, startSandboxStripe } from "../src/index.ts";

const KEY = "sk_test_of_the_tests";
const PUBLISHABLE_KEY = "pk_test_of_the_tests";
const SECRET = "whsec_of_the_tests";
const WAIT = { timeout: 20_000 };

type Delivery = { readonly body: string; readonly signature: string };
let stripe: SandboxStripe;
let directory: string;
let receiver: Server;
const deliveries: Delivery[] = [];
const answers: number[] = [];

async function take(request: IncomingMessage): Promise<number> {
  deliveries.push({ body: await text(request), signature: String(request.headers["stripe-signature"]) });
  return answers.shift() ?? 204;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "souk-stand-in-"));
  receiver = createServer((request, response) => {
    void take(request).then((status) => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  const port = typeof address === "object" && address ? address.port : 0;
  stripe = await startSandboxStripe({
    dataDirectory: directory,
    secretKey: KEY,
    publishableKey: PUBLISHABLE_KEY,
    webhookSecret: `${SECRET}, whsec_the_next`,
    webhookUrl: `http://127.0.0.1:${port}/`,
  });
});
afterEach(async () => {
  await control("PUT", "switches", {});
});
afterAll(async () => {
  await stripe.close();
  receiver.close();
  await rm(directory, { recursive: true });
});

async function api(
  method: string,
  path: string,
  form: Record<string, string> = {},
  headers: Record<string, string> = {},
) {
  const isRead = method === "GET";
  const query = isRead && Object.keys(form).length > 0 ? `?${new URLSearchParams(form)}` : "";
  const response = await fetch(`${stripe.url}/v1/${path}${query}`, {
    method,
    headers: { authorization: `Bearer ${KEY}`, ...headers },
    ...(!isRead && { body: new URLSearchParams(form) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function control(method: string, path: string, body: unknown = {}) {
  const response = await fetch(`${stripe.url}/sandbox/${path}`, {
    method,
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
    ...(method !== "GET" && { body: JSON.stringify(body) }),
  });
  const type = response.headers.get("content-type") ?? "";
  return {
    status: response.status,
    body: type.includes("json") ? await response.json() : await response.text(),
  };
}

const paying = { amount: "1000", currency: "eur", confirm: "true", payment_method: "pm_card_visa" };

describe("the manners of the API", () => {
  test("a wrong key, another version, an unknown field and an unknown object are refused as Stripe does", async () => {
    expect(await api("GET", "events", {}, { authorization: "Bearer sk_wrong" })).toMatchObject({
      status: 401,
    });
    const version = { "stripe-version": "2020-08-27" };
    expect(await api("GET", "events", {}, version)).toMatchObject({ status: 400 });
    expect(await api("POST", "payment_intents", { ...paying, ammount: "1" })).toMatchObject({
      status: 400,
      body: { error: { type: "invalid_request_error", code: "parameter_unknown", param: "ammount" } },
    });
    expect(await api("GET", "payment_intents/pi_nothing")).toMatchObject({
      status: 404,
      body: { error: { code: "resource_missing" } },
    });
  });

  test.each([
    { ...paying, amount: "0" },
    { ...paying, amount: "1.5" },
    { ...paying, amount: "100000000" },
    { ...paying, currency: "EURO" },
    { ...paying, currency: "kwd", amount: "1001" },
    { ...paying, customer: "cus_nobody" },
    { ...paying, payment_method: "" },
    { ...paying, expand: "", "expand[0]": "nonsense" },
  ])("%o is refused", async (form) => {
    expect((await api("POST", "payment_intents", form)).status).toBe(400);
  });

  test("a key gives its first answer again, and refuses other words", async () => {
    const key = { "idempotency-key": "once" };
    const first = await api("POST", "payment_intents", paying, key);
    const again = await api("POST", "payment_intents", paying, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await api("POST", "payment_intents", { ...paying, amount: "1001" }, key)).toMatchObject({
      status: 400,
      body: { error: { type: "idempotency_error" } },
    });
  });

  test("lists have the newest first and a cursor, and can be bounded in time", async () => {
    const { body } = await api("POST", "payment_intents", paying);
    for (const amount of ["1", "2"])
      await api("POST", "refunds", { payment_intent: body.id, amount, "metadata[note]": "gift" });
    const first = await api("GET", "refunds", { payment_intent: body.id, limit: "1" });
    expect(first.body).toMatchObject({ object: "list", has_more: true, data: [{ amount: 2 }] });
    const next = { payment_intent: body.id, starting_after: first.body.data[0].id };
    expect((await api("GET", "refunds", next)).body).toMatchObject({
      has_more: false,
      data: [{ amount: 1 }],
    });
    expect((await api("GET", "events", { "created[gt]": "4000000000" })).body.data).toEqual([]);
    expect((await api("GET", "payment_intents", { limit: "1" })).body.data).toHaveLength(1);
    expect((await api("GET", "charges/" + body.latest_charge)).body).toMatchObject({ amount_refunded: 3 });
  });

  test("search reads one kind of question", async () => {
    expect((await api("GET", "payment_intents/search", { query: "amount>5" })).status).toBe(400);
  });

  test("what is over cannot be confirmed, captured or cancelled", async () => {
    const { body } = await api("POST", "payment_intents", paying);
    for (const change of ["confirm", "capture", "cancel"])
      expect(await api("POST", `payment_intents/${body.id}/${change}`, {})).toMatchObject({
        status: 400,
        body: { error: { code: "payment_intent_unexpected_state" } },
      });
  });

  test("an intent is confirmed in a call of its own, and captured whole where no amount is said", async () => {
    const form = { amount: "1000", currency: "eur", capture_method: "manual" };
    const { body } = await api("POST", "payment_intents", form);
    expect((await api("POST", "refunds", { payment_intent: body.id })).status).toBe(400);
    const confirmed = await api("POST", `payment_intents/${body.id}/confirm`, {
      payment_method: "pm_card_mastercard",
    });
    expect(confirmed.body).toMatchObject({ status: "requires_capture", amount_capturable: 1000 });
    const parts = { amount_to_capture: "1", final_capture: "false" };
    expect((await api("POST", `payment_intents/${body.id}/capture`, parts)).status).toBe(400);
    expect((await api("POST", `payment_intents/${body.id}/capture`)).body).toMatchObject({
      amount_received: 1000,
    });
    expect((await api("POST", "refunds", { payment_intent: body.id })).body).toMatchObject({ amount: 1000 });
    expect((await api("POST", "refunds", { payment_intent: body.id })).body.error.code).toBe(
      "charge_already_refunded",
    );
  });

  test("money that a bank took back cannot be refunded, and a method that nobody keeps cannot be detached", async () => {
    const form = { ...paying, payment_method: "pm_card_createDispute" };
    const { body } = await api("POST", "payment_intents", form);
    expect((await api("POST", "refunds", { payment_intent: body.id })).body.error.code).toBe(
      "charge_disputed",
    );
    expect((await api("POST", `payment_methods/${body.payment_method}/detach`)).status).toBe(400);
    const { data } = (await api("GET", "disputes", { "expand[0]": "data.payment_intent" })).body;
    expect(data[0].payment_intent).toMatchObject({ id: body.id });
    const draft = await api("POST", `disputes/${data[0].id}`, {
      submit: "false",
      "evidence[customer_name]": "Leyla",
    });
    expect(draft.body).toMatchObject({ status: "needs_response", evidence: { customer_name: "Leyla" } });
    await control("POST", `disputes/${data[0].id}/decide`, { outcome: "lost" });
    expect((await api("GET", `disputes/${data[0].id}`)).body.status).toBe("lost");
  });

  test("what nobody has cannot be failed, decided or sent again", async () => {
    for (const path of ["refunds/re_x/fail", "events/evt_x/resend"])
      expect((await control("POST", path)).status).toBe(404);
    expect((await control("POST", "disputes/du_x/decide", { outcome: "won" })).status).toBe(404);
    expect((await control("PUT", "switches", { fly: true })).status).toBe(400);
    expect((await control("GET", "switches")).body).toMatchObject({ offline: false });
  });
});

describe("the shopper's pages", () => {
  const confirm = async (fields: Record<string, string>) => {
    const response = await fetch(`${stripe.url}/page/confirm`, {
      method: "POST",
      body: new URLSearchParams(fields),
    });
    return { status: response.status, body: await response.json() };
  };

  test("serve the script and the frame with the card fields", async () => {
    const script = await fetch(`${stripe.url}/v3/`);
    expect(script.headers.get("content-type")).toContain("javascript");
    expect(await script.text()).toContain("confirmPayment");
    expect(await (await fetch(`${stripe.url}/card-frame`)).text()).toContain('name="number"');
  });

  test("take a card with the publishable key and the intent's own secret only", async () => {
    const { body } = await api("POST", "payment_intents", { amount: "1000", currency: "eur" });
    const right = { key: PUBLISHABLE_KEY, client_secret: body.client_secret, number: "4242 4242 4242 4242" };
    expect((await confirm({ ...right, key: "pk_wrong" })).status).toBe(401);
    expect((await confirm({ ...right, client_secret: `${body.id}_secret_guessed` })).status).toBe(400);
    expect((await confirm({ ...right, number: "1234" })).body.error.code).toBe("incorrect_number");
    expect((await confirm(right)).body).toMatchObject({ status: "succeeded" });
  });

  test("ask the shopper in the bank's name, and ask once", async () => {
    const { body } = await api("POST", "payment_intents", { amount: "1000", currency: "eur" });
    const back = "http://shop.test/back?order=1";
    const card = { key: PUBLISHABLE_KEY, client_secret: body.client_secret, number: "4000002760003184" };
    const asked = await confirm({ ...card, return_url: back });
    const { url } = asked.body.next_action.redirect_to_url;
    expect(await (await fetch(url)).text()).toContain("Approve");
    const answer = () =>
      fetch(url, { method: "POST", body: new URLSearchParams({ answer: "approve" }), redirect: "manual" });
    expect((await answer()).headers.get("location")).toContain("order=1&payment_intent=");
    expect((await answer()).status).toBe(400);
    expect(await (await fetch(url)).text()).toContain("nothing to answer");
  });

  test("ask without a way back where none was given", async () => {
    const form = { ...paying, payment_method: "pm_card_authenticationRequired" };
    const { body } = await api("POST", "payment_intents", form);
    expect(body).toMatchObject({ status: "requires_action", next_action: null });
    const init = { method: "POST", body: new URLSearchParams({ answer: "approve" }) };
    expect((await fetch(`${stripe.url}/challenge/${body.id}`, init)).status).toBe(200);
  });
});

describe("webhooks", () => {
  const arrived = async (count: number, since: number) => {
    await vi.waitFor(() => expect(deliveries.length).toBeGreaterThanOrEqual(since + count), WAIT);
    return deliveries.slice(since);
  };
  const typesOf = (list: readonly Delivery[]) => list.map(({ body }) => JSON.parse(body).type as string);
  /** Everything that is on its way has come. */
  const quiet = async () => {
    const { body } = await api("POST", "payouts", { amount: "1", currency: "eur" });
    await vi.waitFor(
      () => expect(deliveries.some((delivery) => delivery.body.includes(body.id))).toBe(true),
      WAIT,
    );
    return deliveries.length;
  };

  test("are signed by both secrets while one is exchanged", async () => {
    const since = await quiet();
    await api("POST", "payment_intents", paying);
    const [first] = await arrived(3, since);
    const [, seconds] = /t=(\d+)/.exec(first?.signature ?? "") ?? [];
    for (const secret of [SECRET, "whsec_the_next"]) {
      const expected = createHmac("sha256", secret).update(`${seconds}.${first?.body}`).digest("hex");
      expect(first?.signature).toContain(`v1=${expected}`);
    }
    const at = new Date(Number(seconds) * 1000);
    expect(signWebhook(first?.body ?? "", { secrets: [SECRET, "whsec_the_next"], at })).toBe(
      first?.signature,
    );
  });

  test("are sent again until they are taken, and once more when somebody asks", async () => {
    const since = await quiet();
    answers.push(500, 500);
    await api("POST", "payouts", { amount: "2", currency: "eur" });
    const [first, second, third] = await arrived(3, since);
    expect(new Set([first?.body, second?.body, third?.body]).size).toBe(1);
    await control("POST", `events/${JSON.parse(first?.body ?? "").id}/resend`);
    expect((await arrived(4, since)).at(-1)?.body).toBe(first?.body);
  });

  test("are dropped, doubled, put out of order and altered as the switches say", async () => {
    const since = await quiet();
    await control("PUT", "switches", { dropWebhooks: 1, reorderWebhooks: 1, duplicateWebhooks: 1 });
    await api("POST", "payment_intents", paying);
    expect(typesOf(await arrived(3, since))).toEqual([
      "charge.succeeded",
      "charge.succeeded",
      "payment_intent.succeeded",
    ]);
    const then = await quiet();
    await control("PUT", "switches", { alterWebhooks: 1 });
    answers.push(400);
    await api("POST", "payouts", { amount: "3", currency: "eur" });
    const [altered, genuine] = await arrived(2, then);
    expect(altered?.body).toContain('"amount":13');
    expect(genuine?.body).toContain('"amount":3');
    const at = new Date(Number(/t=(\d+)/.exec(altered?.signature ?? "")?.[1]) * 1000);
    const secrets = [SECRET, "whsec_the_next"];
    expect(signWebhook(genuine?.body ?? "", { secrets, at })).toBe(altered?.signature);
  });
});

test("the witness has every movement of money in a file of its own", async () => {
  const { body } = await api("POST", "payment_intents", { ...paying, "metadata[payment_id]": "p-1" });
  const lines = (await readFile(join(directory, "movements.jsonl"), "utf8")).trim().split("\n");
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
    reporting_category: "charge",
    amount: 1000,
    source: body.latest_charge,
    metadata: { payment_id: "p-1" },
  });
  expect((await control("GET", "log")).body).toContain(body.latest_charge);
});

test("its environment is read whole, and what is missing is named without its value", () => {
  const environment = {
    SANDBOX_STRIPE_DATA: "/tmp/stripe",
    SANDBOX_STRIPE_SECRET_KEY: KEY,
    SANDBOX_STRIPE_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
    SANDBOX_STRIPE_WEBHOOK_SECRET: SECRET,
  };
  expect(readConfig(environment)).toEqual({
    dataDirectory: "/tmp/stripe",
    secretKey: KEY,
    publishableKey: PUBLISHABLE_KEY,
    webhookSecret: SECRET,
    webhookUrl: undefined,
    host: "127.0.0.1",
    port: 0,
  });
  expect(() =>
    readConfig({ ...environment, SANDBOX_STRIPE_PORT: "x", SANDBOX_STRIPE_DATA: undefined }),
  ).toThrow("SANDBOX_STRIPE_DATA, SANDBOX_STRIPE_PORT");
});
