// Questions that come at the same moment: which go together, that each gets its own answer, and that a failure is only that of its way.
import { expect, it } from "vitest";
import { gathered } from "../src/gathered.ts";

function aGathering() {
  const ways: { readonly questions: readonly number[]; readonly end: PromiseWithResolvers<void> }[] = [];
  const double = gathered(
    async (questions: readonly number[]) => {
      const end = Promise.withResolvers<void>();
      ways.push({ questions, end });
      await end.promise;
      return (question) => question * 2;
    },
    { lanes: 2, questionsMax: 3 },
  );
  return { ways, double, asked: () => ways.map(({ questions }) => questions) };
}

it("goes at once where a lane is free, and else with the next, with as many as may go together", async () => {
  const { ways, double, asked } = aGathering();
  const answers = [1, 2, 3, 4, 5, 6].map((question) => double(question));
  expect(asked()).toEqual([[1], [2]]);
  ways[1]!.end.resolve();
  expect(await answers[1]).toBe(4);
  await expect.poll(asked).toEqual([[1], [2], [3, 4, 5]]);
  ways[0]!.end.resolve();
  await expect.poll(asked).toEqual([[1], [2], [3, 4, 5], [6]]);
  for (const { end } of ways) end.resolve();
  expect(await Promise.all(answers)).toEqual([2, 4, 6, 8, 10, 12]);
});

it("fails for all who went together, and for nobody after them", async () => {
  const { ways, double } = aGathering();
  const answers = [1, 2, 3].map((question) => double(question));
  const outcomes = Promise.allSettled(answers);
  ways[0]!.end.resolve();
  await expect.poll(() => ways.length).toBe(3);
  ways[2]!.end.reject(new Error("away"));
  ways[1]!.end.resolve();
  expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
  const later = double(4);
  ways[3]!.end.resolve();
  expect(await later).toBe(8);
});
