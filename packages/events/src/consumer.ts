// Takes a service's events from the bus to its handlers: one key in order, several keys at a time.
// An event that fails is written to dead_letters with the time of its next try and its key is blocked, so that the batch goes on and
// neither a restart nor a poison event holds up other keys; later events of the key queue behind it there.
import { type AnyDb, type Loop } from "@souk/db";
import type { Telemetry } from "@souk/telemetry";
import { createAttempt, type Attempt } from "./attempt.ts";
import type { Bus, BusConsumer, BusEvent } from "./bus.ts";
import { createCleaner } from "./clean-inbox.ts";
import { runLanes } from "./lanes.ts";
import { firstFailureOf, refused, Retries, type RetryPolicy } from "./retries.ts";
import { findRecorded, isRetrying, queueBehind, recordFailure, toParameters } from "./store/dead-letters.ts";
import type { Subscription } from "./subscription.ts";
import { createTogether, type Together } from "./together.ts";

export type ConsumerOptions = {
  /** The group on the bus: every process of the service shares its events. */
  readonly service: string;
  /** The service's database. */
  readonly db: AnyDb;
  readonly bus: Bus;
  readonly subscriptions: readonly Subscription[];
  readonly telemetry: Telemetry;
  /** How often an event is tried before it is parked. */
  readonly attemptsMax?: number;
  /** Keys handled at the same time. */
  readonly concurrency?: number;
  /** Before the second try; doubled after each, with jitter. */
  readonly backOffFirstMs?: number;
  readonly handlerTimeoutMs?: number;
};

export type EventConsumer = {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Nothing is left to handle now, and no event waits for another try. */
  caughtUp(): Promise<boolean>;
};

const attemptsMaxDefault = 8;
const concurrencyDefault = 8;
const backOffFirstMsDefault = 250;
const handlerTimeoutMsDefault = 30_000;

/** Makes the consumer of one service; nothing is handled before `start()`. */
export function createConsumer(options: ConsumerOptions): EventConsumer {
  return new ServiceConsumer(options);
}

class ServiceConsumer implements EventConsumer {
  readonly #options: ConsumerOptions;
  readonly #types: readonly string[];
  readonly #concurrency: number;
  readonly #policy: RetryPolicy;
  readonly #attempt: Attempt;
  readonly #together: Together;
  readonly #retries: Retries;
  readonly #cleaner: Loop;
  #consumer: BusConsumer | undefined;
  #isStopping = false;

  constructor(options: ConsumerOptions) {
    const { service, db, telemetry, subscriptions } = options;
    this.#options = options;
    this.#types = [...new Set(subscriptions.map(({ type }) => type))];
    this.#concurrency = options.concurrency ?? concurrencyDefault;
    this.#policy = {
      attemptsMax: options.attemptsMax ?? attemptsMaxDefault,
      backOffFirstMs: options.backOffFirstMs ?? backOffFirstMsDefault,
    };
    const handlerTimeoutMs = options.handlerTimeoutMs ?? handlerTimeoutMsDefault;
    this.#attempt = createAttempt({ subscriptions, telemetry, handlerTimeoutMs });
    this.#together = createTogether({ subscriptions, telemetry, handlerTimeoutMs });
    this.#retries = new Retries({
      consumer: service,
      db,
      telemetry,
      attempt: this.#attempt,
      policy: this.#policy,
      concurrency: this.#concurrency,
    });
    this.#cleaner = createCleaner({ db, telemetry });
  }

  async start(): Promise<void> {
    if (this.#types.length === 0) return;
    this.#isStopping = false;
    this.#retries.start();
    this.#cleaner.start();
    const { bus, service } = this.#options;
    this.#consumer = await bus.consume(service, (events) => this.#handleBatch(events), {
      types: this.#types,
    });
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([this.#consumer?.stop(), this.#retries.stop(), this.#cleaner.stop()]);
  }

  async caughtUp(): Promise<boolean> {
    if (this.#consumer === undefined) return true;
    const { db, service } = this.#options;
    // In this order: what fails leaves the bus for dead_letters, never the other way.
    return (await this.#consumer.caughtUp()) && !(await isRetrying(db, service));
  }

  async #handleBatch(events: readonly BusEvent[]): Promise<void> {
    const { db, service } = this.#options;
    const keys = [...new Set(events.map(({ key }) => key))];
    const recorded = await findRecorded.rows(db, [service, events.map(({ eventId }) => eventId), keys]);
    const recordedIds = new Set(recorded.map(({ eventId }) => eventId));
    const blockedKeys = new Set(recorded.flatMap(({ key, isBlocking }) => (isBlocking ? [key] : [])));
    const fresh = events.filter(({ eventId }) => !recordedIds.has(eventId));
    const behindFailed = fresh.filter(({ key }) => blockedKeys.has(key));
    const left = await this.#together(fresh.filter(({ key }) => !blockedKeys.has(key)));
    const lanes = Map.groupBy([...behindFailed, ...left], ({ key }) => key);
    await runLanes([...lanes], this.#concurrency, ([key, lane]) =>
      this.#handleLane(lane, blockedKeys.has(key)),
    );
  }

  /** The events of one key, in order. */
  async #handleLane(lane: readonly BusEvent[], isBlockedAtFirst: boolean): Promise<void> {
    const { db, service } = this.#options;
    let isBlocked = isBlockedAtFirst;
    for (const event of lane) {
      if (this.#isStopping) throw new Error("The consumer is stopping; the bus brings the batch again.");
      isBlocked &&= (await queueBehind.first(db, toParameters(service, event))) !== undefined;
      if (!isBlocked) isBlocked = await this.#handleOne(event);
    }
  }

  /** Gives `true` when the event now blocks its key. */
  async #handleOne(event: BusEvent): Promise<boolean> {
    const { db, service } = this.#options;
    const outcome = await this.#attempt(event);
    if (outcome.status === "handled") return false;
    const next = outcome.status === "refused" ? refused : firstFailureOf(this.#policy);
    await recordFailure.rows(db, [...toParameters(service, event), next.kind, outcome.reason, next.dueInMs]);
    this.#retries.expect(next);
    return next.kind !== "refused";
  }
}
