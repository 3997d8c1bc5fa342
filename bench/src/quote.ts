// `node bench/src/quote.ts`: how long the quote of a 100-line cart with 50 active promotions takes.
// `node bench/src/quote.ts --carts 100000 [--seed 1]`: instead looks for a random cart whose quote breaks a rule; nothing is timed against a target.
import { parseArgs } from "node:util";
import { type Quote, quote, type QuoteRequest } from "../../services/order/src/pricing/domain/quote.ts";
import { aPromotion, everywhere } from "../../services/order/test/pricing/random-carts.ts";
import { checkQuotes } from "../../services/order/test/pricing/quote-properties.ts";
import type { Promotion } from "../../services/order/src/pricing/domain/promotion.ts";
import { type Figure, isReached, percentile, tableOf } from "./figures.ts";
import { describeMachine } from "./machine.ts";

const LINES = 100;
const PROMOTIONS = 50;
const WARM_UP = 300;
const QUOTES = 3_000;
const QUOTE_MS_MAX = 5;
const SEED_MAX = 2 ** 31;
const MICROSECONDS_PER_MS = 1_000;
const { values } = parseArgs({ options: { carts: { type: "string" }, seed: { type: "string" } } });

/** All kinds of reductions, of all and of some goods; two in five stand alone. */
function promotionsOf(count: number): readonly Promotion[] {
  const reductions = [
    { type: "percent", basisPoints: 150 },
    { type: "fixed", amounts: { EUR: 250 }, per: "order" },
    { type: "fixed", amounts: { EUR: 5 }, per: "item" },
    { type: "buy_x_get_y", buyQuantity: 3, getQuantity: 1, basisPoints: 10_000, timesMax: 2, get: null },
    { type: "free_shipping" },
  ] as const;
  return Array.from({ length: count }, (_, index) =>
    aPromotion({
      id: `promotion-${index}`,
      name: `Promotion ${index}`,
      priority: index % 7,
      stacking: index % 5 < 3 ? "combinable" : "exclusive",
      reduction: reductions[index % reductions.length] ?? reductions[0],
      goods: {
        productIds: new Set(
          index % 3 === 0 ? Array.from({ length: 40 }, (_, one) => `product-${one * 2}`) : [],
        ),
        categoryIds: new Set(index % 3 === 1 ? [`category-${index % 10}`] : []),
      },
    }),
  );
}

function largeCart(): QuoteRequest {
  return {
    currency: "EUR",
    lines: Array.from({ length: LINES }, (_, index) => ({
      id: `line-${String(index).padStart(3, "0")}`,
      variantId: `variant-${index}`,
      productId: `product-${index}`,
      categoryIds: [`category-${index % 10}`, "category-all"],
      taxClass: index % 4 === 0 ? "reduced" : "standard",
      unitPrice: { amount: 990 + index * 37, currency: "EUR" },
      quantity: 1 + (index % 6),
      weightGrams: 250,
    })),
    shippingMethod: {
      id: "standard",
      name: "Standard",
      description: "",
      regions: [everywhere],
      pricing: { type: "flat", prices: { EUR: 590 } },
      freeOver: {},
    },
    destination: { country: "DE", state: undefined, zipCode: "10435" },
    taxRules: {
      rounding: "order",
      shippingTaxClass: "standard",
      zones: [
        {
          id: "de",
          regions: [{ ...everywhere, country: "DE" }],
          pricesIncludeTax: true,
          rates: { standard: 1900, reduced: 700 },
        },
      ],
    },
    promotions: promotionsOf(PROMOTIONS),
    couponCodes: [],
    customer: { id: null, hasOrderedBefore: false, groups: [] },
    usedUp: new Map(),
    at: new Date("2026-11-20T10:00:00Z"),
  };
}

/** What a quote takes by the clock, and of the processor: on a machine with other work the clock also tells of that. */
function measure(): void {
  const request = largeCart();
  const elapsed: number[] = [];
  const worked: number[] = [];
  let last: Quote = quote(request);
  for (let round = 0; round < WARM_UP + QUOTES; round += 1) {
    const cpuBegun = process.threadCpuUsage();
    const begun = performance.now();
    last = quote(request);
    const elapsedMs = performance.now() - begun;
    const { user, system } = process.threadCpuUsage(cpuBegun);
    if (round < WARM_UP) continue;
    elapsed.push(elapsedMs);
    worked.push((user + system) / MICROSECONDS_PER_MS);
  }
  const name = `quote of ${LINES} lines, ${PROMOTIONS} active promotions (${last.promotions.length} applied)`;
  const figure = (what: string, value: number): Figure => ({
    name: `${name}, ${what}`,
    value,
    unit: "ms",
    target: { atMost: QUOTE_MS_MAX },
  });
  const figures = [
    figure("median", percentile(elapsed, 0.5)),
    figure("p99", percentile(elapsed, 0.99)),
    figure("processor time, p99", percentile(worked, 0.99)),
  ];
  console.log(`${describeMachine()}\n\n${tableOf(figures)}`);
  if (!figures.every(isReached)) process.exitCode = 1;
}

function search(carts: number): void {
  const seed = Number(values.seed ?? Math.floor(Math.random() * SEED_MAX));
  console.log(`${carts} random carts, seed ${seed}`);
  checkQuotes({ carts, seed });
  console.log("no quote breaks a rule");
}

if (values.carts === undefined) measure();
else search(Number(values.carts));
