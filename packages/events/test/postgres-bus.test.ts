// The bus on PostgreSQL: order, shares, leases, replay, retention.
import { inTransaction } from "@souk/db";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { BusEvent, BusHandler } from "../src/index.ts";
import { partitionOf } from "../src/partition-of.ts";
import { cleanLog } from "../src/postgres-bus.ts";
import { appendEvents } from "../src/store/bus-log.ts";
import { query } from "./database.ts";
import { aStep, createStage, eventually, Ignored, Stepped, type Stage } from "./stage.ts";

const partitionCount = 8;

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

/** A handler that remembers, by key, what it was given. */
function remembering(): {
  readonly handler: BusHandler;
  readonly stepsOf: (key: string) => readonly number[];
  readonly count: () => number;
} {
  const events: BusEvent[] = [];
  const stepOf = ({ data }: BusEvent): number => (data as { step: number }).step;
  return {
    handler: async (batch) => void events.push(...batch),
    stepsOf: (key) => events.filter((event) => event.key === key).map(stepOf),
    count: () => events.length,
  };
}

function keyIn(partition: number): string {
  for (let attempt = 0; ; attempt += 1)
    if (partitionOf(`key-${attempt}`, partitionCount) === partition) return `key-${attempt}`;
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

test("keys spread over all partitions, and a key always has the same one", () => {
  const partitions = range(0, 1_000).map((index) => partitionOf(crypto.randomUUID() + index, partitionCount));
  expect(new Set(partitions).size).toBe(partitionCount);
  expect(partitionOf("0198c0de-0000-7000-8000-000000000001", partitionCount)).toBe(
    partitionOf("0198c0de-0000-7000-8000-000000000001", partitionCount),
  );
  // Changing these would tear a key's events apart.
  expect(["", "a", "settings"].map((key) => partitionOf(key, partitionCount))).toEqual([5, 4, 0]);
});

test("an append that commits slowly is not overtaken, and holds up its partition only", async () => {
  const heard = remembering();
  await stage.bus.consume("group", heard.handler);
  const [slowKey, otherKey] = [keyIn(1), keyIn(2)];
  let later = Promise.resolve();
  await inTransaction(stage.busDatabase.db, async (slow) => {
    const row = { ...aStep(slowKey, 1), partition: 1 };
    await appendEvents.rows(slow, [JSON.stringify([row]), false]);
    const otherProcess = await stage.openBus();
    later = stage.bus.append([aStep(slowKey, 2)]);
    await otherProcess.append([aStep(otherKey, 3)]);
    await eventually(() => expect(heard.stepsOf(otherKey)).toEqual([3]));
    expect(heard.stepsOf(slowKey)).toEqual([]);
  });
  await later;
  await eventually(() => expect(heard.stepsOf(slowKey)).toEqual([1, 2]));
});

test("many appenders at once leave no gap and no deadlock, and each key keeps its order", async () => {
  const heard = remembering();
  await stage.bus.consume("group", heard.handler);
  const buses = await Promise.all(range(0, 4).map(() => stage.openBus()));
  const keys = range(0, 4).map((index) => `appender-${index}`);
  await Promise.all(
    buses.map(async (bus, index) => {
      for (const step of range(0, 25))
        await bus.append([
          aStep(keys[index]!, step),
          ...range(0, 8).map((other) => aStep(`noise-${index}-${other}`, step)),
        ]);
    }),
  );
  await eventually(() => expect(heard.count()).toBe(4 * 25 * 9));
  for (const key of keys) expect(heard.stepsOf(key)).toEqual(range(0, 25));
  const gaps = await query(
    stage.busDatabase.db,
    `select partition from bus_partitions p where head <> (select count(*) from bus_events e where e.partition = p.partition)`,
  );
  expect(gaps).toEqual([]);
});

test("an append that fails is reported to each who asked, and takes no position", async () => {
  const broken = { ...aStep("a", 1), eventId: "not a uuid" };
  const results = await Promise.allSettled([stage.bus.append([broken]), stage.bus.append([aStep("a", 2)])]);
  expect(results[0].status).toBe("rejected");
  await stage.bus.append([aStep("a", 3)]);
  const rows = await query(
    stage.busDatabase.db,
    "select data->>'step' as step, position from bus_events order by position",
  );
  expect(rows.at(-1)).toEqual({ step: "3", position: rows.length });
});

test("each group hears every event; a group that begins at the end hears the new ones only", async () => {
  await stage.bus.append([aStep("a", 1)]);
  const [one, two, late] = [remembering(), remembering(), remembering()];
  await stage.bus.consume("one", one.handler);
  await stage.bus.consume("two", two.handler, { from: "start" });
  await stage.bus.consume("late", late.handler, { from: "end" });
  await stage.bus.append([aStep("a", 2)]);
  await eventually(() =>
    expect([one, two, late].map(({ stepsOf }) => stepsOf("a"))).toEqual([[1, 2], [1, 2], [2]]),
  );
});

test("a group is given the types that it asked for, and passes the others without a trace", async () => {
  const heard = remembering();
  const consumer = await stage.bus.consume("group", heard.handler, { types: [Stepped.type] });
  await stage.bus.append([
    ...range(0, 600).map((step) => ({ ...aStep("a", step), type: Ignored.type })),
    aStep("a", 600),
  ]);
  await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
  expect(heard.stepsOf("a")).toEqual([600]);
  await eventually(async () => expect(await stage.bus.lag("group")).toBe(0));
});

test("a batch whose handler fails comes again, whole and in order", async () => {
  const heard = remembering();
  let failures = 2;
  await stage.bus.consume("group", async (events) => {
    if (failures-- > 0) throw new Error("not now");
    await heard.handler(events);
  });
  await stage.bus.append(range(0, 5).map((step) => aStep("a", step)));
  await eventually(() => expect(heard.stepsOf("a")).toEqual(range(0, 5)));
  expect(stage.telemetry.lines.join("")).toContain("a group could not read the bus");
});

test("events appended by another process are heard by a call, and by the poll when the call is lost", async () => {
  const [called, polling] = [remembering(), remembering()];
  const busWithCalls = await stage.openBus({ url: stage.busDatabase.url, pollMs: 60_000 });
  const elsewhere = await stage.openBus({ url: stage.busDatabase.url });
  await busWithCalls.consume("called", called.handler);
  await stage.bus.consume("polling", polling.handler);
  await elsewhere.append([aStep("a", 1)]);
  await eventually(() => expect([called.stepsOf("a"), polling.stepsOf("a")]).toEqual([[1], [1]]));
});

test("processes of a group share the partitions, and a key stays in order while they come and go", async () => {
  const heard = remembering();
  const keys = range(0, partitionCount).map(keyIn);
  const consumers = [await stage.bus.consume("group", heard.handler)];
  const heldBy = async (): Promise<readonly number[]> => {
    const rows = await query<{ count: number }>(
      stage.busDatabase.db,
      "select count(*) from bus_offsets where holder is not null group by holder order by 1",
    );
    return rows.map(({ count }) => count);
  };
  for (const step of range(0, 60)) {
    await stage.bus.append(keys.map((key) => aStep(key, step)));
    if (step === 20) {
      consumers.push(await (await stage.openBus()).consume("group", heard.handler));
      consumers.push(await (await stage.openBus()).consume("group", heard.handler));
      await eventually(async () => expect(await heldBy()).toEqual([2, 3, 3]));
    }
    if (step === 40) await consumers[0]!.stop();
  }
  await eventually(async () => expect(await consumers[1]!.caughtUp()).toBe(true));
  for (const key of keys) {
    const steps = heard.stepsOf(key);
    // Twice is allowed; the first copies must be complete and in order.
    expect(steps.filter((step, index) => steps.indexOf(step) === index)).toEqual(range(0, 60));
  }
  expect(await heldBy()).toEqual([4, 4]);
});

test("a process that died loses its partitions when its lease ends", async () => {
  const heard = remembering();
  await query(
    stage.busDatabase.db,
    "insert into bus_members values (gen_random_uuid(), 'group', now() + interval '700 milliseconds')",
  );
  await query(
    stage.busDatabase.db,
    "insert into bus_offsets select 'group', partition, 0, (select member from bus_members) from bus_partitions",
  );
  await stage.bus.append([aStep("a", 1)]);
  await stage.bus.consume("group", heard.handler);
  expect(heard.count()).toBe(0);
  await eventually(() => expect(heard.stepsOf("a")).toEqual([1]));
});

test("a process that stalled cannot move an offset that belongs to another by now", async () => {
  const [stalled, heard] = [Promise.withResolvers<void>(), remembering()];
  const began = Promise.withResolvers<void>();
  const slowBus = await stage.openBus();
  let batches = 0;
  await slowBus.consume("group", async (events) => {
    if (batches++ > 0) return heard.handler(events);
    began.resolve();
    await stalled.promise;
  });
  await stage.bus.append([aStep("a", 1)]);
  await began.promise;
  // What a process sees that was stopped for longer than its lease: everything is held by somebody else, with a higher fence.
  await query(stage.busDatabase.db, "update bus_offsets set holder = gen_random_uuid(), fence = fence + 1");
  stalled.resolve();
  await stage.bus.append([aStep("a", 2)]);
  await eventually(() => expect(heard.stepsOf("a")).toEqual([1, 2]));
});

test("a group can be replayed from the start and from a time, while it runs", async () => {
  const heard = remembering();
  const consumer = await stage.bus.consume("group", heard.handler);
  await stage.bus.append([aStep("a", 1)]);
  await query(stage.busDatabase.db, "update bus_events set appended_at = now() - interval '1 hour'");
  await stage.bus.append([aStep("a", 2)]);
  await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
  await stage.bus.replay("group", "start");
  await eventually(() => expect(heard.stepsOf("a")).toEqual([1, 2, 1, 2]));
  await stage.bus.replay("group", new Date(Date.now() - 60_000));
  await eventually(() => expect(heard.stepsOf("a")).toEqual([1, 2, 1, 2, 2]));
  await stage.bus.replay("group", new Date(Date.now() + 60_000));
  expect(await stage.bus.lag("group")).toBe(0);
});

test("what is older than the retention goes, in bounded steps, and a new group begins behind it", async () => {
  const db = stage.busDatabase.db;
  await stage.bus.append(range(0, 2_500).map((step) => aStep("a", step)));
  await query(
    db,
    "update bus_events set appended_at = now() - interval '31 days' where (data->>'step')::int < 2400",
  );
  await cleanLog(db);
  expect(await query(db, "select min((data->>'step')::int) as oldest from bus_events")).toEqual([
    { oldest: 2_400 },
  ]);
  const heard = remembering();
  await stage.bus.consume("new", heard.handler);
  await eventually(() => expect(heard.stepsOf("a")).toEqual(range(2_400, 2_500)));
  await cleanLog(db);
  expect(await query(db, "select count(*) from bus_events")).toEqual([{ count: 100 }]);
});

test("a group that was away for longer than the retention goes on at the oldest event kept", async () => {
  const heard = remembering();
  const consumer = await stage.bus.consume("group", heard.handler);
  await consumer.stop();
  await stage.bus.append([aStep("a", 1)]);
  await query(stage.busDatabase.db, "update bus_events set appended_at = now() - interval '31 days'");
  await cleanLog(stage.busDatabase.db);
  await stage.bus.append([aStep("a", 2)]);
  await stage.bus.consume("group", heard.handler);
  await eventually(() => expect(heard.stepsOf("a")).toEqual([2]));
});

test("a bus that is closed lets its groups go on elsewhere at once", async () => {
  const heard = remembering();
  const closing = await stage.openBus({ leaseMs: 60_000, url: stage.busDatabase.url });
  await closing.consume("group", heard.handler);
  await closing.append([aStep("a", 1)]);
  await eventually(() => expect(heard.stepsOf("a")).toEqual([1]));
  await closing.close();
  const consumer = await stage.bus.consume("group", heard.handler);
  await stage.bus.append([aStep("a", 2)]);
  await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
  expect(heard.stepsOf("a")).toEqual([1, 2]);
});
