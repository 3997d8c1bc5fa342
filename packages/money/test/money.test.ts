// The arithmetic of money: exact, within one currency, within what a number holds.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMoney,
  compareMoney,
  currencies,
  currencyDigits,
  equalMoney,
  formatMoney,
  isCurrency,
  money,
  multiplyMoney,
  negateMoney,
  subtractMoney,
  sumMoney,
  zeroMoney,
} from "../src/index.ts";

const euro = (amount: number) => money(amount, "EUR");
const refusal = (code: string) => expect.objectContaining({ kind: "invalid", code });
const halfOfSafe = Math.floor(Number.MAX_SAFE_INTEGER / 2);
const anAmount = fc.integer({ min: -halfOfSafe, max: halfOfSafe });

describe("currencies", () => {
  it.each([
    ["EUR", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["ISK", 0],
    ["IQD", 3],
    ["ALL", 2],
    ["HUF", 2],
  ])("%s has %i decimals, as ISO 4217 says and whatever Intl shows", (currency, digits) => {
    expect(currencyDigits(currency)).toBe(digits);
  });

  it("are three capital letters each, sorted, none twice", () => {
    expect(currencies.every((code) => /^[A-Z]{3}$/u.test(code))).toBe(true);
    expect([...new Set(currencies)].toSorted()).toEqual(currencies);
    expect(currencies.length).toBeGreaterThan(150);
  });

  it("can all be shown", () => {
    expect(currencies.map((code) => formatMoney(money(1, code), "en"))).toHaveLength(currencies.length);
  });

  it.each(["eur", "XXX", "XAU", "CLF", "", "EURO", "toString", 978, null])("do not include %j", (value) => {
    expect(isCurrency(value)).toBe(false);
  });

  it("refuse an unknown code", () => {
    expect(isCurrency("EUR")).toBe(true);
    expect(() => currencyDigits("ABC")).toThrow(refusal("currency_unknown"));
    expect(() => money(1, "ABC")).toThrow(refusal("currency_unknown"));
  });
});

describe("money", () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("refuses the amount %d", (amount) => {
    expect(() => euro(amount)).toThrow(refusal("money_amount_inexact"));
  });

  it("never holds a negative zero", () => {
    expect(euro(-0).amount).toBe(0);
    expect(negateMoney(zeroMoney("EUR")).amount).toBe(0);
    expect(multiplyMoney(euro(-5), 0).amount).toBe(0);
  });

  it("is added and subtracted", () => {
    fc.assert(
      fc.property(anAmount, anAmount, (a, b) => {
        expect(addMoney(euro(a), euro(b))).toEqual(addMoney(euro(b), euro(a)));
        expect(subtractMoney(addMoney(euro(a), euro(b)), euro(b))).toEqual(euro(a));
        expect(addMoney(euro(a), negateMoney(euro(a)))).toEqual(zeroMoney("EUR"));
      }),
    );
  });

  it("times a quantity is that many times added", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat(20), (amount, quantity) => {
        expect(multiplyMoney(euro(amount), quantity)).toEqual(
          sumMoney(
            Array.from({ length: quantity }, () => euro(amount)),
            "EUR",
          ),
        );
      }),
    );
  });

  it("of nothing sums to zero of the currency asked for", () => {
    expect(sumMoney([], "JPY")).toEqual({ amount: 0, currency: "JPY" });
  });

  it("is refused where a result would not be exact", () => {
    const most = euro(Number.MAX_SAFE_INTEGER);
    expect(() => addMoney(most, euro(1))).toThrow(refusal("money_amount_inexact"));
    expect(() => subtractMoney(negateMoney(most), euro(1))).toThrow(refusal("money_amount_inexact"));
    expect(() => multiplyMoney(most, 2)).toThrow(refusal("money_amount_inexact"));
    expect(() => multiplyMoney(euro(1), 1.5)).toThrow(refusal("quantity_not_whole"));
  });

  it("of two currencies cannot be combined, only told apart", () => {
    const yen = money(1, "JPY");
    expect(() => addMoney(euro(1), yen)).toThrow(refusal("money_currency_mismatch"));
    expect(() => subtractMoney(euro(1), yen)).toThrow(refusal("money_currency_mismatch"));
    expect(() => compareMoney(euro(1), yen)).toThrow(refusal("money_currency_mismatch"));
    expect(() => sumMoney([yen], "EUR")).toThrow(refusal("money_currency_mismatch"));
    expect(equalMoney(euro(1), yen)).toBe(false);
  });

  it("is compared as numbers are", () => {
    fc.assert(
      fc.property(anAmount, anAmount, (a, b) => {
        expect(compareMoney(euro(a), euro(b))).toBe(Math.sign(a - b));
        expect(equalMoney(euro(a), euro(b))).toBe(a === b);
      }),
    );
  });
});
