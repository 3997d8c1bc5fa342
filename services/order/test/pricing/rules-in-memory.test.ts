// The rules of prices in memory, what a cart costs the database, and requests that are made again after a crash.
import { randomUUID } from "node:crypto";
import { createDb, closeDb, countRoundTrips } from "@souk/db";
import { aCart, aProduct, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDeps, type Deps } from "../../src/deps.ts";
import { readConfig } from "../../src/config.ts";
import type { StoredCart } from "../../src/carts/domain/cart.ts";
import { findCart } from "../../src/carts/store/carts.ts";
import { writeRule } from "../../src/pricing/commands/write-rule.ts";
import { priceCart } from "../../src/pricing/price-cart.ts";
import { taxZones } from "../../src/pricing/rule-kinds.ts";
import { keepRulesInMemory } from "../../src/pricing/rules-in-memory.ts";
import { startOrderShop } from "../shop.ts";
import { aCode, aPromotion, everywhere, putCart } from "./pricing-shop.ts";

const MINUTE_MS = 60_000;
const ROUNDS = 10;
let shop: TestShop;
let deps: Deps;
beforeAll(async () => {
  shop = await startOrderShop();
  const secret = "a secret that only the tests know, of 32 characters";
  const { host } = shop.service("order");
  deps = createDeps(readConfig({ ORDER_LINK_SECRET: secret, ORDER_GIFT_CARD_SECRET: secret }), host);
});
afterAll(() => shop.close());

async function aPricedCart(couponCodes: readonly string[] = []) {
  const { cartId } = await aCart(shop, { lines: [{ variantId: (await aProduct(shop)).variantId }] });
  await putCart(shop, cartId, { couponCodes });
  const cart = await findCart(shop.db("order"), cartId);
  if (cart === undefined) throw new Error("The cart is gone.");
  return cart;
}

test("a cart is priced with one question to the catalogue and none to the database, and one more where a code has a limit", async () => {
  const code = aCode();
  await aPromotion(shop, { couponCode: code, usesMax: 5 });
  const [plain, limited] = [await aPricedCart(), await aPricedCart([code])];
  let questions = 0;
  const price: Deps["catalogue"]["price"] = (...question) => {
    questions += 1;
    return deps.catalogue.price(...question);
  };
  const counting = { ...deps, catalogue: { price } };
  deps.pricing.forget();
  const { variants } = await priceCart(counting, { cart: limited, customerId: null });
  expect(questions).toBe(1);
  await priceCart(counting, { cart: limited, customerId: null, known: variants });
  expect(questions).toBe(1);
  expect(await roundTripsOf(plain)).toBe(0);
  expect(await roundTripsOf(limited)).toBe(1);
});

/** What polls by the clock counts, too: the best of several rounds says what a cart costs. */
async function roundTripsOf(cart: StoredCart): Promise<number> {
  const counts: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { roundTrips } = await countRoundTrips([shop.db("order")], () =>
      priceCart(deps, { cart, customerId: null }),
    );
    counts.push(roundTrips);
  }
  return Math.min(...counts);
}

test("rules are read again after a minute even if nobody said that they changed", async () => {
  let now = new Date("2026-11-20T10:00:00Z");
  const memory = keepRulesInMemory(shop.db("order"), () => now);
  const first = memory.rules();
  expect(await memory.rules()).toBe(await first);
  now = new Date(now.getTime() + MINUTE_MS);
  expect(await memory.rules()).not.toBe(await first);
});

test("a failure to read the rules is told and not kept", async () => {
  const db = createDb<unknown>({
    url: "postgres://nobody@127.0.0.1:1/nowhere",
    applicationName: "test",
    connectionsMax: 1,
  });
  const memory = keepRulesInMemory(db, () => new Date());
  const [first, second] = [memory.rules(), memory.rules()];
  const errors = await Promise.all(
    [first, second].map((rules) =>
      rules.then(
        () => undefined,
        (error: unknown) => error,
      ),
    ),
  );
  expect(errors[0]).toBeInstanceOf(Error);
  expect(errors[1]).toBe(errors[0]);
  const later = await memory.rules().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(later).not.toBe(errors[0]);
  await closeDb(db);
});

test("a rule that was written before the process died is not written again by the same request", async () => {
  const rule = {
    id: randomUUID(),
    actorId: randomUUID(),
    requireVersion: undefined,
    body: {
      name: "Moon",
      regions: everywhere.map((region) => ({ ...region, country: "LI" })),
      pricesIncludeTax: true,
      rates: { standard: 810 },
    },
  };
  await writeRule(deps, taxZones, rule);
  await writeRule(deps, taxZones, rule);
  expect(await taxZones.rows.find(shop.db("order"), rule.id)).toMatchObject({ version: 1 });
});
