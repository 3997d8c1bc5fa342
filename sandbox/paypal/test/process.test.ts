// The stand-in across restarts: its books, its keys and what it still has to deliver.
import { X509Certificate } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, expect, test, vi } from "vitest";
import { readConfig } from "../src/config.ts";
import { anOrder, type PayPal, start, visit } from "./paypal.ts";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function startReceiver(statuses: number[] = []) {
  const bodies: string[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    bodies.push(await text(request));
    response.writeHead(statuses.shift() ?? 200).end();
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return { bodies, url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}` };
}

async function approved(paypal: PayPal) {
  const { body } = await paypal.call("POST", "/v2/checkout/orders", { body: anOrder() });
  await visit(`${paypal.url}/checkoutnow?token=${body.id}`, { buyer: "pays" });
  return body;
}

test("a restart keeps orders, books, switches and keys, and delivers what was undelivered", async () => {
  const first = await start({ webhookUrl: "http://127.0.0.1:1" });
  const order = await approved(first);
  await first.call("POST", `/v2/checkout/orders/${order.id}/capture`);
  await first.control("PUT", "/switches", { body: { rateLimit: 0, latencyMs: 1 } });
  await vi.waitFor(() => expect(first.lines.join("\n")).toContain("failed (attempt 1)"), { timeout: 20_000 });
  await first.close();
  const receiver = await startReceiver([500]);
  const again = await start({ dataDirectory: first.directory, webhookUrl: receiver.url });
  open.push(again.remove, () => again.close());
  expect(again.webhookAuthority).toBe(first.webhookAuthority);
  expect((await again.call("GET", `/v2/checkout/orders/${order.id}`)).body.status).toBe("COMPLETED");
  expect((await again.control("GET", "/log")).body.items).toHaveLength(1);
  expect((await again.control("GET", "/switches")).body.latencyMs).toBe(1);
  await vi.waitFor(() => expect(receiver.bodies.length).toBeGreaterThanOrEqual(3), { timeout: 20_000 });
});

test("webhooks can be doubled and altered, and the chain behind them is one", async () => {
  const receiver = await startReceiver([200, 200, 400]);
  const paypal = await start();
  open.push(paypal.remove, () => paypal.close());
  paypal.sendWebhooksTo(receiver.url);
  await paypal.control("PUT", "/switches", { body: { duplicateWebhooks: 1 } });
  await approved(paypal);
  await vi.waitFor(() => expect(receiver.bodies).toHaveLength(2), { timeout: 20_000 });
  await paypal.control("PUT", "/switches", { body: { alterWebhooks: 1 } });
  await approved(paypal);
  await vi.waitFor(() => expect(receiver.bodies).toHaveLength(4), { timeout: 20_000 });
  expect(receiver.bodies[0]).toBe(receiver.bodies[1]);
  expect(receiver.bodies[2]).toContain("ALTERED.");
  expect(receiver.bodies[3]).not.toContain("ALTERED.");
  const { page } = await visit(paypal.headersFor("{}")["paypal-cert-url"] ?? "");
  const [signing, between] = page
    .split(/(?<=END CERTIFICATE-----\n)/u)
    .map((pem) => new X509Certificate(pem));
  const root = new X509Certificate(paypal.webhookAuthority);
  if (!signing || !between) throw new Error(page);
  expect([signing.verify(between.publicKey), between.verify(root.publicKey), signing.ca, between.ca]).toEqual(
    [true, true, false, true],
  );
});

test("the configuration names what is missing or wrong, and takes the rest as it is", () => {
  const environment = {
    SANDBOX_PAYPAL_DATA: "/tmp/x",
    SANDBOX_PAYPAL_CLIENT_ID: "shop",
    SANDBOX_PAYPAL_CLIENT_SECRET: "secret",
    SANDBOX_PAYPAL_WEBHOOK_ID: "WH1",
  };
  expect(() => readConfig({ SANDBOX_PAYPAL_DATA: "x", SANDBOX_PAYPAL_PORT: "70000" })).toThrow(
    "SANDBOX_PAYPAL_CLIENT_ID, SANDBOX_PAYPAL_CLIENT_SECRET, SANDBOX_PAYPAL_WEBHOOK_ID, SANDBOX_PAYPAL_PORT",
  );
  expect(readConfig(environment)).toEqual({
    dataDirectory: "/tmp/x",
    clientId: "shop",
    clientSecret: "secret",
    webhookId: "WH1",
    webhookUrl: undefined,
    host: "127.0.0.1",
    port: 0,
  });
});
