// Does a service's jobs: takes those that are due, several at a time, and ends them in the same round trip that takes the next.
// A lease is renewed while its job runs. When a worker dies or stalls, its leases end and another worker takes the jobs; what the
// stalled one says of them later is refused, because the job's token has grown.
import {
  type AnyDb,
  listen,
  type Listener,
  type Look,
  Loop,
  onAnnounced,
  runBatch,
  stopMsMax,
  within,
} from "@souk/db";
import type { Telemetry } from "@souk/telemetry";
import type { JobHandler } from "./definition.ts";
import { anyJob, topicOf } from "./topics.ts";
import { runJob, settle } from "./run-job.ts";
import * as store from "./store/jobs.ts";
import { createWorkerMetrics, type RunEnd, type WorkerMetrics } from "./worker-metrics.ts";

export type WorkerOptions = {
  readonly db: AnyDb;
  readonly handlers: readonly JobHandler[];
  readonly telemetry: Telemetry;
  /** Where to LISTEN (channel `jobs`), for whoever enqueues by SQL and wants no poll to pass. */
  readonly url?: string;
  /** Jobs running at the same time. */
  readonly concurrency?: number;
  readonly pollMs?: number;
};

/** Made by `createWorker`. */
export type Worker = {
  start(): Promise<void>;
  /** Takes nothing more and waits for what runs, a few seconds at most; another worker takes what is left. */
  stop(): Promise<void>;
  wake(): void;
  /** Nothing is due and nothing runs. */
  isIdle(): Promise<boolean>;
  /** Takes what is due and waits for it, again and again until nothing is; gives the number of runs. */
  runDue(): Promise<number>;
};

const concurrencyDefault = 10;
const pollMsDefault = 1_000;
/** Ends of several jobs are told together, and what is due by then is taken in the same round trip. */
const restMs = 25;
const beatsPerLease = 3;

/** A run that is done and whose end the database has not been told yet. */
type Finished = { readonly id: string; readonly token: number; readonly ended: (end: RunEnd) => void };
type Run = { readonly row: store.TakenRow; readonly handler: JobHandler; readonly ended: Promise<void> };

/** Makes the worker of one service; nothing is taken before `start()`. */
export function createWorker(options: WorkerOptions): Worker {
  return new JobWorker(options);
}

/** For tests: does everything that is due until nothing is. */
export async function runDueJobs(worker: Pick<Worker, "runDue">): Promise<number> {
  return worker.runDue();
}

class JobWorker implements Worker {
  readonly #options: WorkerOptions;

  readonly #names: readonly string[];
  readonly #leasesMs: readonly number[];
  readonly #running = new Map<string, Run>();
  readonly #metrics: WorkerMetrics;
  readonly #loop: Loop;
  readonly #beat: Loop;
  #stopListening: (() => void)[] = [];
  #finished: Finished[] = [];
  #listener: Listener | undefined;

  constructor(options: WorkerOptions) {
    const { handlers, telemetry, pollMs = pollMsDefault } = options;
    this.#options = options;
    this.#names = handlers.map(({ definition }) => definition.name);
    this.#leasesMs = handlers.map(({ definition }) => definition.leaseMs);
    this.#metrics = createWorkerMetrics(telemetry);
    const onError = (error: unknown): void =>
      telemetry.log.error({ err: error }, "the jobs could not be read or ended");
    this.#loop = new Loop({ work: () => this.#look(), pollMs, restMs, onError });
    const beatMs = Math.min(...this.#leasesMs) / beatsPerLease;
    this.#beat = new Loop({ work: () => this.#extendLeases(), pollMs: beatMs, onError });
  }

  async start(): Promise<void> {
    if (this.#names.length === 0) return;
    this.#stopListening = [anyJob, ...this.#names.map(topicOf)].map((topic) =>
      onAnnounced(this.#options.db, topic, (afterMs) => this.#loop.wake(afterMs)),
    );
    if (this.#options.url !== undefined)
      this.#listener = await listen(this.#options.url, ["jobs"], () => this.wake());
    this.#loop.start();
    this.#beat.start();
  }

  async stop(): Promise<void> {
    for (const stopListening of this.#stopListening) stopListening();
    await this.#loop.stop();
    await within(stopMsMax, this.#untilNothingRuns());
    await this.#endAndTake(0);
    await Promise.all([this.#beat.stop(), this.#listener?.close()]);
  }

  wake(): void {
    this.#loop.wake();
  }

  async isIdle(): Promise<boolean> {
    return !(await store.hasWork(this.#options.db, this.#names));
  }

  async runDue(): Promise<number> {
    let runs = 0;
    for (;;) {
      const { taken } = await this.#endAndTake(this.#capacity());
      if (taken.length === 0 && this.#running.size === 0) return runs;
      runs += taken.length;
      this.#begin(taken);
      await this.#untilNothingRuns();
    }
  }

  async #untilNothingRuns(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  #capacity(): number {
    return (this.#options.concurrency ?? concurrencyDefault) - this.#running.size;
  }

  async #look(): Promise<Look> {
    const { taken, dueInMs } = await this.#endAndTake(this.#capacity());
    this.#begin(taken);
    // When all hands are full the next end of a job wakes the loop.
    return { dueInMs: this.#capacity() > 0 ? dueInMs : Infinity };
  }

  /** One round trip. Ends that could not be told to the database are told the next time. */
  async #endAndTake(limit: number): Promise<{ taken: readonly store.TakenRow[]; dueInMs: number }> {
    const finished = this.#finished;
    this.#finished = [];
    try {
      const [ended, taken, next] = await runBatch(this.#options.db, [
        store.finishJobs.query([finished.map(({ id }) => id), finished.map(({ token }) => token)]),
        store.takeDueJobs.query([this.#names, this.#leasesMs, limit]),
        store.findNextDue.query([this.#names]),
      ]);
      const endedIds = new Set(ended.map(({ id }) => id));
      for (const { id, ended } of finished) ended(endedIds.has(id) ? "done" : "lost");
      return { taken, dueInMs: Math.min(...next.map(({ dueInMs }) => dueInMs)) };
    } catch (error) {
      this.#finished.unshift(...finished);
      throw error;
    }
  }

  #begin(taken: readonly store.TakenRow[]): void {
    for (const row of taken) {
      for (const handler of this.#options.handlers)
        if (handler.definition.name === row.name) this.#start(row, handler);
    }
  }

  #start(row: store.TakenRow, handler: JobHandler): void {
    const runId = `${row.id} ${row.token}`;
    const ended = this.#run(row, handler).finally(() => {
      this.#running.delete(runId);
      this.#loop.wake();
    });
    this.#running.set(runId, { row, handler, ended });
  }

  async #run(row: store.TakenRow, handler: JobHandler): Promise<void> {
    const { db, telemetry } = this.#options;
    const ended = this.#metrics.begun(row);
    const result = await runJob({ row, handler, telemetry });
    if (result.status === "done") {
      this.#finished.push({ ...row, ended });
      return;
    }
    try {
      const isHeld = await settle(db, row, result);
      ended(isHeld ? result.status : "lost");
    } catch (error) {
      telemetry.log.error(
        { err: error, job: row.name },
        "a job's end could not be written; it comes back when its lease ends",
      );
    }
  }

  async #extendLeases(): Promise<Look> {
    const runs = [...this.#running.values()];
    if (runs.length > 0) {
      const leasesMs = runs.map(({ handler }) => handler.definition.leaseMs);
      await store.extendLeases.rows(this.#options.db, [
        runs.map(({ row }) => row.id),
        runs.map(({ row }) => row.token),
        leasesMs,
      ]);
    }
    return {};
  }
}
