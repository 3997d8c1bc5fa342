// Tries failed events again when they are due: the first of each blocked key, then the ones behind it, in order.
import { type AnyDb, backOffMs, type Look, Loop, runBatch } from "@souk/db";
import type { Counter, Telemetry } from "@souk/telemetry";
import type { Attempt } from "./attempt.ts";
import { runLanes } from "./lanes.ts";
import { addReplayListener, removeReplayListener } from "./replay-hints.ts";
import * as store from "./store/dead-letters.ts";
import type { DeadLetterKind } from "./store/dead-letters.ts";

export type RetryPolicy = { readonly attemptsMax: number; readonly backOffFirstMs: number };

export type RetriesOptions = {
  readonly consumer: string;
  readonly db: AnyDb;
  readonly telemetry: Telemetry;
  readonly attempt: Attempt;
  readonly policy: RetryPolicy;
  readonly concurrency: number;
};

const pollMs = 1_000;
const backOffMsMax = 60_000;
/** Longer than any handler may take: nobody else tries the event meanwhile. */
const leaseMs = 60_000;

/** What becomes of an event that was not handled at first. */
export type Next = { readonly kind: DeadLetterKind; readonly dueInMs: number | null };

export const refused: Next = { kind: "refused", dueInMs: null };

export function firstFailureOf({ attemptsMax, backOffFirstMs }: RetryPolicy): Next {
  if (attemptsMax <= 1) return { kind: "parked", dueInMs: null };
  return { kind: "retrying", dueInMs: backOffMs(1, backOffFirstMs, backOffMsMax) };
}

export class Retries {
  readonly #options: RetriesOptions;
  readonly #parked: Counter;
  readonly #loop: Loop;
  readonly #wake = (): void => this.#loop.wake();
  #isStopping = false;

  constructor(options: RetriesOptions) {
    const { log, metrics } = options.telemetry;
    this.#options = options;
    this.#parked = metrics.counter(
      "souk_events_parked_total",
      "Keys whose events were put aside after too many tries",
    );
    this.#loop = new Loop({
      work: () => this.#look(),
      pollMs,
      onError: (error) => log.error({ err: error }, "failed events could not be tried again"),
    });
  }

  start(): void {
    this.#isStopping = false;
    addReplayListener(this.#wake);
    this.#loop.start();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    removeReplayListener(this.#wake);
    await this.#loop.stop();
  }

  /** An event has just been recorded. */
  expect({ kind, dueInMs }: Next): void {
    if (kind === "parked") this.#countParked();
    if (dueInMs !== null) this.#loop.wake(dueInMs);
  }

  async #look(): Promise<Look> {
    const { db, consumer, concurrency } = this.#options;
    let due = await this.#takeDue();
    while (due.length > 0) {
      await runLanes(due, concurrency, (row) => this.#tryAgain(row));
      due = await this.#takeDue();
    }
    const next = await store.findNextDue.rows(db, [consumer]);
    return { dueInMs: Math.min(...next.map(({ dueInMs }) => dueInMs)) };
  }

  async #takeDue(): Promise<readonly store.DueRow[]> {
    const { db, consumer, concurrency } = this.#options;
    return this.#isStopping ? [] : store.takeDue.rows(db, [consumer, leaseMs, concurrency]);
  }

  async #tryAgain(row: store.DueRow): Promise<void> {
    const { db, consumer, attempt, policy } = this.#options;
    const { id, attempts, key } = row;
    const outcome = await attempt({ ...row, traceparent: row.traceparent ?? undefined });
    const promote = store.promoteNext.query([consumer, key]);
    if (outcome.status === "handled")
      await runBatch(db, [store.deleteHandled.query([id, attempts]), promote]);
    else if (outcome.status === "refused")
      await runBatch(db, [store.markRefused.query([id, attempts, outcome.reason]), promote]);
    else if (attempts < policy.attemptsMax) {
      await store.postpone.rows(db, [
        id,
        attempts,
        outcome.reason,
        backOffMs(attempts, policy.backOffFirstMs, backOffMsMax),
      ]);
    } else {
      await runBatch(db, [
        store.parkFirst.query([id, attempts, outcome.reason]),
        store.parkFollowers.query([consumer, key]),
      ]);
      this.#countParked();
    }
  }

  #countParked(): void {
    this.#parked.inc();
    this.#options.telemetry.log.error(
      "an event was parked after too many tries; its key waits in dead_letters",
    );
  }
}
