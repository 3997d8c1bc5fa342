// Webhooks that come while their payment is being made wait for the provider's answer, but not for ever.
import { expect, test } from "vitest";
import { createPaymentsUnderWay } from "../src/payments/payments-under-way.ts";

test("whoever passes a payment that is being made waits for its end, however it ends", async () => {
  for (const isRefused of [false, true]) {
    const underWay = createPaymentsUnderWay();
    const happened: string[] = [];
    const answer = Promise.withResolvers<string>();
    const made = underWay.during("payment", () => answer.promise).catch(() => "refused");
    const passed = underWay.pass("payment").then(() => happened.push("passed"));
    await underWay.pass("another payment");
    happened.push("answered");
    if (isRefused) answer.reject(new Error("declined"));
    else answer.resolve("captured");
    await Promise.all([made, passed]);
    expect(happened).toEqual(["answered", "passed"]);
    expect(await made).toBe(isRefused ? "refused" : "captured");
    await underWay.pass("payment");
  }
});

test("a provider that does not answer holds its webhooks up for a moment only", async () => {
  const underWay = createPaymentsUnderWay();
  const answer = Promise.withResolvers<string>();
  const made = underWay.during("payment", () => answer.promise);
  await underWay.pass("payment");
  answer.resolve("captured at last");
  expect(await made).toBe("captured at last");
});
