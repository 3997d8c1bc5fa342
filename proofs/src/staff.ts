// The administrator: makes goods, counts stock, refunds.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { ShopAnswer, ShopClient } from "./shop-client.ts";

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
const stock = z.object({ locations: z.array(z.object({ reserved: z.int() })) });

export type Staff = {
  /** An active product with one variant; gives the variant's id. */
  addGoods(options: { readonly priceMinor: number; readonly stock: number }): Promise<string>;
  setStock(variantId: string, onHand: number): Promise<void>;
  /** Waits until nothing of it is reserved: what was sold has left, what was not is back on sale. */
  waitForNoHolds(variantId: string): Promise<void>;
  refund(paymentId: string, amountMinor: number): Promise<ShopAnswer>;
};

export async function signIn(client: ShopClient): Promise<Staff> {
  const authorization = await keepSignedIn(client);
  const setStock = async (variantId: string, onHand: number): Promise<void> => {
    expect200(
      await client.persist({
        method: "PUT",
        path: `/stock/${variantId}`,
        body: { onHand },
        headers: await authorization(),
      }),
    );
  };
  return {
    setStock,
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
    async waitForNoHolds(variantId) {
      const deadline = performance.now() + STOCK_TIMEOUT_MS;
      for (;;) {
        const answer = await client.once({
          method: "GET",
          path: `/stock/${variantId}`,
          headers: await authorization(),
        });
        const held =
          stock.safeParse(answer.body).data?.locations.some(({ reserved }) => reserved > 0) ?? true;
        if (!held) return;
        if (performance.now() > deadline) throw new Error(`${variantId} is still reserved.`);
        await delay(STOCK_POLL_MS);
      }
    },
    refund: (paymentId, amountMinor) => refund({ client, authorization }, { paymentId, amountMinor }),
  };
}

type Hands = { readonly client: ShopClient; readonly authorization: () => Promise<Authorization> };

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
