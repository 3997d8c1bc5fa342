// What tests here need: a service's database, workers that stop by themselves, and a job that remembers its runs.
import { Writable } from "node:stream";
import type { Db } from "@souk/db";
import { createTelemetry, type Telemetry } from "@souk/telemetry";
import { vi } from "vitest";
import {
  createWorker,
  defineJob,
  migrations,
  onJob,
  type JobHandler,
  type JobMeta,
  type JobOutcome,
  type Worker,
  type WorkerOptions,
} from "../src/index.ts";
import { createDatabase } from "./database.ts";

export type Task = { readonly step: number };

export const Work = defineJob<Task>({ name: "work", attemptsMax: 3, leaseMs: 900, backoffMs: 5 });

/** Looks again until the check passes; a machine under load is given time. */
export function eventually(check: () => unknown): Promise<void> {
  return vi.waitFor(async () => void (await check()), { timeout: 15_000, interval: 10 });
}

/** A handler that remembers the steps that it was given. */
export function remembering(act: (task: Task, meta: JobMeta) => Promise<JobOutcome> = async () => "done") {
  const steps: number[] = [];
  const handler: JobHandler = onJob(Work, async (task, meta) => {
    steps.push(task.step);
    return act(task, meta);
  });
  return { steps, handler };
}

export type Stage = {
  readonly db: Db<unknown>;
  readonly url: string;
  readonly telemetry: Telemetry;
  readonly lines: readonly string[];
  /** A worker that is not started. */
  worker(handler: JobHandler, options?: Partial<WorkerOptions>): Worker;
  started(handler: JobHandler, options?: Partial<WorkerOptions>): Promise<Worker>;
  metric(pattern: RegExp): Promise<number>;
  close(): Promise<void>;
};

export async function createStage(): Promise<Stage> {
  const database = await createDatabase(migrations);
  const { db, url } = database;
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const telemetry = createTelemetry({ service: "shop", destination });
  const started: Worker[] = [];
  const worker: Stage["worker"] = (handler, options = {}) =>
    createWorker({ db, telemetry, handlers: [handler], pollMs: 50, ...options });
  return {
    db,
    url,
    telemetry,
    lines,
    worker,
    async started(handler, options) {
      const made = worker(handler, options);
      started.push(made);
      await made.start();
      return made;
    },
    async metric(pattern) {
      const text = await telemetry.metrics.registry.metrics();
      const line = text.split("\n").find((candidate) => pattern.test(candidate));
      return Number(line?.split(" ").at(-1) ?? 0);
    },
    async close() {
      for (const worker of started) await worker.stop();
      await database.drop();
    },
  };
}
