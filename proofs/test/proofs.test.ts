// The proofs themselves, shortened, so that they cannot rot; `npm run proofs` runs them in full.
import { describe, expect, test } from "vitest";
import { atMost } from "../src/crowd.ts";
import { holds, report } from "../src/proof.ts";
import { createRandom } from "../src/random.ts";
import { prove } from "./prove.ts";

/** Generous: the machine may be slow and busy with other tests. */
const TIMEOUT_MS = 300_000;

// Side by side: the one waits, most of its time, for keys whose requests were cut off.
test.concurrent(
  "crash: two kills of a shop at work leave nothing broken",
  { timeout: TIMEOUT_MS },
  async () => {
    const { status, said } = await prove("crash", "--kills", "2", "--seed", "1");
    expect(said).toContain("crash: 2 cases, holds");
    expect(said).toMatch(/Node v\d+.*commit [0-9a-f]+/);
    expect(status).toBe(0);
  },
);

test.concurrent(
  "contention: a short crowd gets what there is, and nothing else",
  { timeout: TIMEOUT_MS },
  async () => {
    const parameters = ["--rounds", "1", "--buyers", "20", "--units", "40", "--seed", "1"];
    const { status, said } = await prove("contention", ...parameters);
    expect(said).toMatch(/contention: \d+ cases, holds/);
    expect(status).toBe(0);
  },
);

test("a proof that is not there is refused", async () => {
  expect((await prove("magic")).status).toBe(1);
});

describe("a result", () => {
  const result = { name: "crash", cases: 3, figures: ["seed 1"], faults: [] };

  test("holds when something was tried and nothing went wrong", () => {
    expect(holds(result)).toBe(true);
    expect(report(result)).toEqual(["crash: 3 cases, holds", "  seed 1"]);
  });

  test("fails when nothing was tried", () => {
    expect(holds({ ...result, cases: 0 })).toBe(false);
    expect(report({ ...result, cases: 0 })[0]).toBe("crash: 0 cases, FAILED: no case was tried");
  });

  test("fails with the faults, the first of them shown", () => {
    const faults = Array.from({ length: 30 }, (_, index) => `fault ${index}`);
    expect(holds({ ...result, faults })).toBe(false);
    expect(report({ ...result, faults })).toHaveLength(2 + 20);
  });
});

test("the same seed gives the same numbers, within their bounds", () => {
  const draw = (seed: number): readonly number[] => {
    const random = createRandom(seed);
    return Array.from({ length: 1_000 }, () => random.integer(1, 6));
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(new Set(draw(7))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test("a crowd works at most so many at a time, and its results keep their order", async () => {
  let inside = 0;
  let most = 0;
  const results = await atMost(3, [5, 1, 4, 2, 3], async (item) => {
    inside += 1;
    most = Math.max(most, inside);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    inside -= 1;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(3);
});
