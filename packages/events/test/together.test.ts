// Events that are handled many at a time.
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimEvents, listDeadLetters, on, onBatch, type BusEvent } from "../src/index.ts";
import { query } from "./database.ts";
import { aStep, createStage, eventually, Ignored, Stepped, type Stage, type Step } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

/** Counts by batches; a step of 13 is poison. */
function counting() {
  const sizes: number[] = [];
  const subscriptions = onBatch([Stepped, Ignored], async (events: readonly BusEvent[]) => {
    sizes.push(events.length);
    await inTransaction(stage.db, async (tx) => {
      const fresh = await claimEvents(
        tx,
        "count",
        events.map(({ eventId }) => eventId),
      );
      const steps = events.filter(({ eventId }) => fresh.has(eventId)).map(({ data }) => data as Step);
      if (steps.some(({ step }) => step === 13)) throw new Error("cannot");
      if (steps.some(({ step }) => step === 14)) throw new Refusal("conflict", "no", "No.");
      for (const { thingId, step } of steps)
        await query(tx, "insert into effects (thing, step) values ($1, $2)", thingId, step);
    });
  });
  return { sizes, subscriptions };
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 100);

test("events come in batches, in the order of each key, and a replay changes nothing", async () => {
  const { sizes, subscriptions } = counting();
  await stage.bus.append(range(500).map((step) => aStep(`thing-${step % 3}`, step)));
  const consumer = await stage.consumer({ subscriptions });
  await stage.settled(consumer);
  expect(Math.max(...sizes)).toBe(200);
  const effects = await stage.effects();
  expect(effects).toHaveLength(500);
  for (const thing of ["thing-0", "thing-1", "thing-2"]) {
    const steps = effects.filter(({ thingId }) => thingId === thing).map(({ step }) => step);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  }
  await stage.bus.replay("shop", "start");
  await stage.settled(consumer);
  expect(await stage.effects()).toEqual(effects);
});

test("a batch that fails is handled one by one: the poison is parked, the refused recorded, the rest goes on", async () => {
  const { sizes, subscriptions } = counting();
  await stage.bus.append([
    aStep("a", 1),
    aStep("b", 13),
    aStep("c", 14),
    aStep("b", 2),
    { ...aStep("d", 3), type: Ignored.type },
  ]);
  const consumer = await stage.consumer({ subscriptions, attemptsMax: 2 });
  await stage.settled(consumer);
  await stage.bus.append([aStep("b", 5), aStep("c", 6)]);
  await stage.settled(consumer);
  expect((await stage.effects()).map(({ thingId }) => thingId).toSorted()).toEqual(["a", "c", "d"]);
  const letters = await listDeadLetters(stage.db);
  expect(
    letters
      .map(({ kind, data }) => [kind, (data as Step).step])
      .toSorted((a, b) => Number(a[1]) - Number(b[1])),
  ).toEqual([
    ["parked", 2],
    ["parked", 5],
    ["parked", 13],
    ["refused", 14],
  ]);
  expect(sizes[0]).toBeGreaterThan(1);
  expect(stage.telemetry.lines.join("")).toContain("events could not be handled together");
});

test("beside other handlers the events come one by one", async () => {
  const { sizes, subscriptions } = counting();
  await stage.bus.append(range(10).map((step) => aStep("a", step)));
  const consumer = await stage.consumer({
    subscriptions: [...subscriptions, on(Stepped, async () => undefined)],
  });
  await stage.settled(consumer);
  await eventually(async () => expect(await stage.effects()).toHaveLength(10));
  expect(new Set(sizes)).toEqual(new Set([1]));
});
