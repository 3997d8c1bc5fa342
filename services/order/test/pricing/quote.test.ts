// The rules of a quote one by one: what each kind of promotion takes off, which win, which tax and which shipping holds.
import type { Region } from "@souk/contracts";
import { describe, expect, test } from "vitest";
import { divide, shareOf } from "../../src/pricing/domain/division.ts";
import type { Promotion, Reduction } from "../../src/pricing/domain/promotion.ts";
import { quote, type QuoteLine, type QuoteRequest } from "../../src/pricing/domain/quote.ts";
import { closenessOf } from "../../src/pricing/domain/regions.ts";
import { type ShippingMethod, shippingPriceOf } from "../../src/pricing/domain/shipping.ts";
import { type TaxRules, taxZoneFor } from "../../src/pricing/domain/tax.ts";
import { aPromotion, everywhere } from "./random-carts.ts";

const eur = (amount: number) => ({ amount, currency: "EUR" });
const noTaxes: TaxRules = { rounding: "order", shippingTaxClass: "standard", zones: [] };
const everything = { productIds: new Set<string>(), categoryIds: new Set<string>() };
const products = (...ids: string[]) => ({ ...everything, productIds: new Set(ids) });
const percent = (basisPoints: number): Reduction => ({ type: "percent", basisPoints });
const flat: ShippingMethod = {
  id: "m",
  name: "Standard",
  description: "",
  regions: [everywhere],
  pricing: { type: "flat", prices: { EUR: 500 } },
  freeOver: {},
};

/** Lines by product: how many, at which price. */
function linesOf(
  goods: Readonly<Record<string, readonly [quantity: number, priceMinor: number]>>,
): readonly QuoteLine[] {
  return Object.entries(goods).map(([productId, [quantity, priceMinor]]) => ({
    id: productId,
    variantId: productId,
    productId,
    categoryIds: [],
    taxClass: "standard",
    unitPrice: eur(priceMinor),
    quantity,
    weightGrams: 100,
  }));
}
function quoteOf(changes: Partial<QuoteRequest>) {
  return quote({
    currency: "EUR",
    lines: linesOf({ rug: [1, 1000] }),
    shippingMethod: undefined,
    destination: undefined,
    taxRules: noTaxes,
    promotions: [],
    couponCodes: [],
    customer: { id: null, hasOrderedBefore: false, groups: [] },
    usedUp: new Map(),
    at: new Date("2026-11-20T10:00:00Z"),
    ...changes,
  });
}
const discountsOf = (lines: readonly QuoteLine[], ...promotions: Promotion[]) =>
  Object.fromEntries(quoteOf({ lines, promotions }).lines.map(({ id, discount }) => [id, discount.amount]));

describe("a reduction", () => {
  const goods = linesOf({ kilim: [3, 1000], lamp: [1, 500], tea: [2, 250] });

  test("of a percentage is divided among the lines, what is left over to the largest remainders", () => {
    const odd = linesOf({ a: [1, 333], b: [1, 333], c: [1, 334] });
    expect(discountsOf(odd, aPromotion({ reduction: percent(1000) }))).toEqual({ a: 33, b: 33, c: 34 });
  });

  test("of a fixed amount on the order is never more than its goods", () => {
    const reduction: Reduction = { type: "fixed", amounts: { EUR: 800 }, per: "order" };
    expect(discountsOf(goods, aPromotion({ reduction }))).toEqual({ kilim: 600, lamp: 100, tea: 100 });
    expect(discountsOf(goods, aPromotion({ reduction, goods: products("lamp") }))).toEqual({
      kilim: 0,
      lamp: 500,
      tea: 0,
    });
  });

  test("of a fixed amount on each piece is never more than the piece", () => {
    const reduction: Reduction = { type: "fixed", amounts: { EUR: 300 }, per: "item" };
    expect(discountsOf(goods, aPromotion({ reduction }))).toEqual({ kilim: 900, lamp: 300, tea: 500 });
  });

  test.each([
    ["three for two gives the cheapest", { buyQuantity: 2, getQuantity: 1 }, { kilim: 0, lamp: 0, tea: 500 }],
    ["at most so often", { buyQuantity: 2, getQuantity: 1, timesMax: 1 }, { kilim: 0, lamp: 0, tea: 250 }],
    [
      "at a percentage",
      { buyQuantity: 4, getQuantity: 2, basisPoints: 5000 },
      { kilim: 0, lamp: 0, tea: 250 },
    ],
    ["not without all the pieces", { buyQuantity: 6, getQuantity: 1 }, { kilim: 0, lamp: 0, tea: 0 }],
    [
      "something else",
      { buyQuantity: 2, getQuantity: 1, get: products("lamp") },
      { kilim: 0, lamp: 500, tea: 0 },
    ],
    [
      "dearer pieces when the cheap ones must be bought",
      { buyQuantity: 2, getQuantity: 2, goods: products("tea"), get: everything },
      { kilim: 1000, lamp: 500, tea: 0 },
    ],
  ])(
    "buy and get: %s",
    (
      _,
      { goods: bought = everything, ...deal }: { goods?: Promotion["goods"] } & Record<string, unknown>,
      expected,
    ) => {
      const reduction = {
        type: "buy_x_get_y",
        basisPoints: 10_000,
        timesMax: null,
        get: null,
        buyQuantity: 1,
        getQuantity: 1,
        ...deal,
      } as const;
      expect(discountsOf(goods, aPromotion({ reduction, goods: bought }))).toEqual(expected);
    },
  );
});

