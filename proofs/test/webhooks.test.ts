// The proof of webhooks, shortened; `npm run proofs -- webhooks` plays all 5,040 orders.
import { expect, test } from "vitest";
import { prove } from "./prove.ts";

const TIMEOUT_MS = 300_000;

test("payments told in many orders end alike, in two shops at once", { timeout: TIMEOUT_MS }, async () => {
  const { status, said } = await prove("webhooks", "--orders", "12", "--seed", "1");
  expect(said).toContain("webhooks: 12 cases, holds");
  expect(said).toMatch(/12 payments in 2 shops at a time/);
  expect(said).toMatch(/[1-9]\d* genuine webhooks .*, [1-9]\d* forged, [1-9]\d* genuine and wrong/);
  expect(status).toBe(0);
});
