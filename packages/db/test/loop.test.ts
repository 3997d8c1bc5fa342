// When a loop looks again; the time is the test's own.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { backOffMs, Loop, stopMsMax, within, type Look } from "../src/loop.ts";

const nothing: Look = {};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function looking(work: () => Promise<Look>, restMs?: number) {
  const looksAt: number[] = [];
  const errors: unknown[] = [];
  const loop = new Loop({
    work: () => {
      looksAt.push(Math.round(performance.now()));
      return work();
    },
    pollMs: 100,
    ...(restMs !== undefined && { restMs }),
    onError: (error) => errors.push(error),
  });
  const begin = Math.round(performance.now());
  return { loop, errors, looks: () => looksAt.map((at) => at - begin) };
}

test("with nothing to do it looks at the distance of the poll", async () => {
  const { loop, looks } = looking(async () => nothing);
  loop.start();
  await vi.advanceTimersByTimeAsync(250);
  expect(looks()).toEqual([0, 100, 200]);
  await loop.stop();
});

test("a wake brings the next look forward, never back", async () => {
  const { loop, looks } = looking(async () => nothing);
  loop.start();
  await vi.advanceTimersByTimeAsync(150);
  loop.wake(5);
  loop.wake(50);
  await vi.advanceTimersByTimeAsync(110);
  expect(looks()).toEqual([0, 100, 155, 255]);
  await loop.stop();
});

test("what is due sooner than the poll, or at once, is not waited for longer", async () => {
  const answers: Look[] = [{ dueInMs: 10 }, { dueInMs: 0 }, { dueInMs: 3 }, { dueInMs: -7 }];
  const { loop, looks } = looking(async () => answers.shift() ?? nothing);
  loop.start();
  await vi.advanceTimersByTimeAsync(30);
  expect(looks()).toEqual([0, 10, 11, 14, 15]);
  await loop.stop();
});

test("the first wake after a rest is followed at once, and looks keep their distance while wakes go on", async () => {
  const { loop, looks } = looking(async () => nothing, 20);
  loop.start();
  await vi.advanceTimersByTimeAsync(50);
  for (let wakes = 0; wakes < 15; wakes += 1) {
    loop.wake();
    await vi.advanceTimersByTimeAsync(2);
  }
  await vi.advanceTimersByTimeAsync(40);
  expect(looks()).toEqual([0, 50, 70, 90]);
  await loop.stop();
});

test("a wake while the work runs is not lost", async () => {
  const done = Promise.withResolvers<Look>();
  const { loop, looks } = looking(async () => (looks().length === 1 ? done.promise : nothing));
  loop.start();
  await vi.advanceTimersByTimeAsync(30);
  loop.wake();
  done.resolve(nothing);
  await vi.advanceTimersByTimeAsync(5);
  expect(looks()).toEqual([0, 30]);
  await loop.stop();
});

test("a failure is reported and tried again after a growing while, and wakes do not hurry it", async () => {
  vi.spyOn(Math, "random").mockReturnValue(1);
  let failures = 2;
  const { loop, looks, errors } = looking(async () => {
    if (failures-- > 0) throw new Error("cannot");
    return nothing;
  });
  loop.start();
  await vi.advanceTimersByTimeAsync(50);
  loop.wake();
  await vi.advanceTimersByTimeAsync(260);
  expect(looks()).toEqual([0, 100, 300]);
  expect(errors).toHaveLength(2);
  await loop.stop();
});

test("a loop that stops waits for the running work, but not for ever, and keeps its failure to itself", async () => {
  const end = Promise.withResolvers<Look>();
  const { loop, looks, errors } = looking(() => end.promise);
  loop.start();
  await vi.advanceTimersByTimeAsync(1);
  const isStopped = vi.fn<() => void>();
  const stopped = loop.stop().then(isStopped);
  await vi.advanceTimersByTimeAsync(stopMsMax - 1);
  expect(isStopped).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await stopped;
  end.reject(new Error("late"));
  await vi.advanceTimersByTimeAsync(1_000);
  loop.wake();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([looks(), errors]).toEqual([[0], []]);
});

test("back-off doubles up to its bound, with jitter between half and whole", () => {
  vi.spyOn(Math, "random")
    .mockReturnValueOnce(0)
    .mockReturnValueOnce(1)
    .mockReturnValueOnce(1)
    .mockReturnValueOnce(1);
  expect([1, 1, 3, 20].map((failures) => backOffMs(failures, 100, 5_000))).toEqual([50, 100, 400, 5_000]);
});

test("waiting within a limit ends with the work", async () => {
  await within(1_000, Promise.resolve());
  await within(1_000, undefined);
  expect(vi.getTimerCount()).toBe(0);
});
