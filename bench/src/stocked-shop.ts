// A shop with enough goods to measure: `npm run seed` fills it, staff stock it up.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { ShopProcess } from "./shop-process.ts";

const SEED = fileURLToPath(new URL("../../launcher/src/seed.ts", import.meta.url));
const STOCK = 1_000_000;
const VARIANTS_MAX = 100;

export const BENCH_ADMIN = {
  SOUK_ADMIN_EMAIL: "bench@souk.example",
  SOUK_ADMIN_PASSWORD: "a long password for the bench",
};

export type StockedShop = { readonly slug: string; readonly variantIds: readonly string[] };

const list = z.object({
  items: z.array(z.object({ slug: z.string(), variants: z.array(z.object({ id: z.string() })) })),
});
const session = z.object({ accessToken: z.string() });

export async function stockUp(shop: ShopProcess): Promise<StockedShop> {
  const { items } = list.parse(await (await fetch(`${shop.url}/api/v1/products?limit=50`)).json());
  const accessToken = await signInAsAdministrator(shop);
  const variantIds = items.flatMap(({ variants }) => variants.map(({ id }) => id)).slice(0, VARIANTS_MAX);
  for (const variantId of variantIds) {
    const answer = await fetch(`${shop.url}/api/v1/stock/${variantId}`, {
      method: "PUT",
      headers: { "content-type": "application/json", authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ onHand: STOCK }),
    });
    if (!answer.ok) throw new Error(`Stock could not be set: ${answer.status} ${await answer.text()}`);
  }
  return { slug: items[0]?.slug ?? "", variantIds };
}

/** The access token of the shop's administrator. */
export async function signInAsAdministrator(shop: ShopProcess): Promise<string> {
  const signedIn = await fetch(`${shop.url}/api/v1/users/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: BENCH_ADMIN.SOUK_ADMIN_EMAIL, password: BENCH_ADMIN.SOUK_ADMIN_PASSWORD }),
  });
  if (!signedIn.ok) throw new Error(`The administrator cannot sign in: ${await signedIn.text()}`);
  return session.parse(await signedIn.json()).accessToken;
}

/** Runs while the shop is closed: the data folder has one owner at a time. */
export function seedProducts(dataDirectory: string, products: number): void {
  const done = spawnSync(process.execPath, [SEED, "--products", String(products)], {
    env: { ...process.env, SOUK_DATA: dataDirectory },
    encoding: "utf8",
  });
  if (done.status !== 0) throw new Error(`The seed failed: ${done.stderr}`);
}
