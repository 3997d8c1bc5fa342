// What a job is, and what its handler is told and answers.
import { withJobData } from "./store/job-data.ts";

export type JobOptions = {
  /** Stable: it is stored with every job. */
  readonly name: string;
  /** How often a job is tried before it is given up. */
  readonly attemptsMax?: number;
  /** How long after a worker's crash another may take the job; renewed while the job runs. */
  readonly leaseMs?: number;
  /** Before the second try; doubled after each, with jitter. */
  readonly backoffMs?: number;
  /** A handler that takes longer has failed. */
  readonly timeoutMs?: number;
};

declare const dataType: unique symbol;
export type JobDefinition<Data> = Required<JobOptions> & { readonly [dataType]?: Data };

export type JobMeta = { readonly jobId: string; readonly attempt: number; readonly key: string | undefined };

/** `retryAfterMs` says that all is well but not over: the job comes back and the tries begin anew. */
export type JobOutcome = "done" | { readonly retryAfterMs: number };

export type JobHandler = {
  readonly definition: Required<JobOptions>;
  readonly run: (data: unknown, meta: JobMeta) => Promise<JobOutcome>;
};

const defaults = { attemptsMax: 10, leaseMs: 10_000, backoffMs: 500, timeoutMs: 60_000 };

/** Declares a kind of job. Its data is stored as JSON. */
export function defineJob<Data>(options: JobOptions): JobDefinition<Data> {
  return { ...defaults, ...options };
}

/** Says who does a kind of job. A job may run more than once: a crash after its effect brings it again. */
export function onJob<Data>(
  definition: JobDefinition<Data>,
  handler: (data: Data, meta: JobMeta) => Promise<JobOutcome>,
): JobHandler {
  return { definition, run: (data, meta) => withJobData((typed: Data) => handler(typed, meta))(data) };
}
