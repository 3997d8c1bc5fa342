// Memory that starting left behind is given back once, and not while the shop is at work.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { collectAllGarbage, spareMemoryWhenQuiet } from "../src/spare-memory.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("it collects once, after the process was quiet for five looks in a row", async () => {
  const loads = [0.9, 0.1, 0.1, 0.1, 0.1, 0.5, 0.1, 0.1, 0.1, 0.1];
  const collect = vi.fn<() => void>();
  spareMemoryWhenQuiet({ collect, utilization: () => loads.shift() ?? 0 });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(collect).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(collect).toHaveBeenCalledOnce();
});

test("it is called off when the shop closes", async () => {
  const collect = vi.fn<() => void>();
  const callOff = spareMemoryWhenQuiet({ collect, utilization: () => 0 });
  callOff();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(collect).not.toHaveBeenCalled();
});

test("left to itself it measures how busy the process is, and gives memory back that nobody holds", async () => {
  vi.useRealTimers();
  let held: unknown[] | undefined = Array.from({ length: 400_000 }, (_, index) => ({ index }));
  const before = process.memoryUsage().heapUsed;
  expect(held).toHaveLength(400_000);
  held = undefined;
  const collect = vi.fn(collectAllGarbage);
  spareMemoryWhenQuiet({ collect, lookEveryMs: 20 });
  await vi.waitFor(() => expect(collect).toHaveBeenCalledOnce(), { timeout: 60_000 });
  expect(process.memoryUsage().heapUsed).toBeLessThan(before);
});
