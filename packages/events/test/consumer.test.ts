// The consumer: what fails is tried again, parked or recorded, and everything else goes on.
import { Refusal } from "@souk/errors";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createConsumer, discardDeadLetters, listDeadLetters, on, replayDeadLetters } from "../src/index.ts";
import { query } from "./database.ts";
import { aStep, createStage, eventually, Stepped, type Stage, type Step } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

async function stepsOf(thing: string): Promise<readonly number[]> {
  return (await stage.effects()).filter(({ thingId }) => thingId === thing).map(({ step }) => step);
}

async function deadLetters(): Promise<readonly unknown[]> {
  return (await listDeadLetters(stage.db)).map(({ kind, key, data, attempts, reason }) => [
    kind,
    key,
    (data as Step).step,
    attempts,
    reason,
  ]);
}

const append = (...steps: readonly (readonly [string, number])[]): Promise<void> =>
  stage.bus.append(steps.map(([thing, step]) => aStep(thing, step)));

const poison = (bad: readonly [string, number], error: () => Error = () => new Error("cannot")) => {
  const calls = { isHealed: false, count: 0 };
  const check = ({ thingId, step }: Step): void => {
    if (calls.isHealed || thingId !== bad[0] || step !== bad[1]) return;
    calls.count += 1;
    throw error();
  };
  return { calls, subscription: stage.effectOf(check) };
};

test("a refusal is recorded and acknowledged, and later events of its key go on", async () => {
  const { subscription, calls } = poison(
    ["a", 1],
    () => new Refusal("conflict", "order_status_conflict", "A shipped order cannot be placed."),
  );
  const consumer = await stage.consumer({ subscriptions: [subscription] });
  await append(["a", 1], ["a", 2]);
  await stage.settled(consumer);
  expect(await stepsOf("a")).toEqual([2]);
  expect(calls.count).toBe(1);
  expect(await deadLetters()).toEqual([
    ["refused", "a", 1, 1, "order_status_conflict: A shipped order cannot be placed."],
  ]);
  await stage.bus.replay("shop", "start");
  await stage.settled(consumer);
  expect(calls.count).toBe(1);
});

test("a refusal that only says 'not now' is tried again", async () => {
  let refusals = 2;
  const subscription = stage.effectOf(() => {
    if (refusals-- > 0) throw new Refusal("unavailable", "stock_unavailable", "Try again.");
  });
  const consumer = await stage.consumer({ subscriptions: [subscription] });
  await append(["a", 1]);
  await stage.settled(consumer);
  expect(await stepsOf("a")).toEqual([1]);
  expect(await deadLetters()).toEqual([]);
});

test("while an event waits for its next try, other keys go on and its own key waits in order", async () => {
  const { subscription, calls } = poison(["a", 1]);
  await stage.consumer({ subscriptions: [subscription], backOffFirstMs: 60_000 });
  await append(["a", 1], ["b", 1], ["a", 2]);
  await append(["a", 3], ["b", 2]);
  await eventually(async () => expect(await stepsOf("b")).toEqual([1, 2]));
  await eventually(async () =>
    expect(await deadLetters()).toEqual([
      ["retrying", "a", 1, 1, "Error: cannot"],
      ["retrying", "a", 2, 0, "an earlier event of this key failed"],
      ["retrying", "a", 3, 0, "an earlier event of this key failed"],
    ]),
  );
  calls.isHealed = true;
  await query(stage.db, "update dead_letters set due_at = now() where due_at is not null");
  await eventually(async () => expect(await stepsOf("a")).toEqual([1, 2, 3]));
  await append(["a", 4]);
  await eventually(async () => expect(await stepsOf("a")).toEqual([1, 2, 3, 4]));
  expect(await deadLetters()).toEqual([]);
});

