// The relay: nothing is lost or overtaken, whatever is slow, dead or twice there.
import { closeDb, createDb, inTransaction, listen } from "@souk/db";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRelay, publish, type Bus, type BusEvent } from "../src/index.ts";
import { query } from "./database.ts";
import { takeFromOutbox } from "../src/store/outbox.ts";
import { createStage, eventually, Stepped, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

/** The bus of the stage, with another way to append. */
function busThatAppends(append: (events: readonly BusEvent[]) => Promise<void>): Bus {
  return { ...stage.bus, append };
}

async function log(): Promise<readonly string[]> {
  const rows = await query<{ step: string }>(
    stage.busDatabase.db,
    "select data->>'step' as step from bus_events order by partition, position",
  );
  return rows.map(({ step }) => step);
}

test("a transaction that commits late is not skipped", async () => {
  const relay = await stage.relay({ pollMs: 20 });
  await inTransaction(stage.db, async (slow) => {
    await publish(slow, Stepped, { thingId: "slow", step: 1 });
    await stage.publishAll([["quick", 2]]);
    await eventually(async () => expect(await log()).toEqual(["2"]));
  });
  await eventually(async () => expect(await relay.isIdle()).toBe(true));
  expect((await log()).toSorted()).toEqual(["1", "2"]);
});

test("a batch that was appended and not deleted comes again, and its effects happen once", async () => {
  let crashes = 1;
  const bus = busThatAppends(async (events) => {
    await stage.bus.append(events);
    if (crashes-- > 0) throw new Error("The connection was lost after the append.");
  });
  const consumer = await stage.consumer({ subscriptions: [stage.effectOf()] });
  await stage.publishAll([
    ["a", 1],
    ["a", 2],
  ]);
  await stage.relay({ bus });
  await stage.settled(consumer);
  expect(await log()).toEqual(["1", "2", "1", "2"]);
  expect(await stage.effects()).toEqual([
    { thingId: "a", step: 1 },
    { thingId: "a", step: 2 },
  ]);
  expect(stage.telemetry.lines.join("")).toContain("the outbox could not be moved to the bus");
});

test("events that cannot be appended wait in the outbox, in order, until they can", async () => {
  let failures = 2;
  const bus = busThatAppends(async (events) => {
    if (failures-- > 0) throw new Error("The bus is away.");
    await stage.bus.append(events);
  });
  await stage.publishAll([
    ["a", 1],
    ["a", 2],
  ]);
  const relay = await stage.relay({ bus });
  await eventually(async () => expect(await relay.isIdle()).toBe(true));
  expect(await log()).toEqual(["1", "2"]);
});

test("a backlog larger than a batch is moved in its order", async () => {
  const steps = Array.from({ length: 1_203 }, (_, index) => index);
  await query(
    stage.db,
    `insert into outbox (event_id, type, key, data)
     select gen_random_uuid(), $1, 'a', jsonb_build_object('thingId', 'a', 'step', n) from generate_series(0, 1202) n order by n`,
    Stepped.type,
  );
  const relay = await stage.relay();
  await eventually(async () => expect(await relay.isIdle()).toBe(true));
  expect(await log()).toEqual(steps.map(String));
});

test("of two relays one works, and the other calls it and takes over when it stops", async () => {
  const telemetry = stage.telemetry;
  const called = Promise.withResolvers<void>();
  // The row stays in the outbox until the call was heard: otherwise the first may find it by itself before the second has looked.
  const append = vi.fn(async (events: readonly BusEvent[]) => {
    await called.promise;
    await stage.bus.append(events);
  });
  const first = createRelay({
    db: stage.db,
    bus: busThatAppends(append),
    telemetry,
    url: stage.service.url,
    pollMs: 60_000,
  });
  await first.start();
  await eventually(async () => expect(await query(stage.db, "select from relay_leases")).toHaveLength(1));
  const listener = await listen(stage.service.url, ["outbox"], () => called.resolve());
  const appendOfSecond = vi.fn(stage.bus.append.bind(stage.bus));
  const second = createRelay({ db: stage.db, bus: busThatAppends(appendOfSecond), telemetry, pollMs: 20 });
  await second.start();

  // As if by the second's process: the first one is not told in memory.
  await query(
    stage.db,
    `insert into outbox (event_id, type, key, data) values (gen_random_uuid(), $1, 'a', '{"thingId":"a","step":1}')`,
    Stepped.type,
  );
  await eventually(async () => expect(await log()).toEqual(["1"]));
  expect(append).toHaveBeenCalledOnce();
  expect(appendOfSecond).not.toHaveBeenCalled();

  await first.stop();
  await stage.publishAll([["a", 2]]);
  await eventually(() => expect(appendOfSecond).toHaveBeenCalledOnce());
  await second.stop();
  await listener.close();
});

test("only the deletion of what was sent is not flushed to disk; the connection's next changes are", async () => {
  const alone = createDb({ url: stage.service.url, applicationName: "test", connectionsMax: 1 });
  try {
    await query(alone, "set synchronous_commit = on");
    await stage.publishAll([["a", 1]]);
    const [sent] = await takeFromOutbox.rows(alone, [[], 10]);
    expect(await takeFromOutbox.rows(alone, [[sent!.id], 10])).toEqual([]);
    expect(await query(alone, "show synchronous_commit")).toEqual([{ synchronous_commit: "on" }]);
    expect(await query(alone, "select from outbox")).toHaveLength(0);
  } finally {
    await closeDb(alone);
  }
});

test("without any call the poll finds what was published", async () => {
  const relay = await stage.relay({ pollMs: 30 });
  await eventually(async () => expect(await query(stage.db, "select from relay_leases")).toHaveLength(1));
  await query(
    stage.db,
    `insert into outbox (event_id, type, key, data) values (gen_random_uuid(), $1, 'a', '{"thingId":"a","step":1}')`,
    Stepped.type,
  );
  await eventually(async () => expect(await log()).toEqual(["1"]));
  await eventually(async () => expect(await relay.isIdle()).toBe(true));
});

test("a relay that is told to look looks at once", async () => {
  const relay = await stage.relay({ pollMs: 60_000 });
  await eventually(async () => expect(await query(stage.db, "select from relay_leases")).toHaveLength(1));
  await query(
    stage.db,
    `insert into outbox (event_id, type, key, data) values (gen_random_uuid(), $1, 'a', '{"thingId":"a","step":1}')`,
    Stepped.type,
  );
  relay.wake();
  await eventually(async () => expect(await log()).toEqual(["1"]));
});

test("a relay that stops finishes its batch and begins no other", async () => {
  const appending = Promise.withResolvers<void>();
  const mayGoOn = Promise.withResolvers<void>();
  const bus = busThatAppends(async (events) => {
    appending.resolve();
    await mayGoOn.promise;
    await stage.bus.append(events);
  });
  await stage.publishAll([["a", 1]]);
  const relay = createRelay({ db: stage.db, bus, telemetry: stage.telemetry });
  await relay.start();
  await appending.promise;
  await stage.publishAll([["a", 2]]);
  const stopped = relay.stop();
  mayGoOn.resolve();
  await stopped;
  expect(await log()).toEqual(["1"]);
  expect(await query(stage.db, "select data->>'step' as step from outbox")).toEqual([{ step: "2" }]);
  expect(await query(stage.db, "select from relay_leases")).toHaveLength(0);
});

test("an event that is published in the same process is moved without a poll, also when its type is new to the relay", async () => {
  const relay = await stage.relay({ pollMs: 60_000 });
  await eventually(async () => expect(await query(stage.db, "select from relay_leases")).toHaveLength(1));
  for (const step of [1, 2]) {
    await stage.publishAll([["a", step]]);
    await eventually(async () => expect(await relay.isIdle()).toBe(true));
  }
  expect(await log()).toEqual(["1", "2"]);
});
