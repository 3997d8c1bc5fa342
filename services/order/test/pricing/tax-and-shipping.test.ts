// Taxes and shipping through the front door: what staff set up, and what carts are then told.
import { aCart, aProduct, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOrderShop } from "../shop.ts";
import { everywhere, expectAnswer, ifMatch, putCart, toCanada } from "./pricing-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

const staffCall = async (method: "GET" | "POST" | "PUT" | "DELETE", path: string, options = {}) =>
  shop.call(method, path, { as: await shop.administrator(), ...options });
const anyVersion = { "if-match": "*" };
const region = { country: "CA", state: "QC", zipPrefixes: ["H2X"] };
const offered = async (cartId: string): Promise<Record<string, number>> => {
  const { body } = await shop.call("GET", `/carts/${cartId}/shipping-methods`);
  return Object.fromEntries(
    body.items.map((method: { name: string; price: { amount: number } }) => [
      method.name,
      method.price.amount,
    ]),
  );
};

describe("a tax zone", () => {
  test("is what the shop came with: prices in Germany contain their tax, in Canada it is added", async () => {
    const { variantId } = await aProduct(shop, { priceMinor: 11_900 });
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    const german = (await shop.call("GET", `/carts/${cartId}`)).body;
    expect(german.totals).toMatchObject({ tax: { amount: 0 }, total: { amount: 11_900 } });
    expect(german.explanation.at(-1)).toEqual({
      code: "tax_included",
      label: "19 % tax, included in the total",
      amount: { amount: 1900, currency: "EUR" },
    });
    const canadian = (await putCart(shop, cartId, { shippingAddress: toCanada })).body;
    expect(canadian.totals).toMatchObject({ tax: { amount: 595 }, total: { amount: 12_495 } });
    expect(canadian.explanation).toContainEqual({
      code: "tax_added",
      label: "5 % tax",
      amount: { amount: 595, currency: "EUR" },
    });
  });

  test("that names a destination more closely counts, from the moment it is written until it is deleted", async () => {
    const { variantId } = await aProduct(shop, { priceMinor: 10_000 });
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    await putCart(shop, cartId, { shippingAddress: toCanada });
    const taxNow = async () => (await shop.call("GET", `/carts/${cartId}`)).body.totals.tax.amount;
    const body = { name: "Plateau", regions: [region], pricesIncludeTax: false, rates: { standard: 1500 } };
    const made = await expectAnswer(staffCall("POST", "/tax-zones", { body }), 201);
    expect(made.body).toMatchObject({ ...body, version: 1 });
    expect(await taxNow()).toBe(1500);
    const path = `/tax-zones/${made.body.id}`;
    const next = { ...body, rates: { standard: 1200, zero: 0 } };
    expect((await staffCall("PUT", path, { body: next })).status).toBe(428);
    const put = await expectAnswer(staffCall("PUT", path, { body: next, headers: ifMatch(made) }), 200);
    expect(await taxNow()).toBe(1200);
    expect((await staffCall("GET", path)).body).toEqual(put.body);
    await expectAnswer(staffCall("DELETE", path, { headers: ifMatch(put) }), 204);
    expect(await taxNow()).toBe(500);
    expect((await staffCall("GET", path)).body.code).toBe("tax_zone_not_found");
  });

  test.each([
    ["without a standard rate", { rates: { reduced: 700 } }, "/rates"],
    ["with a postal code of no country", { regions: [{ zipPrefixes: ["1"] }] }, "/regions/0/country"],
    ["with no region", { regions: [] }, "/regions"],
  ])("%s is refused by its place", async (_, wrong, pointer) => {
    const body = { name: "Z", regions: everywhere, pricesIncludeTax: true, rates: { standard: 1 }, ...wrong };
    const answer = await staffCall("POST", "/tax-zones", { body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });
});

test("tax is rounded as the settings say, and only who has seen them changes them", async () => {
  const before = await staffCall("GET", "/tax-settings");
  expect(before.body).toMatchObject({ rounding: "order", shippingTaxClass: "standard" });
  const lines = await Promise.all(
    [1, 2, 3].map(async () => ({ variantId: (await aProduct(shop, { priceMinor: 10 })).variantId })),
  );
  const { cartId } = await aCart(shop, { lines });
  const taxNow = async () =>
    (await putCart(shop, cartId, { shippingAddress: toCanada })).body.totals.tax.amount;
  expect(await taxNow()).toBe(31); // 5 % of 6.20 in one: 0.31
  const body = { rounding: "line", shippingTaxClass: "zero" };
  expect((await staffCall("PUT", "/tax-settings", { body })).status).toBe(428);
  await expectAnswer(staffCall("PUT", "/tax-settings", { body, headers: ifMatch(before) }), 200);
  expect(await taxNow()).toBe(3); // 5 % of 0.10, three times rounded up: 0.01 each, and none of shipping
  expect((await staffCall("PUT", "/tax-settings", { body, headers: ifMatch(before) })).status).toBe(412);
  const { rounding, shippingTaxClass } = before.body;
  await expectAnswer(
    staffCall("PUT", "/tax-settings", { body: { rounding, shippingTaxClass }, headers: anyVersion }),
    200,
  );
});

describe("shipping", () => {
  const aZone = async (regions: unknown = everywhere) =>
    (await expectAnswer(staffCall("POST", "/shipping-zones", { body: { name: "Zone", regions } }), 201)).body
      .id;
  const aMethod = async (body: Record<string, unknown>) =>
    expectAnswer(staffCall("POST", "/shipping-methods", { body: { description: "", ...body } }), 201);

  test("by weight, by total and free over is priced by the cart, and offered only where its zone is", async () => {
    const zoneId = await aZone([region]);
    const weight = {
      type: "by_weight",
      tiers: {
        EUR: [
          { upTo: 600, amount: 300 },
          { upTo: 1100, amount: 700 },
        ],
      },
    };
    const total = {
      type: "by_total",
      tiers: {
        EUR: [
          { upTo: 1500, amount: 400 },
          { upTo: null, amount: 200 },
        ],
      },
    };
    const methods = [
      await aMethod({ zoneId, name: "By weight", pricing: weight }),
      await aMethod({ zoneId, name: "By total", pricing: total, freeOver: { EUR: 3000 } }),
      await aMethod({ zoneId, name: "In yen", pricing: { type: "flat", prices: { JPY: 1 } } }),
      await aMethod({
        zoneId,
        name: "Asleep",
        pricing: { type: "flat", prices: { EUR: 1 } },
        isActive: false,
      }),
    ];
    const { variantId } = await aProduct(shop, { priceMinor: 1000 });
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    expect(await offered(cartId)).toEqual({ Standard: 590, Express: 1490 });
    await putCart(shop, cartId, { shippingAddress: toCanada });
    expect(await offered(cartId)).toEqual({
      Standard: 590,
      Express: 1490,
      "By weight": 300,
      "By total": 400,
    });
    await shop.call("POST", `/carts/${cartId}/lines`, { body: { variantId, quantity: 1 } });
    expect(await offered(cartId)).toMatchObject({ "By weight": 700, "By total": 200 });
    await shop.call("POST", `/carts/${cartId}/lines`, { body: { variantId, quantity: 1 } });
    expect(await offered(cartId)).toEqual({ Standard: 590, Express: 1490, "By total": 0 });
    for (const { body } of methods) {
      await expectAnswer(staffCall("DELETE", `/shipping-methods/${body.id}`, { headers: anyVersion }), 204);
    }
    await expectAnswer(staffCall("DELETE", `/shipping-zones/${zoneId}`, { headers: anyVersion }), 204);
  });

  test("that was chosen and does not go to the new address must be chosen anew", async () => {
    const zoneId = await aZone([{ country: "DE" }]);
    const { body: method } = await aMethod({
      zoneId,
      name: "Bicycle",
      pricing: { type: "flat", prices: { EUR: 250 } },
    });
    const { cartId } = await aCart(shop, { lines: [{ variantId: (await aProduct(shop)).variantId }] });
    const chosen = await putCart(shop, cartId, { shippingMethodId: method.id });
    expect(chosen.body).toMatchObject({ missing: [], totals: { shipping: { amount: 250 } } });
    const moved = await putCart(shop, cartId, { shippingAddress: toCanada });
    expect(moved.body).toMatchObject({ missing: ["shippingMethodId"], totals: { shipping: { amount: 0 } } });
    await expectAnswer(staffCall("DELETE", `/shipping-methods/${method.id}`, { headers: anyVersion }), 204);
  });

  test("methods are edited by version, and came with their ids of old", async () => {
    const standard = await expectAnswer(staffCall("GET", "/shipping-methods/standard"), 200);
    expect(standard.body).toMatchObject({
      name: "Standard",
      pricing: { type: "flat", prices: { EUR: 590 } },
      freeOver: { EUR: 9000 },
    });
    const { zoneId, name, description, position, pricing, freeOver } = standard.body;
    const body = { zoneId, name, description, position, pricing, freeOver: { ...freeOver, EUR: 8000 } };
    const headers = ifMatch(standard);
    const put = await expectAnswer(staffCall("PUT", "/shipping-methods/standard", { body, headers }), 200);
    expect(put.body).toMatchObject({ version: 2, freeOver: { EUR: 8000 } });
    expect((await staffCall("PUT", "/shipping-methods/standard", { body, headers })).status).toBe(412);
    expect(
      (await staffCall("GET", "/shipping-methods")).body.items.map(({ id }: { id: string }) => id).toSorted(),
    ).toEqual(["express", "standard"]);
    await staffCall("PUT", "/shipping-methods/standard", {
      body: { ...body, freeOver },
      headers: anyVersion,
    });
  });

  test("a zone that methods are offered in is not deleted, and a method of no zone not made", async () => {
    const zoneId = await aZone();
    const { body: method } = await aMethod({ zoneId, name: "Van", pricing: { type: "flat", prices: {} } });
    const refused = await staffCall("DELETE", `/shipping-zones/${zoneId}`, { headers: anyVersion });
    expect(refused.body.code).toBe("shipping_zone_in_use");
    await expectAnswer(staffCall("DELETE", `/shipping-methods/${method.id}`, { headers: anyVersion }), 204);
    await expectAnswer(staffCall("DELETE", `/shipping-zones/${zoneId}`, { headers: anyVersion }), 204);
    const body = { zoneId, name: "Van", description: "", pricing: { type: "flat", prices: {} } };
    expect((await staffCall("POST", "/shipping-methods", { body })).body).toMatchObject({
      code: "shipping_zone_unknown",
      errors: [{ pointer: "/zoneId" }],
    });
  });

  test("tiers that do not rise are refused", async () => {
    const tiers = {
      EUR: [
        { upTo: null, amount: 1 },
        { upTo: 5, amount: 2 },
      ],
    };
    const body = {
      zoneId: await aZone(),
      name: "Van",
      description: "",
      pricing: { type: "by_weight", tiers },
    };
    expect((await staffCall("POST", "/shipping-methods", { body })).body.errors[0].pointer).toBe(
      "/pricing/tiers/EUR",
    );
  });
});

test("who may only read the settings changes nothing", async () => {
  const as = await shop.staff(["settings:read"]);
  for (const path of ["/tax-zones", "/shipping-zones", "/shipping-methods"]) {
    expect((await shop.call("GET", path, { as })).status).toBe(200);
    expect((await shop.call("POST", path, { as, body: {} })).status).toBe(403);
  }
  expect((await shop.call("GET", "/tax-settings", { as })).status).toBe(200);
  expect((await shop.call("PUT", "/tax-settings", { as, body: {}, headers: anyVersion })).status).toBe(403);
});
