// Runs one built service: moves its outbox to the bus, hears the events it subscribed to, works its jobs.
import { type Bus, createConsumer, createRelay, isSettled } from "@souk/events";
import { deleteExpiredIdempotencyKeys } from "@souk/http";
import { createWorker, defineJob, enqueue, onJob, runDueJobs } from "@souk/jobs";
import type { Host, Service, ServiceModule } from "./service.ts";

export type ServiceRuntime = {
  readonly name: ServiceModule["name"];
  readonly service: Service;
  readonly host: Host;
  /** Works every job that is due; gives back how many. */
  runDueJobs(): Promise<number>;
  start(): Promise<void>;
  /** Finishes what runs, then stops; new events and jobs wait for the next start. */
  stop(): Promise<void>;
  /** Nothing left to publish, nothing left to hear, no job running or due. */
  isSettled(): Promise<boolean>;
};

const HOUR_MS = 3_600_000;
/** Idempotency keys are kept for two days; each service clears its own away. */
const ForgetIdempotencyKeys = defineJob<object>({ name: "http.forget_idempotency_keys" });

/** Wires a built service to the bus and to its jobs. Nothing runs before `start()`. */
export function createRuntime(
  module: ServiceModule,
  service: Service,
  wiring: { host: Host; bus: Bus },
): ServiceRuntime {
  const { host, bus } = wiring;
  const { db, telemetry } = host;
  const relay = createRelay({ db, bus, telemetry });
  const consumer = createConsumer({
    service: module.name,
    db,
    bus,
    subscriptions: service.subscriptions,
    telemetry,
  });
  const forgetKeys = onJob(ForgetIdempotencyKeys, async () => {
    await deleteExpiredIdempotencyKeys(db);
    return { retryAfterMs: HOUR_MS };
  });
  const worker = createWorker({ db, handlers: [...service.jobs, forgetKeys], telemetry });
  return {
    name: module.name,
    service,
    host,
    runDueJobs: () => runDueJobs(worker),
    async start() {
      await service.start?.();
      await enqueue(db, ForgetIdempotencyKeys, { key: "hourly", data: {}, afterMs: HOUR_MS });
      await Promise.all([relay.start(), consumer.start(), worker.start()]);
    },
    async stop() {
      await Promise.all([consumer.stop(), worker.stop()]);
      await relay.stop();
      await service.close?.();
    },
    async isSettled() {
      return (await isSettled(db)) && (await consumer.caughtUp()) && (await worker.isIdle());
    },
  };
}
