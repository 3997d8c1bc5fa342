// What publish writes, and the way of an event from there to its handler.
import { inTransaction, runBatch, statement } from "@souk/db";
import { continueTrace, currentTraceparent } from "@souk/telemetry";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  claimEvent,
  claimQuery,
  isAlreadyClaimed,
  isSettled,
  on,
  outboxQuery,
  publish,
} from "../src/index.ts";
import { query } from "./database.ts";
import { createStage, Ignored, Stepped, type Stage, type Step } from "./stage.ts";

const trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

test("an event that was published reaches its handler, and its effect happens once", async () => {
  const consumer = await stage.consumer({ subscriptions: [stage.effectOf()] });
  await stage.relay();
  await stage.publishAll([["a", 1]]);
  await stage.settled(consumer);
  expect(await stage.effects()).toEqual([{ thingId: "a", step: 1 }]);
});

test("an event of a transaction that was undone is never heard of", async () => {
  const consumer = await stage.consumer({ subscriptions: [stage.effectOf()] });
  await stage.relay();
  const undone = inTransaction(stage.db, async (tx) => {
    await publish(tx, Stepped, { thingId: "a", step: 1 });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await stage.publishAll([["b", 1]]);
  await stage.settled(consumer);
  expect(await stage.effects()).toEqual([{ thingId: "b", step: 1 }]);
});

test("an event in a batch is published with the batch, or not at all", async () => {
  const failing = { sql: "select 1 / 0", parameters: [] };
  await expect(
    runBatch(stage.db, [outboxQuery(Stepped, { thingId: "a", step: 1 }), failing]),
  ).rejects.toThrow("division");
  expect(await isSettled(stage.db)).toBe(true);
  await runBatch(stage.db, [outboxQuery(Stepped, { thingId: "a", step: 2 })]);
  expect(await isSettled(stage.db)).toBe(false);
  expect(await query(stage.db, "select type, key, data from outbox")).toEqual([
    { type: Stepped.type, key: "a", data: { thingId: "a", step: 2 } },
  ]);
});

test("only the fields of the schema leave the service, and data that does not fit is refused", async () => {
  const withSecret: Step & { password: string } = { thingId: "a", step: 1, password: "secret" };
  await publish(stage.db, Stepped, withSecret);
  expect(await query(stage.db, "select data from outbox")).toEqual([{ data: { thingId: "a", step: 1 } }]);
  await expect(publish(stage.db, Stepped, { thingId: "a", step: 1.5 })).rejects.toThrow();
});

test("a handler learns who said the event, when, and as a part of which trace", async () => {
  const heard = Promise.withResolvers<Record<string, unknown>>();
  await stage.consumer({
    subscriptions: [
      on(Stepped, async (data, meta) => heard.resolve({ data, ...meta, running: currentTraceparent() })),
    ],
  });
  await continueTrace({ traceparent: trace }, () => publish(stage.db, Stepped, { thingId: "a", step: 1 }));
  const [row] = await query<{ eventId: string; occurredAt: Date }>(
    stage.db,
    `select event_id as "eventId", occurred_at as "occurredAt" from outbox`,
  );
  await stage.relay();
  const { running, ...event } = await heard.promise;
  expect(event).toEqual({
    data: { thingId: "a", step: 1 },
    ...row,
    type: Stepped.type,
    key: "a",
    source: "shop",
    traceparent: trace,
  });
  expect(String(running).split("-")[1]).toBe(trace.split("-")[1]);
});

test("a type that nobody subscribed to is passed over", async () => {
  const consumer = await stage.consumer({ subscriptions: [stage.effectOf()] });
  await stage.relay();
  await publish(stage.db, Ignored, { thingId: "a", step: 1 });
  await stage.publishAll([["a", 2]]);
  await stage.settled(consumer);
  expect(await stage.effects()).toEqual([{ thingId: "a", step: 2 }]);
  expect(await query(stage.db, "select from dead_letters")).toHaveLength(0);
});

test("a service without subscriptions has nothing to catch up with", async () => {
  const consumer = await stage.consumer({ subscriptions: [] });
  expect(await consumer.caughtUp()).toBe(true);
  expect(await stage.bus.lag("shop")).toBe(0);
});

test("an event is claimed once by each consumer, also by two transactions at the same time", async () => {
  const eventId = crypto.randomUUID();
  expect(await claimEvent(stage.db, "one", eventId)).toBe(true);
  expect(await claimEvent(stage.db, "one", eventId)).toBe(false);
  const claims = await Promise.all(
    [1, 2, 3, 4].map(() => inTransaction(stage.db, (tx) => claimEvent(tx, "two", eventId))),
  );
  expect(claims.filter(Boolean)).toHaveLength(1);
});

test("a second claim in a batch breaks the batch, which the consumer takes as done already", async () => {
  const insert = statement<never, readonly [string, number]>(
    "test_effect",
    "insert into effects (thing, step) values ($1, $2)",
  );
  const once = on(Stepped, async ({ thingId, step }, { eventId }) => {
    await runBatch(stage.db, [claimQuery("batch", eventId), insert.query([thingId, step])]);
  });
  const consumer = await stage.consumer({ subscriptions: [once, once] });
  await stage.relay();
  await stage.publishAll([["a", 1]]);
  await stage.settled(consumer);
  expect(await stage.effects()).toEqual([{ thingId: "a", step: 1 }]);
  expect(await query(stage.db, "select from dead_letters")).toHaveLength(0);
});

test("a second claim is recognised inside other errors, and other errors are not taken for one", async () => {
  const eventId = crypto.randomUUID();
  await runBatch(stage.db, [claimQuery("one", eventId)]);
  const error: unknown = await runBatch(stage.db, [claimQuery("one", eventId)]).catch(
    (caught: unknown) => caught,
  );
  expect(isAlreadyClaimed(error)).toBe(true);
  expect(isAlreadyClaimed(new Error("outer", { cause: error }))).toBe(true);
  const other: unknown = await query(
    stage.db,
    "insert into relay_leases select true, gen_random_uuid(), now() from generate_series(1, 2)",
  ).catch((caught: unknown) => caught);
  expect(isAlreadyClaimed(other)).toBe(false);
  expect(isAlreadyClaimed("inbox_pkey")).toBe(false);
});