test("after the last try the event and the later ones of its key are parked, until they are replayed in order", async () => {
  const { subscription, calls } = poison(["a", 1]);
  const consumer = await stage.consumer({ subscriptions: [subscription], attemptsMax: 3 });
  await append(["a", 1], ["a", 2], ["b", 1]);
  await stage.settled(consumer);
  await append(["a", 3], ["b", 2]);
  await stage.settled(consumer);
  expect(calls.count).toBe(3);
  expect(await stepsOf("b")).toEqual([1, 2]);
  expect(await deadLetters()).toEqual([
    ["parked", "a", 1, 3, "Error: cannot"],
    ["parked", "a", 2, 0, "an earlier event of this key failed"],
    ["parked", "a", 3, 0, "an earlier event of this key failed"],
  ]);
  calls.isHealed = true;
  const [, second] = await listDeadLetters(stage.db, { kind: "parked" });
  expect(await replayDeadLetters(stage.db, { ids: [second!.id] })).toBe(3);
  await append(["a", 4]);
  await stage.settled(consumer);
  expect(await stepsOf("a")).toEqual([1, 2, 3, 4]);
});

test("a replayed event that still fails is parked again, by key or all at once", async () => {
  const { subscription, calls } = poison(["a", 1]);
  const consumer = await stage.consumer({ subscriptions: [subscription], attemptsMax: 1 });
  await append(["a", 1], ["a", 2]);
  await stage.settled(consumer);
  expect(await replayDeadLetters(stage.db, { key: "b" })).toBe(0);
  expect(await replayDeadLetters(stage.db, { key: "a" })).toBe(2);
  await stage.settled(consumer);
  expect(calls.count).toBe(2);
  expect((await deadLetters()).map((letter) => (letter as string[])[0])).toEqual(["parked", "parked"]);
  calls.isHealed = true;
  expect(await replayDeadLetters(stage.db, "all")).toBe(2);
  await stage.settled(consumer);
  expect(await stepsOf("a")).toEqual([1, 2]);
});

test("an event behind a failed one may be refused, and one that is refused on a later try lets the next go on", async () => {
  let tries = 0;
  const subscription = stage.effectOf(({ step }) => {
    if (step === 1 && tries++ === 0) throw new Error("cannot");
    if (step <= 2) throw new Refusal("conflict", "too_late", "Too late.");
  });
  const consumer = await stage.consumer({ subscriptions: [subscription] });
  await append(["a", 1], ["a", 2], ["a", 3]);
  await stage.settled(consumer);
  expect(await stepsOf("a")).toEqual([3]);
  expect(await deadLetters()).toEqual([
    ["refused", "a", 1, 2, "too_late: Too late."],
    ["refused", "a", 2, 1, "too_late: Too late."],
  ]);
});

test("a refused event can be replayed by its id", async () => {
  const { subscription, calls } = poison(["a", 1], () => new Refusal("conflict", "too_early", "Too early."));
  const consumer = await stage.consumer({ subscriptions: [subscription] });
  await append(["a", 1]);
  await stage.settled(consumer);
  expect(await replayDeadLetters(stage.db, "all")).toBe(0);
  calls.isHealed = true;
  const [letter] = await listDeadLetters(stage.db, { kind: "refused", limit: 1, afterId: "0" });
  expect(await replayDeadLetters(stage.db, { ids: [letter!.id] })).toBe(1);
  await stage.settled(consumer);
  expect(await stepsOf("a")).toEqual([1]);
});

test("discarding a failed event lets the ones behind it go on", async () => {
  const { subscription } = poison(["a", 1]);
  const consumer = await stage.consumer({ subscriptions: [subscription], backOffFirstMs: 60_000 });
  await append(["a", 1], ["a", 2], ["a", 3]);
  await eventually(async () => expect(await deadLetters()).toHaveLength(3));
  const [first] = await listDeadLetters(stage.db);
  expect(await discardDeadLetters(stage.db, [first!.id])).toBe(1);
  await stage.settled(consumer);
  expect(await stepsOf("a")).toEqual([2, 3]);
});

test("replaying the whole bus changes nothing", async () => {
  const consumer = await stage.consumer({ subscriptions: [stage.effectOf()] });
  const steps = Array.from({ length: 300 }, (_, step) => [`thing-${step % 20}`, step] as const);
  await append(...steps);
  await stage.settled(consumer);
  const before = await stage.effects();
  expect(before).toHaveLength(300);
  await stage.bus.replay("shop", "start");
  await stage.settled(consumer);
  expect(await stage.effects()).toEqual(before);
});

