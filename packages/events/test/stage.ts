// What most tests here need: a bus, a service with its database, an event to speak of, and what was handled.
import { inTransaction, newId, type Db } from "@souk/db";
import { expect, vi } from "vitest";
import {
  busMigrations,
  claimEvent,
  createConsumer,
  createPostgresBus,
  createRelay,
  migrations,
  on,
  publish,
  type Bus,
  type BusEvent,
  type ConsumerOptions,
  type EventConsumer,
  type PostgresBusOptions,
  type Relay,
  type RelayOptions,
} from "../src/index.ts";
import { createDatabase, query, type TestDatabase } from "./database.ts";
import { createSilentTelemetry, Stepped, type Step } from "./stage-telemetry.ts";

export { Ignored, Stepped, type Step } from "./stage-telemetry.ts";

/** Looks again until the check passes; a machine under load is given time. */
export function eventually(check: () => unknown): Promise<void> {
  return vi.waitFor(async () => void (await check()), { timeout: 15_000, interval: 10 });
}

export function aStep(thingId: string, step: number): BusEvent {
  return {
    eventId: newId(),
    type: Stepped.type,
    key: thingId,
    source: "test",
    occurredAt: new Date(),
    data: { thingId, step },
    traceparent: undefined,
  };
}

export type Stage = {
  readonly bus: Bus;
  readonly busDatabase: TestDatabase;
  readonly service: TestDatabase;
  readonly db: Db<unknown>;
  readonly telemetry: ReturnType<typeof createSilentTelemetry>;
  /** One more process's view of the same bus. */
  openBus(options?: Partial<PostgresBusOptions>): Promise<Bus>;
  relay(options?: Partial<RelayOptions>): Promise<Relay>;
  consumer(options: Partial<ConsumerOptions>): Promise<EventConsumer>;
  /** A subscription whose effect is a row in `effects`, in the transaction of the claim. */
  effectOf(before?: (step: Step) => Promise<void> | void): ReturnType<typeof on>;
  effects(): Promise<readonly Step[]>;
  publishAll(steps: readonly (readonly [thingId: string, step: number])[]): Promise<void>;
  settled(consumer: EventConsumer): Promise<void>;
  close(): Promise<void>;
};

const fastBus = { pollMs: 50, leaseMs: 900 };

export async function createStage(busOptions: Partial<PostgresBusOptions> = {}): Promise<Stage> {
  const [busDatabase, service] = await Promise.all([
    createDatabase(busMigrations),
    createDatabase(migrations),
  ]);
  const { db } = service;
  await query(db, "create table effects (place bigint generated always as identity, thing text, step int)");
  const telemetry = createSilentTelemetry("shop");
  const closing: (() => Promise<void>)[] = [];
  const openBus = async (options: Partial<PostgresBusOptions> = {}): Promise<Bus> => {
    const bus = await createPostgresBus({
      db: busDatabase.db,
      telemetry,
      ...fastBus,
      ...busOptions,
      ...options,
    });
    closing.unshift(() => bus.close());
    return bus;
  };
  const bus = await openBus();
  const started = async <Part extends { start(): Promise<void>; stop(): Promise<void> }>(
    part: Part,
  ): Promise<Part> => {
    await part.start();
    closing.unshift(() => part.stop());
    return part;
  };
  return {
    bus,
    busDatabase,
    service,
    db,
    telemetry,
    openBus,
    relay: async (options = {}) => started(createRelay({ db, bus, telemetry, ...options })),
    consumer: async (options) =>
      started(
        createConsumer({
          service: "shop",
          db,
          bus,
          telemetry,
          subscriptions: [],
          backOffFirstMs: 5,
          ...options,
        }),
      ),
    effectOf: (before = () => undefined) =>
      on(Stepped, async (step, { eventId }) => {
        await before(step);
        await inTransaction(db, async (tx) => {
          if (!(await claimEvent(tx, "effect", eventId))) return;
          await query(tx, "insert into effects (thing, step) values ($1, $2)", step.thingId, step.step);
        });
      }),
    effects: () => query<Step>(db, `select thing as "thingId", step from effects order by place`),
    publishAll: async (steps) => {
      for (const [thingId, step] of steps) await publish(db, Stepped, { thingId, step });
    },
    settled: async (consumer) => {
      await eventually(async () => {
        expect(await query(db, "select from outbox")).toHaveLength(0);
        expect(await consumer.caughtUp()).toBe(true);
      });
    },
    close: async () => {
      for (const close of closing) await close();
      await Promise.all([busDatabase.drop(), service.drop()]);
    },
  };
}
