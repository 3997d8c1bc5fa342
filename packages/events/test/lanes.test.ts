// Bounded concurrency and gathering, without a database.
import { expect, test } from "vitest";
import { Gathered } from "../src/gathered.ts";
import { runLanes } from "../src/lanes.ts";

test("after a failure nothing new is begun, what runs is finished, and the first failure goes up", async () => {
  const mayEnd = Promise.withResolvers<void>();
  const ended: number[] = [];
  const running = runLanes([1, 2, 3, 4], 2, async (item) => {
    if (item === 1) throw new Error("first");
    await mayEnd.promise;
    ended.push(item);
    throw new Error("second");
  });
  mayEnd.resolve();
  await expect(running).rejects.toThrow("first");
  expect(ended).toEqual([2]);
});

test("what is added while a batch is on its way goes together with the next, up to the bound, in order", async () => {
  const batches: (readonly number[])[] = [];
  const gate = Promise.withResolvers<void>();
  const gathered = new Gathered<number>(async (items) => {
    batches.push(items);
    await gate.promise;
  }, 3);
  const added = [[1], [2, 3], [4, 5], [6, 7, 8, 9]].map((items) => gathered.add(items));
  gate.resolve();
  await Promise.all(added);
  expect(batches).toEqual([[1], [2, 3], [4, 5], [6, 7, 8, 9]]);
  await Promise.all([[1], [2], [3], [4]].map((items) => gathered.add(items)));
  expect(batches.slice(4)).toEqual([[1], [2, 3, 4]]);
});
