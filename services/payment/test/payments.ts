// What the tests of this service have in common: orders to pay, the provider's switches and pages, and webhooks as the provider signs them.
import { createHmac, randomUUID } from "node:crypto";
import { adminService } from "@souk/admin-service";
import { PaymentService } from "@souk/contracts/rpc";
import { orderService } from "@souk/order-service";
import { createProductService } from "@souk/product-service";
import { aCart, aProduct, type Person, SANDBOX_API_KEY, startTestShop, type TestShop } from "@souk/testing";
import { SANDBOX_WEBHOOK_SECRET } from "@souk/testing";
import { sql } from "kysely";
import { paymentService } from "../src/app.ts";

/** Long enough for a busy machine, short enough to be waited for. */
export const PROVIDER_TIMEOUT_MS = 1_500;

export async function startPaymentShop(
  env: Record<string, string> = {},
  { sharesClock = false } = {},
): Promise<TestShop> {
  return startTestShop({
    services: [orderService, createProductService({}), paymentService, adminService],
    sandbox: true,
    sharesClock,
    env: { PAYMENT_PROVIDER_TIMEOUT_MS: String(PROVIDER_TIMEOUT_MS), ...env },
  });
}

export type OrderToPay = {
  readonly orderId: string;
  readonly total: { readonly amount: number; readonly currency: string };
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
  /** What shows that the caller is the guest who ordered. */
  readonly headers: Readonly<Record<string, string>>;
};

/** A pending order of 5590 minor units that nobody has tried to pay yet; a guest's unless `as` is somebody. */
export async function anOrder(shop: TestShop, as?: Person): Promise<OrderToPay> {
  const { variantId } = await aProduct(shop, { priceMinor: 2500 });
  const who = as && { as };
  const { cartId } = await aCart(shop, { lines: [{ variantId, quantity: 2 }], ...who });
  const { body, status, text } = await shop.call("POST", "/orders", {
    key: randomUUID(),
    body: { cartId },
    ...who,
  });
  if (status !== 201) throw new Error(text);
  const { id: orderId, total, lines, guestToken } = body.order;
  return { orderId, total, lines, headers: guestToken ? { "x-order-token": guestToken } : {} };
}

type Attempt = {
  readonly token?: string | undefined;
  readonly key?: string;
  readonly as?: Person;
  readonly returnUrl?: string;
};

/** Pays as the shopper does; without a token on the provider's page. */
export async function pay(shop: TestShop, order: OrderToPay, attempt: Attempt = {}) {
  const { key = randomUUID(), as, ...choice } = attempt;
  return shop.call("POST", "/payments", {
    key,
    headers: order.headers,
    body: { orderId: order.orderId, provider: "sandbox", ...choice },
    ...(as && { as }),
  });
}

export type PaidOrder = OrderToPay & { readonly paymentId: string };

export async function aPaidOrder(shop: TestShop, token = "tok_visa"): Promise<PaidOrder> {
  const order = await anOrder(shop);
  const { body } = await pay(shop, order, { token });
  if (body.status !== "captured") throw new Error(`The payment is ${body.status}.`);
  await shop.settled();
  return { ...order, paymentId: body.id };
}

export function paymentsRpc(shop: TestShop) {
  return shop.rpc.client(PaymentService);
}

export async function paymentOf(shop: TestShop, { paymentId }: { readonly paymentId: string }) {
  const { body } = await shop.call("GET", `/payments/${paymentId}`, {
    as: await shop.staff(["payments:read"]),
  });
  return body;
}

export const providerHeaders = {
  authorization: `Bearer ${SANDBOX_API_KEY}`,
  "content-type": "application/json",
};

/** Calls the provider as an operator or a test does, not as the shop. */
export async function askProvider(shop: TestShop, method: string, path: string, body?: unknown) {
  const response = await fetch(`${shop.sandboxUrl}${path}`, {
    method,
    headers: providerHeaders,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return response.json();
}

/** Sets all the provider's switches; what is not named is off. */
export async function setSwitches(shop: TestShop, switches: Record<string, boolean | number> = {}) {
  await askProvider(shop, "PUT", "/v1/switches", switches);
}

/** Pays on the provider's page as a browser does. */
export async function payOnPage(redirectUrl: string, number = "4242424242424242"): Promise<number> {
  const card = { number, expiry: "12/39", cvc: "123", name: "Leyla Demir" };
  const { status } = await fetch(redirectUrl, {
    method: "POST",
    body: new URLSearchParams(card),
    redirect: "manual",
  });
  return status;
}

export type ProviderPayment = Record<string, unknown> & { readonly id: string; readonly amount: number };

export async function atProvider(shop: TestShop, paymentId: string): Promise<ProviderPayment> {
  const { items } = await askProvider(shop, "GET", `/v1/payments?reference=${paymentId}`);
  return items[0];
}

export function signatureOf(
  rawBody: string,
  { secret = SANDBOX_WEBHOOK_SECRET, at = Date.now() } = {},
): string {
  const seconds = Math.floor(at / 1000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${rawBody}`).digest("hex")}`;
}

export async function sendWebhook(shop: TestShop, rawBody: string, headers?: Record<string, string>) {
  const signed = { "souk-sandbox-signature": signatureOf(rawBody) };
  return shop.call("POST", "/webhooks/sandbox", { body: rawBody, headers: headers ?? signed });
}

/** An event as the provider would send it of this payment. */
export function eventOf(
  payment: ProviderPayment,
  type = "payment.captured",
  id = `evt_${randomUUID()}`,
): string {
  return JSON.stringify({ id, type, createdAt: new Date().toISOString(), data: { payment } });
}

export type WebhookRow = { readonly eventId: string; readonly type: string; readonly outcome: string | null };

export async function storedWebhooks(shop: TestShop, reference: string): Promise<readonly WebhookRow[]> {
  const { rows } = await sql<WebhookRow>`select event_id as "eventId", type, outcome from webhooks
    where payload #>> '{data,payment,reference}' = ${reference} order by received_at`.execute(
    shop.db("payment"),
  );
  return rows;
}

/** Waits until the webhook of that type was handled. */
export async function webhookHandled(shop: TestShop, paymentId: string, type: string): Promise<void> {
  await shop.until(async () =>
    (await storedWebhooks(shop, paymentId)).some((row) => row.type === type && row.outcome !== null),
  );
}

export async function statusOfOrder(
  shop: TestShop,
  { orderId }: { readonly orderId: string },
): Promise<string> {
  const { body } = await shop.call("GET", `/orders/${orderId}`, { as: await shop.staff(["orders:read"]) });
  return body.status;
}

/** What was said of a payment, in order, when all of it has arrived. */
export async function saidOf(shop: TestShop, paymentId: string): Promise<readonly string[]> {
  await shop.settled();
  const events = await shop.published("payment");
  return events.flatMap(({ type, data }) =>
    (data as { paymentId?: string }).paymentId === paymentId ? [type.replace(/^payment\.|\.v1$/g, "")] : [],
  );
}
