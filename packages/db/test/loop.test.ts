// When a loop looks again; the time is the test's own.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { backOffMs, Loop, stopMsMax, within, type Look } from "../src/loop.ts";

const nothing: Look = { found: false };
const something: Look = { found: true };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function looking(work: () => Promise<Look>) {
  const looksAt: number[] = [];
  const errors: unknown[] = [];
  const loop = new Loop({
    work: () => {
      looksAt.push(Math.round(performance.now()));
      return work();
    },
    soonMs: 10,
    pollMs: 100,
    onError: (error) => errors.push(error),
  });
  const begin = Math.round(performance.now());
  return { loop, errors, looks: () => looksAt.map((at) => at - begin) };
}

test("with nothing to do the looks become rare, down to the poll", async () => {
  const { loop, looks } = looking(async () => nothing);
  loop.start();
  await vi.advanceTimersByTimeAsync(400);
  expect(looks()).toEqual([0, 20, 60, 140, 240, 340]);
  await loop.stop();
});

test("a wake brings the next look forward, never back, and more looks follow it", async () => {
  const { loop, looks } = looking(async () => nothing);
  loop.start();
  await vi.advanceTimersByTimeAsync(150);
  loop.wake(5);
  loop.wake(50);
  await vi.advanceTimersByTimeAsync(60);
  expect(looks().slice(-3)).toEqual([140, 155, 175]);
  await loop.stop();
});

test("after a find the next look comes soon; what is due sooner, or at once, is not waited for longer", async () => {
  const answers: Look[] = [
    something,
    { found: true, dueInMs: 0 },
    { found: false, dueInMs: 3 },
    { found: false, dueInMs: -7 },
  ];
  const { loop, looks } = looking(async () => answers.shift() ?? nothing);
  loop.start();
  await vi.advanceTimersByTimeAsync(30);
  expect(looks()).toEqual([0, 10, 11, 14, 15]);
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
