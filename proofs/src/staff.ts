// The administrator: makes goods, counts stock, refunds.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { ShopAnswer, ShopCall, ShopClient } from "./shop-client.ts";

export const ADMINISTRATOR = {
  SOUK_ADMIN_EMAIL: "proofs@souk.example",
  SOUK_ADMIN_PASSWORD: "a long password for the proofs",
};
const STOCK_TIMEOUT_MS = 30_000;
const STOCK_POLL_MS = 20;
/** Half of what a token lives: a long proof signs in again. */
const TOKEN_AGE_MAX_MS = 300_000;

const session = z.object({ accessToken: z.string() });
const made = z.object({ variants: z.tuple([z.object({ id: z.string() })]) });
const stock = z.object({ locations: z.array(z.object({ onHand: z.int(), reserved: z.int() })) });

export type Staff = {
  /** An active product with one variant; gives the variant's id. */
  addGoods(options: { readonly priceMinor: number; readonly stock: number }): Promise<string>;
  setStock(variantId: string, onHand: number): Promise<void>;
  /** The same, as the shop answers it. */
  countStock(variantId: string, onHand: number): Promise<ShopAnswer>;
  /** On hand and not reserved, everywhere together. */
  available(variantId: string): Promise<number>;
  /** Waits until nothing of it is reserved: what was sold has left, what was not is back on sale. */
  waitForNoHolds(variantId: string): Promise<void>;
  /** Waits until just so many are reserved. */
  waitForHolds(variantId: string, pieces: number): Promise<void>;
  refund(paymentId: string, amountMinor: number): Promise<ShopAnswer>;
  /** Anything else, until its answer is final. */
  ask(call: ShopCall): Promise<ShopAnswer>;
  /** For who shops with this account. */
  authorization(): Promise<Authorization>;
};

export async function signIn(client: ShopClient): Promise<Staff> {
  const authorization = await keepSignedIn(client);
  const countStock = async (variantId: string, onHand: number): Promise<ShopAnswer> =>
    client.persist({
      method: "PUT",
      path: `/stock/${variantId}`,
      body: { onHand },
      headers: await authorization(),
    });
  const setStock = async (variantId: string, onHand: number): Promise<void> => {
    expect200(await countStock(variantId, onHand));
  };
  return {
    authorization,
    ask: async (call) =>
      client.persist({ ...call, headers: { ...call.headers, ...(await authorization()) } }),
    setStock,
    countStock,
    waitForNoHolds: (variantId) => waitForHolds({ client, authorization }, { variantId, pieces: 0 }),
    waitForHolds: (variantId, pieces) => waitForHolds({ client, authorization }, { variantId, pieces }),
    async addGoods({ priceMinor, stock: onHand }) {
      const sku = `P-${randomUUID().slice(0, 13).toUpperCase()}`;
      const variants = [{ sku, prices: [{ amount: priceMinor, currency: "EUR" }], weightGrams: 500 }];
      const product = { name: `Goods ${sku}`, status: "active", variants };
      const answer = await client.persist({
        method: "POST",
        path: "/products",
        body: product,
        key: randomUUID(),
        headers: await authorization(),
      });
      const [variant] = made.parse(answer.body).variants;
      await setStock(variant.id, onHand);
      return variant.id;
    },
    async available(variantId) {
      const headers = await authorization();
      const answer = await client.persist({ method: "GET", path: `/stock/${variantId}`, headers });
      const { locations } = stock.parse(answer.body);
      return locations.reduce((sum, { onHand, reserved }) => sum + onHand - reserved, 0);
    },
    refund: (paymentId, amountMinor) => refund({ client, authorization }, { paymentId, amountMinor }),
  };
}

type Hands = { readonly client: ShopClient; readonly authorization: () => Promise<Authorization> };

async function waitForHolds(
  { client, authorization }: Hands,
  { variantId, pieces }: { readonly variantId: string; readonly pieces: number },
): Promise<void> {
  const deadline = performance.now() + STOCK_TIMEOUT_MS;
  for (;;) {
    const answer = await client.once({
      method: "GET",
      path: `/stock/${variantId}`,
      headers: await authorization(),
    });
    const { data } = stock.safeParse(answer.body);
    if (data?.locations.reduce((sum, { reserved }) => sum + reserved, 0) === pieces) return;
    if (performance.now() > deadline)
      throw new Error(`Other than ${pieces} pieces of ${variantId} are reserved.`);
    await delay(STOCK_POLL_MS);
  }
}

async function refund(
  { client, authorization }: Hands,
  { paymentId, amountMinor }: { readonly paymentId: string; readonly amountMinor: number },
): Promise<ShopAnswer> {
  const body = { amount: amountMinor, reason: "proof" };
  const headers = await authorization();
  return client.persist({
    method: "POST",
    path: `/payments/${paymentId}/refund`,
    body,
    key: randomUUID(),
    headers,
  });
}

type Authorization = { readonly authorization: string };

/** Gives the header for the next call. */
async function keepSignedIn(client: ShopClient): Promise<() => Promise<Authorization>> {
  const staff = { headers: await authorize(client), at: performance.now() };
  return async () => {
    if (performance.now() - staff.at > TOKEN_AGE_MAX_MS) {
      staff.at = performance.now();
      staff.headers = await authorize(client);
    }
    return staff.headers;
  };
}

async function authorize(client: ShopClient): Promise<Authorization> {
  const body = { email: ADMINISTRATOR.SOUK_ADMIN_EMAIL, password: ADMINISTRATOR.SOUK_ADMIN_PASSWORD };
  const answer = await client.persist({ method: "POST", path: "/users/login", body });
  return { authorization: `Bearer ${session.parse(answer.body).accessToken}` };
}

function expect200({ status, body }: ShopAnswer): void {
  if (status !== 200) throw new Error(`Stock could not be set: ${status} ${JSON.stringify(body)}`);
}