describe("of several promotions", () => {
  const lines = linesOf({ rug: [1, 1000] });
  const first = aPromotion({ id: "a", name: "A", reduction: percent(1000), priority: 1 });
  const second = aPromotion({
    id: "b",
    name: "B",
    reduction: { type: "fixed", amounts: { EUR: 100 }, per: "order" },
  });
  const alone = (id: string, basisPoints: number, couponCode: string | null = null) =>
    aPromotion({ id, name: id, reduction: percent(basisPoints), stacking: "exclusive", couponCode });
  const appliedTo = (promotions: readonly Promotion[], couponCodes: readonly string[] = []) => {
    const { promotions: applied, refusedCoupons } = quoteOf({ lines, promotions, couponCodes });
    return { applied: applied.map(({ name, amount }) => [name, amount.amount]), refusedCoupons };
  };

  test("combinable ones come one after the other, the higher priority first", () => {
    expect(appliedTo([second, first]).applied).toEqual([
      ["A", 100],
      ["B", 100],
    ]);
    expect(appliedTo([{ ...second, priority: 2 }, first]).applied).toEqual([
      ["B", 100],
      ["A", 90],
    ]);
  });

  test("an exclusive one wins where it saves more than all the others, and of exclusive ones the best", () => {
    expect(appliedTo([first, second, alone("x", 2000)]).applied).toEqual([
      ["A", 100],
      ["B", 100],
    ]);
    expect(appliedTo([first, second, alone("x", 2001), alone("y", 3000), alone("z", 2500)]).applied).toEqual([
      ["y", 300],
    ]);
  });

  test("a code that loses is told so, and one that takes nothing off is kept quietly", () => {
    const promotions = [first, alone("x", 5000, "HALF"), { ...second, couponCode: "HUNDRED" }];
    expect(appliedTo(promotions, ["half", "HUNDRED", "HALF"])).toEqual({
      applied: [["x", 500]],
      refusedCoupons: [{ code: "HUNDRED", reason: "not_combinable" }],
    });
    const idle = aPromotion({ couponCode: "POST", reduction: { type: "free_shipping" } });
    expect(appliedTo([idle], ["POST"])).toEqual({ applied: [], refusedCoupons: [] });
    expect(appliedTo([{ ...idle, stacking: "exclusive" }], ["POST"])).toEqual({
      applied: [],
      refusedCoupons: [],
    });
  });

  test("used-up ones are not given, and groups, the first order and currencies are looked at", () => {
    const couponCode = "CODE";
    const refusedFor = (changes: Partial<Promotion>, request: Partial<QuoteRequest> = {}) =>
      quoteOf({
        ...request,
        promotions: [aPromotion({ id: "p", couponCode, reduction: percent(1), ...changes })],
        couponCodes: [couponCode],
      }).refusedCoupons.map(({ reason }) => reason);
    expect(refusedFor({}, { usedUp: new Map([["p", "used_up"]]) })).toEqual(["used_up"]);
    const customer = { id: "c", hasOrderedBefore: true, groups: ["wholesale"] };
    expect(refusedFor({ firstOrderOnly: true }, { customer })).toEqual(["not_for_this_customer"]);
    expect(refusedFor({ customerGroups: new Set(["wholesale"]) }, { customer })).toEqual([]);
    expect(refusedFor({ currencies: new Set(["EUR"]), minimumSubtotals: { EUR: 1000 } })).toEqual([]);
    expect(refusedFor({ goods: products("lamp") })).toEqual(["not_for_these_goods"]);
    expect(refusedFor({ goods: products("lamp") }, { lines: [] })).toEqual([]);
  });
});

