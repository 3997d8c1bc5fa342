// Whole purchases: open a cart, put goods in, say where to, order and pay with the sandbox's card; until the order is confirmed.
import { randomUUID } from "node:crypto";
import { Pool } from "undici";
import { percentile } from "./figures.ts";

export type Checkouts = {
  readonly shopUrl: string;
  readonly variantIds: readonly string[];
  readonly connections: number;
  readonly count: number;
};
export type CheckoutResult = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number };

const address = {
  firstName: "Leyla",
  lastName: "Demir",
  street: "Kastanienallee 12",
  city: "Berlin",
  zipCode: "10435",
  country: "DE",
};

export async function runCheckouts({
  shopUrl,
  variantIds,
  connections,
  count,
}: Checkouts): Promise<CheckoutResult> {
  const pool = new Pool(shopUrl, { connections });
  const latencies: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  const shopper = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const before = performance.now();
      await buy(pool, variantIds[index % variantIds.length] ?? "");
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: connections }, shopper));
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  return {
    perSecond: count / seconds,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}

async function buy(pool: Pool, variantId: string): Promise<void> {
  const cart = await call(pool, { method: "POST", path: "/carts", body: {} });
  await call(pool, { method: "POST", path: `/carts/${cart.id}/lines`, body: { variantId, quantity: 1 } });
  const details = { email: "leyla@example.com", shippingAddress: address, shippingMethodId: "standard" };
  const { totals } = await call(pool, { method: "PUT", path: `/carts/${cart.id}`, body: details });
  const payment = { provider: "sandbox", token: "tok_visa" };
  const body = { cartId: cart.id, expectedTotal: totals.total, payment };
  const { order } = await call(pool, { method: "POST", path: "/orders", body, key: randomUUID() });
  if (order.status !== "confirmed") throw new Error(`The order is ${order.status}.`);
}

type ApiCall = {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly body: unknown;
  readonly key?: string;
};

// oxlint-disable-next-line typescript/no-explicit-any -- the load client looks at three fields and must not spend its core on parsing schemas
async function call(pool: Pool, { method, path, body, key }: ApiCall): Promise<any> {
  const headers = {
    "content-type": "application/json",
    ...(key !== undefined && { "idempotency-key": key }),
  };
  const answer = await pool.request({ method, path: `/api/v1${path}`, headers, body: JSON.stringify(body) });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
  return JSON.parse(text);
}
