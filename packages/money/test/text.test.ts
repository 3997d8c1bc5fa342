// Money in texts: what machines write comes back unchanged, what people see is written their way.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencies, formatMoney, money, moneyToDecimal, parseMoney } from "../src/index.ts";

const refusal = (code: string) => expect.objectContaining({ kind: "invalid", code });

describe("parseMoney", () => {
  it.each([
    ["12.34", "EUR", 1234],
    ["12.3", "EUR", 1230],
    ["12", "EUR", 1200],
    ["-0.05", "EUR", -5],
    ["-0", "EUR", 0],
    ["500", "JPY", 500],
    ["1.234", "KWD", 1234],
    ["90071992547409.91", "EUR", Number.MAX_SAFE_INTEGER],
  ])("reads %s %s", (text, currency, amount) => {
    expect(parseMoney(text, currency)).toEqual({ amount, currency });
  });

  it.each([
    "",
    "abc",
    "1,50",
    "1.000,00",
    "1e3",
    "+1",
    ".5",
    "5.",
    "1.234",
    "1.000",
    " 1",
    "0x10",
    "01",
    "١",
    "1".repeat(17),
    "1\n",
  ])("refuses %j as euros", (text) => {
    expect(() => parseMoney(text, "EUR")).toThrow(refusal("money_text_invalid"));
  });

  it("refuses decimals where the currency has none, and what is too large to be exact", () => {
    expect(() => parseMoney("1.0", "JPY")).toThrow(refusal("money_text_invalid"));
    expect(() => parseMoney("90071992547409.92", "EUR")).toThrow(refusal("money_amount_inexact"));
    expect(() => parseMoney("1", "ABC")).toThrow(refusal("currency_unknown"));
  });

  it("reads what moneyToDecimal wrote, in every currency", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...currencies), (amount, currency) => {
        const value = money(amount, currency);
        expect(parseMoney(moneyToDecimal(value), currency)).toEqual(value);
      }),
    );
  });
});

describe("moneyToDecimal", () => {
  it("writes all decimals of the currency", () => {
    expect(moneyToDecimal(money(5, "EUR"))).toBe("0.05");
    expect(moneyToDecimal(money(-1230, "EUR"))).toBe("-12.30");
    expect(moneyToDecimal(money(7, "JPY"))).toBe("7");
    expect(moneyToDecimal(money(7, "KWD"))).toBe("0.007");
  });
});

describe("formatMoney", () => {
  it("writes as people of the locale do", () => {
    expect(formatMoney(money(123_456, "EUR"), "en-US")).toBe("€1,234.56");
    expect(formatMoney(money(123_456, "EUR"), "de-DE").replaceAll(/\s/gu, " ")).toBe("1.234,56 €");
    expect(formatMoney(money(-500, "JPY"), "en-US")).toBe("-¥500");
  });

  it("shows all decimals of ISO 4217, also where Intl would hide them", () => {
    expect(formatMoney(money(1234, "IQD"), "en-US").replaceAll(/\s/gu, " ")).toBe("IQD 1.234");
  });

  it("shows large amounts to the minor unit", () => {
    expect(formatMoney(money(Number.MAX_SAFE_INTEGER, "EUR"), "en-US")).toBe("€90,071,992,547,409.91");
  });

  it("keeps working when more locales are asked for than it remembers", () => {
    for (const currency of currencies) {
      expect(formatMoney(money(1, currency), "en")).toContain("1");
      expect(formatMoney(money(1, currency), "fr")).toContain("1");
    }
  });
});
