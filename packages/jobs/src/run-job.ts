// One run of a job: calls the handler within its time and trace, decides what follows, writes it down.
import { type AnyDb, backOffMs } from "@souk/db";
import { continueTrace, withSpan, type Telemetry } from "@souk/telemetry";
import type { JobHandler, JobOutcome } from "./definition.ts";
import { buryJob, postponeJob, type TakenRow } from "./store/jobs.ts";

export type RunResult =
  | { readonly status: "done" }
  | { readonly status: "continued"; readonly delayMs: number }
  | { readonly status: "failed"; readonly delayMs: number; readonly reason: string }
  | { readonly status: "dead"; readonly reason: string };

const backOffMsMax = 60_000;
const reasonLengthMax = 500;

type JobRun = { readonly row: TakenRow; readonly handler: JobHandler; readonly telemetry: Telemetry };

export async function runJob({ row, handler, telemetry }: JobRun): Promise<RunResult> {
  const { id, name, attempts } = row;
  // The attempt is counted when the job is taken, so this one was taken after its last try and nobody told how that ended.
  if (attempts > handler.definition.attemptsMax)
    return { status: "dead", reason: "The worker died during the last try." };
  return continueTrace({ traceparent: row.traceparent ?? undefined }, () =>
    withSpan(telemetry, `job ${name}`, { "souk.job.id": id, "souk.job.attempt": attempts }, async () => {
      try {
        const outcome = await callInTime(handler, row);
        return outcome === "done"
          ? { status: "done" }
          : { status: "continued", delayMs: outcome.retryAfterMs };
      } catch (error) {
        const result = afterFailure(row, handler, error);
        telemetry.log[result.status === "dead" ? "error" : "warn"](
          { err: error, job: name, jobId: id, attempts },
          `a job ${result.status}`,
        );
        return result;
      }
    }),
  );
}

/** Writes down what follows, where the job is still this worker's; gives whether it was. */
export async function settle(
  db: AnyDb,
  { id, token, attempts }: TakenRow,
  result: Exclude<RunResult, { status: "done" }>,
): Promise<boolean> {
  if (result.status === "dead") return (await buryJob.first(db, [id, token, result.reason])) !== undefined;
  const kept =
    result.status === "failed" ? { attempts, reason: result.reason } : { attempts: 0, reason: null };
  return (await postponeJob.first(db, [id, token, result.delayMs, kept.attempts, kept.reason])) !== undefined;
}

async function callInTime(
  { definition, run }: JobHandler,
  { id, data, attempts, key }: TakenRow,
): Promise<JobOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The job took more than ${definition.timeoutMs} ms.`)),
      definition.timeoutMs,
    );
  });
  const work = run(data, { jobId: id, attempt: attempts, key: key ?? undefined });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

function afterFailure({ attempts }: TakenRow, { definition }: JobHandler, error: unknown): RunResult {
  const reason = String(error).slice(0, reasonLengthMax);
  if (attempts >= definition.attemptsMax) return { status: "dead", reason };
  return { status: "failed", reason, delayMs: backOffMs(attempts, definition.backoffMs, backOffMsMax) };
}
