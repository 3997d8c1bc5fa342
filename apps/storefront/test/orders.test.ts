// Where an order stands for the shopper, its steps, and how often the page looks again.
import { expect, test } from "vitest";
import { stepsOf } from "../app/features/orders/order-progress.tsx";
import { addressStanding, lookAgainAfterMs, LOOKS_MAX, standingOf } from "../app/features/orders/settling.ts";

test.each([
  ["confirmed", null, "confirmed"],
  ["shipped", { status: "captured" }, "confirmed"],
  ["cancelled", { status: "cancelled" }, "gone"],
  ["refunded", { status: "refunded" }, "gone"],
  ["pending", null, "open"],
  ["pending", { status: "requires_action" }, "open"],
  ["pending", { status: "captured" }, "settling"],
  ["pending", { status: "unknown" }, "settling"],
  ["pending", { status: "failed" }, "failed"],
  ["pending", { status: "cancelled" }, "payment_cancelled"],
] as const)("an order that is %s with payment %j stands at %s", (status, payment, expected) => {
  expect(standingOf({ status }, payment)).toBe(expected);
});

test.each([
  ["pending", "ahead"],
  ["shipped", "ahead"],
  ["delivered", "delivered"],
  ["completed", "delivered"],
  ["cancelled", "ended"],
  ["refunded", "ended"],
] as const)("the address of an order that is %s is %s", (status, expected) => {
  expect(addressStanding(status)).toBe(expected);
});

test("the page looks again quickly, then slowly, then no more", () => {
  expect(lookAgainAfterMs(0)).toBe(1_000);
  expect(lookAgainAfterMs(10)).toBe(4_000);
  expect(lookAgainAfterMs(LOOKS_MAX)).toBeUndefined();
});

const at = "2026-11-20T09:00:00.000Z";
const step = (from: "pending" | "confirmed" | null, to: "pending" | "confirmed" | "cancelled") => ({
  type: "x",
  from,
  to,
  at,
});

test("progress shows what happened, once each, and what is ahead", () => {
  const history = [step(null, "pending"), step("pending", "confirmed"), step("confirmed", "confirmed")];
  expect(
    stepsOf({ status: "confirmed", history }).map(({ status, at: time }) => [status, time !== null]),
  ).toEqual([
    ["pending", true],
    ["confirmed", true],
    ["processing", false],
    ["shipped", false],
    ["delivered", false],
  ]);
});

test("an order that ended has nothing ahead", () => {
  expect(
    stepsOf({ status: "cancelled", history: [step(null, "pending"), step("pending", "cancelled")] }),
  ).toHaveLength(2);
  expect(stepsOf({ status: "completed", history: [step(null, "pending")] })).toHaveLength(1);
});
