// Carts as nobody would think of them: any goods, taxes, shipping, promotions and codes, in currencies of 0, 2 and 3 decimals.
import type { Region } from "@souk/contracts";
import fc from "fast-check";
import type { GoodsSelection, Promotion, Reduction } from "../../src/pricing/domain/promotion.ts";
import type { QuoteLine, QuoteRequest } from "../../src/pricing/domain/quote.ts";
import type { ShippingMethod } from "../../src/pricing/domain/shipping.ts";
import type { TaxRules } from "../../src/pricing/domain/tax.ts";

export const currencies = ["JPY", "EUR", "KWD"] as const;
const LINES_MAX = 12;
const PROMOTIONS_MAX = 6;
const PRODUCTS = ["p0", "p1", "p2", "p3", "p4", "p5"];
const CATEGORIES = ["c0", "c1", "c2"];
const CODES = ["SPRING", "SUMMER", "AUTUMN", "NOBODYS"];
const at = new Date("2026-11-20T10:00:00Z");

export const everywhere: Region = { country: null, state: null, zipPrefixes: [] };
const everyGoods: GoodsSelection = { productIds: new Set(), categoryIds: new Set() };

/** One that has no conditions; for single cases too. */
export function aPromotion(changes: Partial<Promotion> & Pick<Promotion, "reduction">): Promotion {
  return {
    id: "promotion",
    name: "Promotion",
    couponCode: null,
    priority: 0,
    stacking: "combinable",
    startsAt: null,
    endsAt: null,
    usesMax: null,
    usesPerCustomerMax: null,
    goods: everyGoods,
    minimumSubtotals: {},
    customerGroups: new Set(),
    firstOrderOnly: false,
    countries: new Set(),
    currencies: new Set(),
    ...changes,
  };
}

const perCurrency = (amount: fc.Arbitrary<number>) => fc.record({ JPY: amount, EUR: amount, KWD: amount });
const selection: fc.Arbitrary<GoodsSelection> = fc.record({
  productIds: fc.subarray(PRODUCTS, { maxLength: 2 }).map((ids) => new Set(ids)),
  categoryIds: fc.subarray(CATEGORIES, { maxLength: 1 }).map((ids) => new Set(ids)),
});
const basisPoints = fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constant(10_000));

const reduction: fc.Arbitrary<Reduction> = fc.oneof(
  fc.record({ type: fc.constant("percent" as const), basisPoints }),
  fc.record({
    type: fc.constant("fixed" as const),
    amounts: perCurrency(fc.integer({ min: 1, max: 200_000 })),
    per: fc.constantFrom("order" as const, "item" as const),
  }),
  fc.constant({ type: "free_shipping" as const }),
  fc.record({
    type: fc.constant("buy_x_get_y" as const),
    buyQuantity: fc.integer({ min: 1, max: 4 }),
    getQuantity: fc.integer({ min: 1, max: 3 }),
    basisPoints,
    timesMax: fc.option(fc.integer({ min: 1, max: 3 })),
    get: fc.option(selection),
  }),
);

const promotion = fc
  .record({
    couponCode: fc.option(fc.constantFrom(...CODES.slice(0, 3))),
    priority: fc.integer({ min: -2, max: 2 }),
    stacking: fc.constantFrom("combinable" as const, "combinable" as const, "exclusive" as const),
    goods: selection,
    minimumSubtotals: fc.option(perCurrency(fc.integer({ min: 0, max: 100_000 })), { nil: {} }),
    firstOrderOnly: fc.boolean(),
    countries: fc.subarray(["DE", "CA"]).map((countries) => new Set(countries)),
    reduction,
  })
  .map(aPromotion);

/** Two promotions with one code cannot be active at once. */
const promotions = fc
  .array(promotion, { maxLength: PROMOTIONS_MAX })
  .map((list) =>
    list
      .map((one, index) => ({ ...one, id: `promotion-${index}` }))
      .filter(
        ({ couponCode }, index) =>
          couponCode === null || list.findIndex((other) => other.couponCode === couponCode) === index,
      ),
  );

const line = (currency: string): fc.Arbitrary<Omit<QuoteLine, "id">> =>
  fc.record({
    variantId: fc.constant("v"),
    productId: fc.constantFrom(...PRODUCTS),
    categoryIds: fc.subarray(CATEGORIES),
    taxClass: fc.constantFrom("standard", "reduced", "zero", "books"),
    unitPrice: fc
      .oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 5_000_000 }))
      .map((amount) => ({ amount, currency })),
    quantity: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 10_000 })),
    weightGrams: fc.integer({ min: 0, max: 5_000 }),
  });

const rate = fc.integer({ min: 0, max: 3_000 });
const taxRules: fc.Arbitrary<TaxRules> = fc.record({
  rounding: fc.constantFrom("line" as const, "order" as const),
  shippingTaxClass: fc.constantFrom("standard", "reduced", "zero"),
  zones: fc.array(
    fc.record({
      id: fc.constantFrom("z0", "z1", "z2"),
      regions: fc
        .constantFrom<Region>(
          everywhere,
          { country: "DE", state: null, zipPrefixes: [] },
          { country: "CA", state: "QC", zipPrefixes: [] },
          { country: "CA", state: null, zipPrefixes: ["H", "H2"] },
        )
        .map((region) => [region]),
      pricesIncludeTax: fc.boolean(),
      rates: fc.record({ standard: rate, reduced: rate }),
    }),
    { maxLength: 3 },
  ),
});

const tiers = perCurrency(fc.integer({ min: 0, max: 3_000 })).map((amounts) =>
  Object.fromEntries(
    Object.entries(amounts).map(([currency, amount]) => [
      currency,
      [
        { upTo: 2_000, amount },
        { upTo: null, amount: amount * 2 },
      ],
    ]),
  ),
);
const shippingMethod: fc.Arbitrary<ShippingMethod> = fc.record({
  id: fc.constant("m"),
  name: fc.constant("Standard"),
  description: fc.constant(""),
  regions: fc.constant([everywhere]),
  pricing: fc.oneof(
    fc.record({
      type: fc.constant("flat" as const),
      prices: perCurrency(fc.integer({ min: 0, max: 3_000 })),
    }),
    fc.record({ type: fc.constant("by_weight" as const), tiers }),
    fc.record({ type: fc.constant("by_total" as const), tiers }),
  ),
  freeOver: fc.option(perCurrency(fc.integer({ min: 0, max: 50_000 })), { nil: {} }),
});

export const randomRequest: fc.Arbitrary<QuoteRequest> = fc.constantFrom(...currencies).chain((currency) =>
  fc.record({
    currency: fc.constant(currency),
    lines: fc
      .array(line(currency), { maxLength: LINES_MAX })
      .map((lines) => lines.map((one, index) => ({ ...one, id: `line-${index}` }))),
    shippingMethod: fc.option(shippingMethod, { nil: undefined }),
    destination: fc.option(
      fc.record({
        country: fc.constantFrom("DE", "CA", "US"),
        state: fc.constantFrom(undefined, "QC"),
        zipCode: fc.constantFrom("10435", "H2X 1Y4"),
      }),
      { nil: undefined },
    ),
    taxRules,
    promotions,
    couponCodes: fc.subarray(CODES),
    customer: fc.record({
      id: fc.constant(null),
      hasOrderedBefore: fc.boolean(),
      groups: fc.constant([]),
    }),
    usedUp: fc.constant(new Map()),
    at: fc.constant(at),
  }),
);