test("one key is handled in order, different keys at the same time, no more of them than allowed", async () => {
  let [running, runningMax] = [0, 0];
  const keysAtOnce = new Set<string>();
  const subscription = stage.effectOf(async ({ thingId }) => {
    expect(keysAtOnce.has(thingId)).toBe(false);
    keysAtOnce.add(thingId);
    runningMax = Math.max(runningMax, ++running);
    await query(stage.db, "select pg_sleep(0.002)");
    running -= 1;
    keysAtOnce.delete(thingId);
  });
  await append(...Array.from({ length: 120 }, (_, step) => [`thing-${step % 12}`, step] as const));
  const consumer = await stage.consumer({ subscriptions: [subscription], concurrency: 3 });
  await stage.settled(consumer);
  expect(runningMax).toBe(3);
  for (let thing = 0; thing < 12; thing += 1) {
    expect(await stepsOf(`thing-${thing}`)).toEqual(
      Array.from({ length: 10 }, (_, round) => round * 12 + thing),
    );
  }
});

test("a handler that hangs is given up after its time, and its late end changes nothing", async () => {
  const late = Promise.withResolvers<void>();
  let calls = 0;
  const subscription = stage.effectOf(async () => {
    if (calls++ === 0) await late.promise;
  });
  const consumer = await stage.consumer({ subscriptions: [subscription], handlerTimeoutMs: 40 });
  await append(["a", 1], ["a", 2]);
  await stage.settled(consumer);
  late.resolve();
  await append(["a", 3]);
  await stage.settled(consumer);
  expect(await stepsOf("a")).toEqual([1, 2, 3]);
});

test("an event that no longer fits its schema is parked like any poison", async () => {
  const consumer = await stage.consumer({ subscriptions: [stage.effectOf()], attemptsMax: 2 });
  await stage.bus.append([{ ...aStep("a", 1), data: { thingId: "a" } }, aStep("b", 1)]);
  await stage.settled(consumer);
  expect(await stepsOf("b")).toEqual([1]);
  expect(await deadLetters()).toEqual([
    ["parked", "a", undefined, 2, expect.stringContaining("invalid_type")],
  ]);
});

test("a consumer that stops finishes the event in hand; the next start goes on behind it", async () => {
  const [inHand, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const subscription = stage.effectOf(async ({ step }) => {
    if (step !== 1) return;
    inHand.resolve();
    await mayGoOn.promise;
  });
  const options = {
    service: "shop",
    db: stage.db,
    bus: stage.bus,
    telemetry: stage.telemetry,
    subscriptions: [subscription],
  };
  const first = createConsumer(options);
  await first.start();
  await append(["a", 1], ["a", 2]);
  await inHand.promise;
  const stopped = first.stop();
  mayGoOn.resolve();
  await stopped;
  expect(await stepsOf("a")).toEqual([1]);
  const second = await stage.consumer(options);
  await stage.settled(second);
  expect(await stepsOf("a")).toEqual([1, 2]);
});

test("when failures cannot be written down, the batch comes again", async () => {
  const { subscription, calls } = poison(["a", 1]);
  await query(stage.db, "alter table dead_letters rename to away");
  const consumer = await stage.consumer({ subscriptions: [subscription] });
  await append(["a", 1], ["b", 1]);
  await eventually(() =>
    expect(stage.telemetry.lines.join("")).toContain("failed events could not be tried again"),
  );
  await query(stage.db, "alter table away rename to dead_letters");
  await eventually(() => expect(calls.count).toBeGreaterThan(0));
  calls.isHealed = true;
  await stage.settled(consumer);
  expect([await stepsOf("a"), await stepsOf("b")]).toEqual([[1], [1]]);
});

test("what is heard, refused and parked is counted, with the time that it took", async () => {
  const { subscription } = poison(["a", 1]);
  const nothing = on(Stepped, async () => undefined);
  const consumer = await stage.consumer({ subscriptions: [nothing, subscription], attemptsMax: 1 });
  await append(["a", 1], ["b", 1]);
  await stage.settled(consumer);
  const metrics = await stage.telemetry.metrics.registry.metrics();
  expect(metrics).toMatch(/souk_events_handled_total\{[^}]*outcome="handled"[^}]*\} 1/);
  expect(metrics).toMatch(/souk_events_handled_total\{[^}]*outcome="failed"[^}]*\} 1/);
  expect(metrics).toMatch(/souk_events_parked_total\{[^}]*\} 1/);
  expect(metrics).toMatch(/souk_events_delivery_seconds_count\{[^}]*\} 2/);
});
