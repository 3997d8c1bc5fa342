// What a worker counts and measures.
import type { Telemetry } from "@souk/telemetry";
import type { TakenRow } from "./store/jobs.ts";

/** `continued`: came back by its own wish. `lost`: somebody else had taken or cancelled it, so its end was not accepted. */
export type RunEnd = "done" | "continued" | "failed" | "dead" | "lost";

export type WorkerMetrics = { begun(row: TakenRow): void; ended(row: TakenRow, end: RunEnd): void };

export function createWorkerMetrics({ metrics }: Telemetry): WorkerMetrics {
  const runs = metrics.counter("souk_job_runs_total", "Runs of jobs by how they ended", ["name", "end"]);
  const takeovers = metrics.counter(
    "souk_job_takeovers_total",
    "Jobs taken over after their lease had ended",
    ["name"],
  );
  const late = metrics.histogram("souk_job_late_seconds", "From the due time to the begin of the run", [
    "name",
  ]);
  const took = metrics.histogram(
    "souk_job_run_seconds",
    "From the begin of the run to its end in the database",
    ["name"],
  );
  const begunAt = new WeakMap<TakenRow, number>();
  return {
    begun(row) {
      begunAt.set(row, performance.now());
      if (row.isTakenOver) takeovers.inc({ name: row.name });
      else late.observe(row.lateMs / 1_000, { name: row.name });
    },
    ended(row, end) {
      runs.inc({ name: row.name, end });
      took.observe((performance.now() - (begunAt.get(row) ?? 0)) / 1_000, { name: row.name });
    },
  };
}
