// The check that a shop owner runs at Stripe with test keys: against the stand-in it finds nothing, and what is wrong it names.
import { expect, test } from "vitest";
import { checkSteps, type CheckStep } from "../src/providers/stripe/check/check-steps.ts";
import { stripeWorld } from "./stripe.ts";

const world = stripeWorld();

async function check(provider = world.provider()): Promise<readonly CheckStep[]> {
  const steps: CheckStep[] = [];
  for await (const step of checkSteps(provider, world.now())) steps.push(step);
  return steps;
}

test("every step is right where Stripe does what its documents say", async () => {
  const steps = await check();
  expect(steps.length).toBeGreaterThanOrEqual(10);
  expect(steps.filter(({ problem }) => problem !== null)).toEqual([]);
});

test("what is otherwise is said with what was found, and the other steps go on", async () => {
  world.faults({ declineAll: 1, errorBefore: 1 });
  const steps = await check();
  const problems = steps.filter(({ problem }) => problem !== null);
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThan(steps.length);
  expect(problems[0]?.problem).toContain("Stripe gave no usable answer");
  expect(problems.some(({ problem }) => problem?.includes("expected"))).toBe(true);
});