describe("tax", () => {
  const germany: Region = { ...everywhere, country: "DE" };
  const zone = (id: string, regions: readonly Region[], standard = 1900) => ({
    id,
    regions,
    pricesIncludeTax: true,
    rates: { standard },
  });

  test("is that of the zone that names the destination most closely", () => {
    const zones = [
      zone("world", [everywhere]),
      zone("de", [germany]),
      zone("de-10", [{ ...germany, zipPrefixes: ["1", "10"] }]),
      zone("de-be", [{ ...germany, state: "berlin" }]),
    ];
    const zoneFor = (country: string, state: string | undefined, zipCode: string) =>
      taxZoneFor({ ...noTaxes, zones: zones.toReversed() }, { country, state, zipCode })?.id;
    expect(zoneFor("FR", undefined, "75001")).toBe("world");
    expect(zoneFor("DE", undefined, "80331")).toBe("de");
    expect(zoneFor("DE", "Berlin", "80331")).toBe("de-be");
    expect(zoneFor("DE", "Berlin", "10 435")).toBe("de-10");
    expect(
      taxZoneFor(
        { ...noTaxes, zones: [zone("b", [germany]), zone("a", [germany]), zone("c", [germany])] },
        { country: "DE", state: undefined, zipCode: "1" },
      )?.id,
    ).toBe("a");
    expect(closenessOf([germany], { country: "AT", state: undefined, zipCode: "1010" })).toBeUndefined();
  });

  test("of each class has its rate; one that the zone does not name is standard, and zero is nothing", () => {
    const classes = ["standard", "reduced", "zero", "books"];
    const lines = linesOf({ a: [1, 1000], b: [1, 1000], c: [1, 1000], d: [1, 1000] }).map((line, index) => ({
      ...line,
      taxClass: classes[index] ?? "",
    }));
    const zones = [
      { id: "z", regions: [everywhere], pricesIncludeTax: false, rates: { standard: 2000, reduced: 700 } },
    ];
    const { lines: quoted, explanation } = quoteOf({
      lines,
      taxRules: { ...noTaxes, zones },
      destination: { country: "DE", state: undefined, zipCode: "1" },
    });
    expect(quoted.map(({ tax, paid }) => [tax.amount, paid.amount])).toEqual([
      [200, 1200],
      [70, 1070],
      [0, 1000],
      [200, 1200],
    ]);
    expect(explanation.filter(({ code }) => code === "tax_added").map(({ label }) => label)).toEqual([
      "20 % tax",
      "7 % tax",
    ]);
  });
});

describe("shipping", () => {
  test("is refused where the method is not offered", () => {
    expect(() =>
      quoteOf({ shippingMethod: { ...flat, pricing: { type: "flat", prices: { USD: 1 } } } }),
    ).toThrow(expect.objectContaining({ code: "shipping_method_unknown" }));
    expect(
      shippingPriceOf(
        { ...flat, pricing: { type: "by_weight", tiers: {} } },
        { currency: "EUR", destination: undefined, subtotalMinor: 0, weightGrams: 0 },
      ),
    ).toBeUndefined();
  });

  test("is free over a subtotal before reductions, so that a promotion never makes an order dearer", () => {
    const request = {
      shippingMethod: { ...flat, freeOver: { EUR: 1000 } },
      promotions: [aPromotion({ reduction: percent(100) })],
    };
    expect(quoteOf(request).totals).toMatchObject({ shipping: eur(0), total: eur(990) });
  });
});

describe("a division", () => {
  test("of amounts that are too large to multiply is exact all the same", () => {
    const large = Number.MAX_SAFE_INTEGER - 2;
    expect(divide(large, [1, 1])).toEqual([(large + 1) / 2, (large - 1) / 2].toSorted((a, b) => b - a));
    expect(divide(1000, [large - 1, 1, large]).reduce((sum, part) => sum + part, 0)).toBe(1000);
    expect(shareOf(large, { numerator: 1, denominator: 2 })).toBe(Math.round(large / 2));
  });

  test("of nothing is nothing for everybody", () => {
    expect(divide(0, [0, 0])).toEqual([0, 0]);
  });
});
