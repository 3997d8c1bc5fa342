// Dividing money: nothing is lost, nothing is invented, and the same division always comes out the same.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateMoney, money, negateMoney, shareOfMoney, sumMoney } from "../src/index.ts";

const euro = (amount: number) => money(amount, "EUR");
const amountsOf = (amount: number, weights: readonly number[]) =>
  allocateMoney(euro(amount), weights).map((part) => part.amount);
const refusal = (code: string) => expect.objectContaining({ kind: "invalid", code });
const anAmount = fc.maxSafeInteger();
const someWeights = fc
  .array(fc.nat(Number.MAX_SAFE_INTEGER), { minLength: 1, maxLength: 20 })
  .filter((weights) => weights.some((weight) => weight > 0));

describe("allocateMoney", () => {
  it("sums to the whole exactly", () => {
    fc.assert(
      fc.property(anAmount, someWeights, (amount, weights) => {
        const sum = amountsOf(amount, weights).reduce((total, part) => total + BigInt(part), 0n);
        expect(sum).toBe(BigInt(amount));
      }),
    );
  });

  it("gives each part its exact share, less than one minor unit off", () => {
    fc.assert(
      fc.property(anAmount, someWeights, (amount, weights) => {
        const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
        amountsOf(amount, weights).forEach((part, index) => {
          const difference = BigInt(part) * total - BigInt(amount) * BigInt(weights[index] ?? 0);
          expect(difference < total && difference > -total).toBe(true);
        });
      }),
    );
  });

  it("gives nothing to a weight of zero", () => {
    expect(amountsOf(100, [0, 1, 0])).toEqual([0, 100, 0]);
  });

  it("divides a refund as it divided the charge", () => {
    fc.assert(
      fc.property(anAmount, someWeights, (amount, weights) => {
        expect(allocateMoney(euro(-amount), weights)).toEqual(
          allocateMoney(euro(amount), weights).map(negateMoney),
        );
      }),
    );
  });

  it("serves the largest remainders first, and of equal ones the earlier", () => {
    expect(amountsOf(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(amountsOf(200, [1, 1, 1])).toEqual([67, 67, 66]);
    expect(amountsOf(10, [1, 2, 4])).toEqual([1, 3, 6]);
    expect(amountsOf(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(amountsOf(1, [1, 3])).toEqual([0, 1]);
  });

  it.each([[[]], [[0, 0]], [[-1, 2]], [[0.5]], [[Number.NaN]]])("refuses the weights %j", (weights) => {
    expect(() => allocateMoney(euro(1), weights)).toThrow(refusal("weights_invalid"));
  });
});

describe("shareOfMoney", () => {
  it("rounds to the nearest minor unit, a half away from zero", () => {
    const half = { numerator: 1, denominator: 2 };
    expect([1, 2, 3, -1, -3].map((amount) => shareOfMoney(euro(amount), half).amount)).toEqual([
      1, 1, 2, -1, -2,
    ]);
    expect(shareOfMoney(euro(999), { numerator: 19, denominator: 100 })).toEqual(euro(190));
    expect(shareOfMoney(euro(0), { numerator: -1, denominator: 3 }).amount).toBe(0);
  });

  it("is never further than half a minor unit from the exact share", () => {
    fc.assert(
      fc.property(
        anAmount,
        fc.nat(10_000),
        fc.integer({ min: 10_000, max: 1_000_000 }),
        (amount, numerator, denominator) => {
          const { amount: share } = shareOfMoney(euro(amount), { numerator, denominator });
          const difference = 2n * (BigInt(share) * BigInt(denominator) - BigInt(amount) * BigInt(numerator));
          expect(difference <= BigInt(denominator) && difference >= -BigInt(denominator)).toBe(true);
        },
      ),
    );
  });

  it("and the rest make the whole", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.nat(100), (amount, percent) => {
        const share = shareOfMoney(euro(amount), { numerator: percent, denominator: 100 });
        expect(sumMoney([share, euro(amount - share.amount)], "EUR")).toEqual(euro(amount));
      }),
    );
  });

  it.each([
    { numerator: 1, denominator: 0 },
    { numerator: 1, denominator: -2 },
    { numerator: 0.5, denominator: 1 },
    { numerator: 1, denominator: 1.5 },
  ])("refuses the fraction %j", (fraction) => {
    expect(() => shareOfMoney(euro(1), fraction)).toThrow(refusal("fraction_invalid"));
  });

  it("is refused where it would not be exact", () => {
    expect(() => shareOfMoney(euro(Number.MAX_SAFE_INTEGER), { numerator: 2, denominator: 1 })).toThrow(
      refusal("money_amount_inexact"),
    );
  });
});
