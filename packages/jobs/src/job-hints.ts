// Tells the workers of this process that a job was enqueued, without NOTIFY: a transaction that notified takes a lock at commit that all
// notifying transactions of the cluster share (figures in packages/events/README.md). A hint comes before the commit, so a worker looks
// again a few times; workers of other processes see the job at their next poll. Never needed for safety.

export type HintedWorker = { readonly names: ReadonlySet<string>; readonly wake: (delayMs: number) => void };

/** About the time that a transaction takes to commit. */
export const soonMs = 8;

const workers = new Set<HintedWorker>();

export function addWorker(worker: HintedWorker): void {
  workers.add(worker);
}

export function removeWorker(worker: HintedWorker): void {
  workers.delete(worker);
}

export function hintEnqueued(name: string, afterMs: number): void {
  for (const worker of workers) if (worker.names.has(name)) worker.wake(afterMs + soonMs);
}
