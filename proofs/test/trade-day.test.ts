// A day of trade, shortened; `npm run proofs -- trade-day` has 24 hours and 240 orders. And the verdict itself: each fault is caught.
import { expect, test } from "vitest";
import { judgeDay, type TradeDay } from "../src/trade-day-verdict.ts";
import { prove } from "./prove.ts";

const TIMEOUT_MS = 300_000;

test(
  "all that was planted is found and repaired, and nothing is invented",
  { timeout: TIMEOUT_MS },
  async () => {
    const { status, said } = await prove("trade-day", "--hours", "2", "--orders", "10", "--seed", "1");
    expect(said).toContain("trade-day: 30 cases, holds");
    expect(said).toMatch(/2 amount_differs, 2 capture_missed, .* 0 invented/s);
    expect(status).toBe(0);
  },
);

const good: TradeDay = {
  planted: [{ kind: "refund_missed", subject: "one" }],
  consequences: [],
  found: [{ kind: "refund_missed", subject: "one", status: "repaired" }],
  books: [
    { kind: "capture", amount: 100, currency: "EUR" },
    { kind: "fee", amount: 3, currency: "EUR" },
  ],
  owed: [{ currency: "EUR", amount: 97 }],
  unbalanced: 0,
};

test("a day on which all was found has no faults", () => {
  expect(judgeDay(good).faults).toEqual([]);
});

test.each<[string, Partial<TradeDay>]>([
  ["not found: refund_missed of one", { found: [] }],
  [
    "invented: fee_not_booked of two",
    { found: [...good.found, { kind: "fee_not_booked", subject: "two", status: "repaired" }] },
  ],
  ["open: refund_missed of one", { found: [{ kind: "refund_missed", subject: "one", status: "open" }] }],
  ["the provider has 97 EUR, the ledger 98", { owed: [{ currency: "EUR", amount: 98 }] }],
  ["1 bookings do not sum to zero", { unbalanced: 1 }],
])("%s", (fault, change) => {
  expect(judgeDay({ ...good, ...change }).faults).toEqual([fault]);
});
