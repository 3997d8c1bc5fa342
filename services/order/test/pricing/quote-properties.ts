// What holds for every quote, whatever is in the cart; the test looks at thousands, `bench/src/quote.ts --carts` at as many as it is told.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Quote, quote, type QuoteRequest } from "../../src/pricing/domain/quote.ts";
import { randomRequest } from "./random-carts.ts";

type Case = { readonly request: QuoteRequest; readonly shuffle: readonly number[]; readonly split: number };

const cases: fc.Arbitrary<Case> = fc.record({
  request: randomRequest,
  shuffle: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
  split: fc.integer({ min: 1, max: 4_000 }),
});

/** Fails with the smallest cart that it finds to break a rule, and the seed that finds it again. */
export function checkQuotes({ carts, seed }: { readonly carts: number; readonly seed: number }): void {
  fc.assert(
    fc.property(cases, ({ request, shuffle, split }) => {
      const quoted = quote(request);
      sumsUp(quoted);
      staysWithin(quoted);
      explainsItself(quoted);
      knowsEveryCode(request, quoted);
      isTheSameInAnyOrder(request, quoted, shuffle);
      neverCostsMoreForPromotions(request, quoted);
      isRefundedToNothing(request, quoted, split);
    }),
    { numRuns: carts, seed },
  );
}

const sum = (amounts: readonly { readonly amount: number }[]): number =>
  amounts.reduce((total, { amount }) => total + amount, 0);

function sumsUp({ totals, lines, shipping, taxIncluded }: Quote): void {
  const { subtotal, discount, shipping: shippingPrice, tax, total } = totals;
  assert.equal(total.amount, subtotal.amount - discount.amount + shippingPrice.amount + tax.amount);
  assert.equal(sum(lines.map(({ paid }) => paid)) + shipping.paid.amount, total.amount);
  assert.equal(sum(lines.map(({ gross }) => gross)), subtotal.amount);
  assert.equal(sum(lines.map((line) => line.discount)) + shipping.discount.amount, discount.amount);
  assert.equal(sum(lines.map((line) => line.tax)) + shipping.tax.amount, tax.amount + taxIncluded.amount);
  for (const { gross, discount: off, tax: own, taxIncluded: isIncluded, paid } of lines) {
    assert.equal(paid.amount, gross.amount - off.amount + (isIncluded ? 0 : own.amount));
  }
}

function staysWithin({ lines, shipping, totals, promotions }: Quote): void {
  for (const { gross, discount, tax, taxIncluded, paid } of lines) {
    assert.ok(discount.amount >= 0 && discount.amount <= gross.amount && tax.amount >= 0);
    assert.ok(!taxIncluded || tax.amount <= paid.amount);
  }
  assert.ok(shipping.discount.amount >= 0 && shipping.discount.amount <= shipping.price.amount);
  assert.ok(totals.total.amount >= 0);
  assert.equal(sum(promotions.map(({ amount }) => amount)), totals.discount.amount);
  assert.ok(promotions.every(({ amount }) => amount.amount > 0));
}

function explainsItself({ explanation, totals, taxIncluded }: Quote): void {
  const place = explanation.findIndex(({ code }) => code === "total");
  assert.deepEqual(explanation[place]?.amount, totals.total);
  assert.equal(sum(explanation.slice(0, place).map(({ amount }) => amount)), totals.total.amount);
  assert.equal(sum(explanation.slice(place + 1).map(({ amount }) => amount)), taxIncluded.amount);
}

/** Each code took something off, is refused for a reason, or is told to do nothing yet. */
function knowsEveryCode(request: QuoteRequest, { promotions, refusedCoupons, explanation }: Quote): void {
  for (const code of request.couponCodes) {
    const fates = [
      promotions.some(({ couponCode }) => couponCode === code),
      refusedCoupons.some((refused) => refused.code === code),
      explanation.some((step) => step.code === "coupon_without_effect" && step.label.startsWith(`${code}:`)),
    ];
    assert.equal(fates.filter(Boolean).length, 1, code);
  }
}

function isTheSameInAnyOrder(request: QuoteRequest, quoted: Quote, shuffle: readonly number[]): void {
  const lines = request.lines
    .map((line, index) => ({ line, place: shuffle[index] ?? 0 }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ line }) => line);
  const again = quote({ ...request, lines, promotions: request.promotions.toReversed() });
  assert.deepEqual(again.totals, quoted.totals);
  const byId = new Map(again.lines.map((line) => [line.id, line]));
  for (const line of quoted.lines) assert.deepEqual(byId.get(line.id), line);
}

function neverCostsMoreForPromotions(request: QuoteRequest, quoted: Quote): void {
  const without = quote({ ...request, promotions: [], couponCodes: [] });
  assert.ok(quoted.totals.total.amount <= without.totals.total.amount);
}

/** Piece by piece or in heaps: of n pieces that cost p together, the refund of k more after j is round(p·(j+k)/n) − what was given. */
function isRefundedToNothing(request: QuoteRequest, { lines }: Quote, split: number): void {
  for (const [index, { paid }] of lines.entries()) {
    const pieces = request.lines[index]?.quantity ?? 0;
    let given = 0;
    for (let returned = 0; returned < pieces;) {
      returned = Math.min(returned + split, pieces);
      const due = Math.round((paid.amount * returned) / pieces);
      assert.ok(due >= given);
      given = due;
    }
    assert.equal(given, paid.amount);
  }
}
