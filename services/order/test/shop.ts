// The shop that the order service's tests run in, and what they ask of it again and again.
import { randomUUID } from "node:crypto";
import { adminService } from "@souk/admin-service";
import { paymentService } from "@souk/payment-service";
import { createProductService } from "@souk/product-service";
import { aCart, aProduct, startTestShop, type CallOptions, type Person, type TestShop } from "@souk/testing";
import { orderService } from "../src/app.ts";

/** Silence has to be waited for by the tests that want it; an answer may take long on a busy machine. */
const PROVIDER_TIMEOUT_MS = "2500";

export const visa = { provider: "sandbox", token: "tok_visa" };

export function startOrderShop(env: Readonly<Record<string, string>> = {}): Promise<TestShop> {
  const services = [orderService, createProductService(), paymentService, adminService];
  return startTestShop({
    services,
    sandbox: true,
    env: { PAYMENT_PROVIDER_TIMEOUT_MS: PROVIDER_TIMEOUT_MS, ...env },
  });
}

export async function stockOf(shop: TestShop, variantId: string) {
  const { body } = await shop.call("GET", `/stock/${variantId}`, { as: await shop.administrator() });
  return { onHand: body.onHand as number, reserved: body.reserved as number };
}

type Placing = {
  readonly cartId: string;
  readonly payment?: unknown;
  readonly key?: string;
  readonly as?: Person;
  readonly expectedTotal?: unknown;
};

export function place(shop: TestShop, { cartId, payment, key = randomUUID(), as, expectedTotal }: Placing) {
  const body = {
    cartId,
    ...(payment !== undefined && { payment }),
    ...(expectedTotal !== undefined && { expectedTotal }),
  };
  return shop.call("POST", "/orders", { key, body, ...(as && { as }) });
}

/** An order for one piece of something new, with what opens it. */
export async function anOrder(
  shop: TestShop,
  { payment, as, stock = 10 }: { payment?: unknown; as?: Person; stock?: number } = {},
) {
  const { variantId } = await aProduct(shop, { stock });
  const { cartId } = await aCart(shop, { lines: [{ variantId }], ...(as && { as }) });
  const placed = await place(shop, { cartId, payment, ...(as && { as }) });
  if (placed.status !== 201) throw new Error(`The order was not placed: ${placed.text}`);
  const { id, guestToken } = placed.body.order;
  const opener: CallOptions = as ? { as } : { headers: { "x-order-token": guestToken } };
  return {
    id: id as string,
    guestToken: guestToken as string,
    variantId,
    cartId,
    opener,
    placed: placed.body,
  };
}

export async function readOrder(shop: TestShop, { id, opener }: { id: string; opener: CallOptions }) {
  return (await shop.call("GET", `/orders/${id}`, opener)).body;
}

/** What the sandbox provider, as a witness, says was taken and given back for an order. */
export async function moneyOf(
  shop: TestShop,
  orderId: string,
): Promise<{ captured: number; refunded: number }> {
  const answer = await fetch(`${shop.sandboxUrl}/v1/log?limit=1000`, {
    headers: { authorization: "Bearer sk_test_key_of_the_tests" },
  });
  const { items } = (await answer.json()) as { items: { kind: string; orderId: string; amount: number }[] };
  const sum = (kind: string) =>
    items
      .filter((item) => item.kind === kind && item.orderId === orderId)
      .reduce((total, { amount }) => total + amount, 0);
  return { captured: sum("capture"), refunded: sum("refund") };
}

export async function switchSandbox(
  shop: TestShop,
  switches: Readonly<Record<string, unknown>>,
): Promise<void> {
  const headers = { authorization: "Bearer sk_test_key_of_the_tests", "content-type": "application/json" };
  const answer = await fetch(`${shop.sandboxUrl}/v1/switches`, {
    method: "PUT",
    headers,
    body: JSON.stringify(switches),
  });
  if (!answer.ok) throw new Error(`The sandbox refused: ${await answer.text()}`);
}
