// Moves events from a service's outbox to the bus, oldest first, in batches: read, append, then delete with the next read, a moment later.
// A crash between append and delete sends a batch twice; consumers know an event by its id.
// One relay at a time has the lease, to save work. Should two ever run (one stalled, its lease gone), each sends every row that is
// still there from the oldest on, so the first copies of a key's events still arrive in order, and second copies have no effect.
// Rows are found by being there, not by remembering the last id: a transaction that commits late is not skipped.
import { type AnyDb, listen, type Listener, type Look, Loop, newId, onAnnounced, runBatch } from "@souk/db";
import type { Counter, Histogram, Telemetry } from "@souk/telemetry";
import type { Bus, BusEvent } from "./bus.ts";
import { isSettled, publishedTopic } from "./publish.ts";
import { leaseOutbox, notifyRelay, releaseOutbox, takeFromOutbox, type OutboxRow } from "./store/outbox.ts";

export type RelayOptions = {
  /** The service's database. */
  readonly db: AnyDb;
  readonly bus: Bus;
  readonly telemetry: Telemetry;
  /** Where to LISTEN, when several processes publish from this database; one process alone needs it not. */
  readonly url?: string;
  readonly pollMs?: number;
};

export type Relay = {
  start(): Promise<void>;
  stop(): Promise<void>;
  wake(): void;
  /** Nothing is waiting in the outbox. */
  isIdle(): Promise<boolean>;
};

const batchMax = 500;
const leaseMs = 6_000;
const renewAfterMs = 2_000;
const pollMsDefault = 1_000;
/** What is published meanwhile goes in one batch. */
const restMs = 25;

/** Makes the relay of one service's outbox; nothing moves before `start()`. */
export function createRelay(options: RelayOptions): Relay {
  return new OutboxRelay(options);
}

class OutboxRelay implements Relay {
  readonly #options: RelayOptions;
  readonly #holder = newId();
  readonly #published: Counter;
  readonly #seconds: Histogram;
  readonly #loop: Loop;
  #leasedUntil = -Infinity;
  /** On the bus, and still in the outbox. */
  #sentIds: readonly string[] = [];
  #stopListening = (): void => undefined;
  #listener: Listener | undefined;

  constructor(options: RelayOptions) {
    const { log, metrics } = options.telemetry;
    this.#options = options;
    this.#published = metrics.counter(
      "souk_events_published_total",
      "Events moved from the outbox to the bus",
      ["type"],
    );
    this.#seconds = metrics.histogram("souk_events_publish_seconds", "From publish to the bus");
    this.#loop = new Loop({
      work: () => this.#look(),
      pollMs: options.pollMs ?? pollMsDefault,
      restMs,
      onError: (error) => log.error({ err: error }, "the outbox could not be moved to the bus"),
    });
  }

  async start(): Promise<void> {
    this.#stopListening = onAnnounced(this.#options.db, publishedTopic, () => this.#loop.wake());
    if (this.#options.url !== undefined)
      this.#listener = await listen(this.#options.url, ["outbox"], () => this.wake());
    this.#loop.start();
  }

  async stop(): Promise<void> {
    this.#stopListening();
    await this.#loop.stop();
    await this.#listener?.close();
    const forgetting = takeFromOutbox.query([this.#sentIds, 0]);
    await runBatch(this.#options.db, [forgetting, releaseOutbox.query([this.#holder])]);
    this.#sentIds = [];
  }

  wake(): void {
    this.#loop.wake();
  }

  isIdle(): Promise<boolean> {
    return isSettled(this.#options.db);
  }

  async #look(): Promise<Look> {
    if (await this.#hasLease()) return this.#move();
    await notifyRelay.rows(this.#options.db, []);
    return {};
  }

  async #hasLease(): Promise<boolean> {
    const askedAt = performance.now();
    if (askedAt < this.#leasedUntil - leaseMs + renewAfterMs) return true;
    const isLeased = (await leaseOutbox.first(this.#options.db, [this.#holder, leaseMs])) !== undefined;
    this.#leasedUntil = isLeased ? askedAt + leaseMs : -Infinity;
    return isLeased;
  }

  /** One batch. Where there was one, more may have come meanwhile, and this one is to be deleted: both with the next look. */
  async #move(): Promise<Look> {
    const { db, bus, telemetry } = this.#options;
    // Sent events that could not be deleted are known until they are.
    const rows = await takeFromOutbox.rows(db, [this.#sentIds, batchMax]);
    this.#sentIds = [];
    if (rows.length === 0) return {};
    await bus.append(rows.map((row) => toEvent(row, telemetry.service)));
    this.#sentIds = rows.map(({ id }) => id);
    this.#count(rows);
    return { dueInMs: 0 };
  }

  #count(rows: readonly OutboxRow[]): void {
    for (const { type, occurredAt } of rows) {
      this.#published.inc({ type });
      this.#seconds.observe((Date.now() - occurredAt.getTime()) / 1_000);
    }
  }
}

function toEvent({ id: _id, traceparent, ...row }: OutboxRow, source: string): BusEvent {
  return { ...row, source, traceparent: traceparent ?? undefined };
}
