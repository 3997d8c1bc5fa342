// The rules of prices as pure functions: which of several prices holds, and what a reduction has to tell.
import { describe, expect, it } from "vitest";
import { effectivePrice, quantityPrices } from "../src/prices/domain/effective-price.ts";
import { lowestBeforeReduction } from "../src/prices/domain/lowest-price.ts";

const DAY_MS = 86_400_000;
const day = (days: number): Date => new Date(Date.UTC(2026, 2, 1) + days * DAY_MS);
/** A price of the history: from that day on, with the former price where a reduction was shown. */
const from = (days: number, amount: number | null, compareAt: number | null = null) => ({
  amount,
  compareAt,
  since: day(days),
});

describe("the lowest price before a reduction", () => {
  it("is nothing where nothing is reduced, or where the goods never cost more", () => {
    expect(lowestBeforeReduction([])).toBeNull();
    expect(lowestBeforeReduction([from(0, 100)])).toBeNull();
    expect(lowestBeforeReduction([from(0, 80, 100)])).toBeNull();
    expect(lowestBeforeReduction([from(0, 100), from(10, 80, 100), from(20, 100)])).toBeNull();
    expect(lowestBeforeReduction([from(0, 80, 100), from(10, null)])).toBeNull();
  });

  it("is the price that was asked until then", () => {
    expect(lowestBeforeReduction([from(0, 100), from(100, 80, 100)])).toBe(100);
  });

  it("is not the raised one of a price that was raised to be lowered", () => {
    expect(lowestBeforeReduction([from(0, 100), from(95, 150), from(100, 110, 150)])).toBe(100);
  });

  it("forgets what had ended 30 days before, to the millisecond", () => {
    const cheap = from(0, 50);
    expect(lowestBeforeReduction([cheap, from(70, 100), from(100, 80, 100)])).toBe(100);
    const ended = { ...from(70, 100), since: new Date(day(70).getTime() + 1) };
    expect(lowestBeforeReduction([cheap, ended, from(100, 80, 100)])).toBe(50);
  });

  it("counts 30 times 24 hours, wherever a clock is put forward", () => {
    const reducedAt = new Date("2026-04-04T00:30:00+02:00");
    const lowest = (raisedAt: string) =>
      lowestBeforeReduction([
        { ...from(0, 50), since: new Date(0) },
        { ...from(0, 100), since: new Date(raisedAt) },
        { ...from(0, 80, 100), since: reducedAt },
      ]);
    expect(lowest("2026-03-04T23:30:00+01:00")).toBe(100);
    expect(lowest("2026-03-05T00:30:00+01:00")).toBe(50);
  });

  it("counts for new goods as long as they were there", () => {
    expect(lowestBeforeReduction([from(98, 120), from(99, 110), from(100, 80, 120)])).toBe(110);
  });

  it("stays what it was before the first step of a reduction that grows, and counts an earlier one that had ended", () => {
    expect(lowestBeforeReduction([from(0, 100), from(50, 90, 100), from(60, 70, 100)])).toBe(100);
    expect(lowestBeforeReduction([from(0, 100), from(50, 70, 100), from(60, 100), from(70, 80, 100)])).toBe(
      70,
    );
  });

  it("leaves out the time in which the goods were not for sale, which ends a reduction", () => {
    const past = [from(0, 100), from(40, null), from(90, 95), from(95, null), from(100, 80, 100)];
    expect(lowestBeforeReduction(past)).toBe(95);
    expect(lowestBeforeReduction([from(0, 60), from(10, null), from(100, 80, 100)])).toBeNull();
  });
});

describe("the price of one piece", () => {
  const list = (priceListId: string, minQuantity: number, amount: number) => ({
    priceListId,
    minQuantity,
    amount,
  });

  it("is the variant's own unless a list asks less for that quantity", () => {
    expect(effectivePrice(100, [], 1)).toEqual({ amount: 100, priceListId: undefined });
    expect(effectivePrice(100, [list("a", 1, 120)], 1)).toEqual({ amount: 100, priceListId: undefined });
    expect(effectivePrice(100, [list("a", 1, 100)], 1)).toEqual({ amount: 100, priceListId: undefined });
    const lists = [list("b", 1, 90), list("a", 10, 80), list("c", 10, 85)];
    expect(effectivePrice(100, lists, 9)).toEqual({ amount: 90, priceListId: "b" });
    expect(effectivePrice(100, lists, 10)).toEqual({ amount: 80, priceListId: "a" });
  });

  it("is of the list that was made first where two ask the same", () => {
    expect(effectivePrice(100, [list("b", 1, 90), list("a", 1, 90)], 1).priceListId).toBe("a");
  });

  it("falls in steps, of which only those are told that make it cheaper", () => {
    const lists = [
      list("a", 50, 70),
      list("a", 10, 90),
      list("b", 10, 85),
      list("b", 20, 88),
      list("c", 1, 95),
    ];
    expect(quantityPrices(100, lists)).toEqual([
      { minQuantity: 10, amount: 85 },
      { minQuantity: 50, amount: 70 },
    ]);
    expect(quantityPrices(100, [])).toEqual([]);
  });
});
