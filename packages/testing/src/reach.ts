// How a test reaches into a running shop: its services, their databases, their events and their jobs.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { EventDefinition } from "@souk/contracts";
import type { Db } from "@souk/db";
import type { EventMeta } from "@souk/events";
import type { RunningServices, ServiceName, ServiceRuntime } from "@souk/service";
import { listPublished, makeJobsDue, type PublishedEvent } from "./records.ts";

const WAIT_MAX_MS = 20_000;
const POLL_MS = 10;

export type Delivery<Data> = { readonly data: Data; readonly eventId?: string };
export type Reach = {
  service(name: ServiceName): ServiceRuntime;
  db(name: ServiceName): Db<unknown>;
  /** What that service has published so far, oldest first. */
  published(name: ServiceName): Promise<readonly PublishedEvent[]>;
  /** Hands one event to a service as the bus would; the same `eventId` twice is a duplicate. */
  deliver<Data>(
    name: ServiceName,
    definition: EventDefinition<Data>,
    delivery: Delivery<Data>,
  ): Promise<void>;
  /** Makes the waiting jobs of a service due and runs them. */
  runJobs(name: ServiceName): Promise<void>;
  /** Waits until no event and no due job is on its way. */
  settled(): Promise<void>;
  /** Waits until the check gives something; for what comes from outside, such as a webhook. */
  until<T>(check: () => Promise<T | undefined | false>): Promise<T>;
};

export function reaching(services: RunningServices, bus: Db<unknown>): Reach {
  const service = (name: ServiceName): ServiceRuntime => {
    const found = services.runtimes.find((runtime) => runtime.name === name);
    if (!found) throw new Error(`This test shop has no ${name} service.`);
    return found;
  };
  return {
    service,
    db: (name: ServiceName) => service(name).host.db,
    published: (name: ServiceName) => listPublished({ bus, own: service(name).host.db }, name),
    async deliver<Data>(
      name: ServiceName,
      definition: EventDefinition<Data>,
      { data, eventId }: Delivery<Data>,
    ) {
      const meta: EventMeta = {
        eventId: eventId ?? randomUUID(),
        type: definition.type,
        key: definition.keyOf(data),
        source: "test",
        occurredAt: new Date(),
        traceparent: undefined,
      };
      const heard = service(name).service.subscriptions.filter(({ type }) => type === definition.type);
      for (const subscription of heard) await subscription.handle({ ...meta, data });
    },
    async runJobs(name: ServiceName) {
      const runtime = service(name);
      await makeJobsDue(runtime.host.db);
      // The service's own worker may have taken one of them by now: it is waited for, too.
      await waitUntil(async () => (await runtime.runDueJobs()) === 0 && (await runtime.isSettled()));
    },
    settled: async () => {
      await waitUntil(async () => {
        const ran = await Promise.all(services.runtimes.map((runtime) => runtime.runDueJobs()));
        return ran.every((count) => count === 0) && (await services.isSettled());
      });
    },
    until: waitUntil,
  };
}

async function waitUntil<T>(check: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + WAIT_MAX_MS;
  for (;;) {
    const found = await check();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error("What the test waits for did not come.");
    await delay(POLL_MS);
  }
}
