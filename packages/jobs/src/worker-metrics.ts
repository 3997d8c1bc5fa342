// What a worker counts and measures.
import type { Telemetry } from "@souk/telemetry";
import type { TakenRow } from "./store/jobs.ts";

/** `continued`: came back by its own wish. `lost`: somebody else had taken or cancelled it, so its end was not accepted. */
export type RunEnd = "done" | "continued" | "failed" | "dead" | "lost";

/** Gives what is to be called at the end of the run. */
export type WorkerMetrics = { begun(row: TakenRow): (end: RunEnd) => void };

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
  return {
    begun({ name, isTakenOver, lateMs }) {
      const begunAt = performance.now();
      if (isTakenOver) takeovers.inc({ name });
      else late.observe(lateMs / 1_000, { name });
      return (end) => {
        runs.inc({ name, end });
        took.observe((performance.now() - begunAt) / 1_000, { name });
      };
    },
  };
}
