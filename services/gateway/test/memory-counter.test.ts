// Counting in this process: windows, and memory that has an end.
import { expect, test } from "vitest";
import { createMemoryCounter } from "../src/rate-limits/memory-counter.ts";

const policy = { name: "address", points: 10, windowSeconds: 60 };

function aCounter(keysMax = 1_000) {
  const clock = { nowMs: 5_000 };
  const counter = createMemoryCounter(policy, { keysMax, nowMs: () => clock.nowMs });
  return { clock, counter, used: (key: string) => counter.charge(key, 0).usedPoints };
}

test("a window begins with the first charge and ends for good after its time", () => {
  const { clock, counter } = aCounter();
  expect(counter.charge("a", 3)).toEqual({ usedPoints: 3, resetMs: 60_000 });
  clock.nowMs += 59_999;
  expect(counter.charge("a", 9)).toEqual({ usedPoints: 12, resetMs: 1 });
  clock.nowMs += 1;
  expect(counter.charge("a", 1)).toEqual({ usedPoints: 1, resetMs: 60_000 });
});

test("keys do not count for each other", () => {
  const { counter } = aCounter();
  counter.charge("a", 10);
  expect(counter.charge("b", 1).usedPoints).toBe(1);
});

test("a window lives as long as it should, whenever it began", () => {
  const { clock, counter, used } = aCounter();
  clock.nowMs += 59_000;
  counter.charge("late", 7);
  clock.nowMs += 59_000; // Its generation is the older one now.
  expect(used("late")).toBe(7);
  clock.nowMs += 1_000;
  expect(used("late")).toBe(0);
});

test("keys that nobody uses any more are forgotten", () => {
  const { clock, counter } = aCounter();
  for (let index = 0; index < 100; index += 1) counter.charge(`k-${index}`, 1);
  expect(counter.size()).toBe(100);
  clock.nowMs += 60_000;
  counter.charge("a", 1);
  expect(counter.size()).toBe(101);
  clock.nowMs += 60_000;
  counter.charge("b", 1);
  expect(counter.size()).toBe(2);
  clock.nowMs += 600_000;
  counter.charge("c", 1);
  expect(counter.size()).toBe(1);
});

test("a flood of keys takes a bounded amount of memory, and whoever is counted in the midst of it stays counted", () => {
  const { counter, used } = aCounter(1_000);
  for (let index = 0; index < 20_000; index += 1) {
    counter.charge(`flood-${index}`, 1);
    expect(counter.size()).toBeLessThanOrEqual(1_000);
  }
  counter.charge("late", 4);
  for (let index = 0; index < 499; index += 1) counter.charge(`more-${index}`, 1);
  expect(used("late")).toBe(4);
});
