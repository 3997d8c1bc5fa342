// Hashing is bounded: a flood waits for itself, and what is too much of it is told to come again.
import { createRegistry, createTelemetry } from "@souk/telemetry";
import { expect, test, vi } from "vitest";
import { createGate } from "../src/gate.ts";
import { createPasswords, HASHES_AT_ONCE_MAX } from "../src/passwords.ts";

test("so many run, so many wait, the rest is refused; and places are given up also by work that fails", async () => {
  const waiting: number[] = [];
  const refuse = (): never => {
    throw new Error("too much");
  };
  const gate = createGate({ atOnceMax: 2, waitingMax: 2, onWaiting: (count) => waiting.push(count), refuse });
  const begun: number[] = [];
  const { promise: open, resolve } = Promise.withResolvers<void>();
  const work = async (number: number): Promise<number> => {
    begun.push(number);
    await open;
    if (number === 1) throw new Error("failed");
    return number;
  };
  const results = Promise.allSettled([0, 1, 2, 3, 4].map((number) => gate(() => work(number))));
  await vi.waitFor(() => expect(begun).toEqual([0, 1]));
  resolve();
  expect((await results).map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
    "rejected",
  ]);
  expect(begun).toEqual([0, 1, 2, 3]);
  expect(waiting).toEqual([1, 2, 1, 0]);
  expect(await gate(() => work(5))).toBe(5);
});

test("a flood of sign-ins is told to come again in a moment, and who waited is served", async () => {
  const { metrics } = createTelemetry({ service: "user", registry: createRegistry() });
  const waitingMax = 5;
  const passwords = createPasswords(metrics, waitingMax);
  const stored = await passwords.hash("correct horse battery");
  const room = HASHES_AT_ONCE_MAX + waitingMax;
  const checks = Array.from({ length: room + 3 }, () => passwords.check(stored, "correct horse battery"));
  const results = await Promise.allSettled(checks);
  expect(results.slice(0, room).every((result) => result.status === "fulfilled" && result.value)).toBe(true);
  for (const result of results.slice(room)) {
    expect(result).toMatchObject({
      status: "rejected",
      reason: { kind: "unavailable", code: "sign_in_busy", details: { retryAfterSeconds: 3 } },
    });
  }
});
