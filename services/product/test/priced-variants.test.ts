// What carts and orders are told of prices and stock: kept for a moment, and never older than what this process knows.
import { randomUUID } from "node:crypto";
import { statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aProduct, roundTripsOf, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const price = async (variantIds: string[], currency = "EUR", customerGroups: string[] = []) =>
  (await context.catalogue.priceVariants({ variantIds, currency, customerGroups })).variants.map(
    ({ variantId, unitPriceMinor, available }) => ({ variantId, price: Number(unitPriceMinor), available }),
  );
const one = async (variantId: string, groups: string[] = []) => (await price([variantId], "EUR", groups))[0];
const ifMatch = { "if-match": "*" };

/** A product at 10.00 € with so many of it, and what staff can do to it. */
async function sold(onHand: number) {
  const { shop, manager, create, setStock } = context;
  const body = aProduct();
  const at = (amount: number) => ({
    ...body,
    variants: [{ ...body.variants[0]!, prices: [{ amount, currency: "EUR" }] }],
  });
  const { id, variants } = await create(at(1000));
  const variantId = variants[0]!.id;
  await setStock(variantId, onHand);
  const put = (amount: number) =>
    shop.call("PUT", `/products/${id}`, { as: manager, headers: ifMatch, body: at(amount) });
  return { id, variantId, put };
}

describe("prices and stock for carts and orders", () => {
  it("cost one round trip for many who ask at once, in several currencies, and none when asked again", async () => {
    const products = await Promise.all(Array.from({ length: 4 }, () => sold(5)));
    const ids = products.map(({ variantId }) => variantId);
    const askAll = () =>
      Promise.all(Array.from({ length: 24 }, (_, index) => price(ids, index % 2 === 0 ? "EUR" : "USD")));
    const [euros, dollars] = await askAll();
    expect(euros).toEqual(ids.map((variantId) => ({ variantId, price: 1000, available: 5 })));
    expect(dollars).toEqual([]);
    // The first that is asked goes at once, the others with the second.
    expect(await roundTripsOf(context.shop, () => askAll().then(askAll))).toBeLessThanOrEqual(2);
  });

  it("are what staff have just written: a price, a stock, an end of sale", async () => {
    const { shop, manager, setStock } = context;
    const { id, variantId, put } = await sold(5);
    expect(await one(variantId)).toMatchObject({ price: 1000, available: 5 });
    await put(900);
    expect(await one(variantId)).toMatchObject({ price: 900 });
    await setStock(variantId, 3);
    expect(await one(variantId)).toMatchObject({ available: 3 });
    await shop.call("DELETE", `/products/${id}`, { as: manager, headers: ifMatch });
    expect(await one(variantId)).toBeUndefined();
  });

  it("are what others have left: what is reserved counts at once, and what is given back", async () => {
    const { stock } = context;
    const { variantId } = await sold(5);
    expect(await one(variantId)).toMatchObject({ available: 5 });
    const orderId = randomUUID();
    await stock.reserve({ orderId, lines: [{ variantId, quantity: 2 }], ttlSeconds: 600 });
    expect(await one(variantId)).toMatchObject({ available: 3 });
    await stock.release({ orderId, reason: "changed_mind" });
    expect(await one(variantId)).toMatchObject({ available: 5 });
  });

  it("are those of the list that staff have just made for a group, for that group alone, until it is gone", async () => {
    const { shop, manager } = context;
    const { variantId } = await sold(5);
    const group = `g-${randomUUID().slice(0, 8)}`;
    expect(await one(variantId, [group])).toMatchObject({ price: 1000 });
    const entries = [{ variantId, currency: "EUR", amount: 800, minQuantity: 1 }];
    const body = { name: "For friends", customerGroup: group, entries };
    const made = await shop.call("POST", "/price-lists", { as: manager, body });
    expect(made.status).toBe(201);
    expect(await one(variantId, [group])).toMatchObject({ price: 800 });
    expect(await one(variantId)).toMatchObject({ price: 1000 });
    await shop.call("DELETE", `/price-lists/${made.body.id}`, { as: manager, headers: ifMatch });
    expect(await one(variantId, [group])).toMatchObject({ price: 1000 });
  });

  it("are soon what another process has written", async () => {
    const { variantId } = await sold(5);
    expect(await one(variantId)).toMatchObject({ price: 1000 });
    await statement<never, readonly [string]>(
      "test",
      "update variant_prices set amount_minor = 700 where variant_id = $1::uuid",
    ).rows(context.shop.db("product"), [variantId]);
    await context.shop.until(async () => (await one(variantId))?.price === 700);
  });
});
