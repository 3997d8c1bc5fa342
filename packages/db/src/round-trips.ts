// Counts how often this process waits for a database: the measure of the budget of a flow (15 round trips for a placed order).
import type { AnyDb } from "./db.ts";

export class RoundTripCounter {
  #total = 0;

  get total(): number {
    return this.#total;
  }

  count(): void {
    this.#total += 1;
  }
}

const counters = new WeakMap<AnyDb, RoundTripCounter>();

/** Makes a pool's counter known. */
export function countRoundTripsOf(db: AnyDb, counter: RoundTripCounter): void {
  counters.set(db, counter);
}

/** Runs the work and says how many round trips were made meanwhile on these databases, by whomever. For tests and measurements. */
export async function countRoundTrips<T>(
  db: AnyDb | readonly AnyDb[],
  work: () => Promise<T>,
): Promise<{ result: T; roundTrips: number }> {
  const databases = [db].flat();
  const before = sumOf(databases);
  const result = await work();
  return { result, roundTrips: sumOf(databases) - before };
}

function sumOf(databases: readonly AnyDb[]): number {
  return databases.reduce((sum, db) => sum + counterOf(db).total, 0);
}

function counterOf(db: AnyDb): RoundTripCounter {
  const counter = counters.get(db);
  if (counter === undefined) throw new TypeError("Round trips are counted for a pool made by createDb.");
  return counter;
}
