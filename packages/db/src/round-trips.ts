// Counts how often a piece of work waits for a database: the measure of the budget of a flow (15 round trips for a placed order).
import { AsyncLocalStorage } from "node:async_hooks";
import type { AnyDb } from "./db.ts";

type Measurement = { readonly counters: ReadonlySet<RoundTripCounter>; roundTrips: number };

/** The work that is being measured; what others do meanwhile (relays, jobs, other requests) has another one or none. */
const measuring = new AsyncLocalStorage<Measurement>();

export class RoundTripCounter {
  count(): void {
    const measurement = measuring.getStore();
    if (measurement?.counters.has(this)) measurement.roundTrips += 1;
  }
}

const counters = new WeakMap<AnyDb, RoundTripCounter>();

/** Makes a pool's counter known. */
export function countRoundTripsOf(db: AnyDb, counter: RoundTripCounter): void {
  counters.set(db, counter);
}

/** Runs the work and says how many round trips it made on these databases, in all that it awaits or starts. For tests and measurements. */
export async function countRoundTrips<T>(
  db: AnyDb | readonly AnyDb[],
  work: () => Promise<T>,
): Promise<{ result: T; roundTrips: number }> {
  const measurement: Measurement = { counters: new Set([db].flat().map(counterOf)), roundTrips: 0 };
  const result = await measuring.run(measurement, work);
  return { result, roundTrips: measurement.roundTrips };
}

function counterOf(db: AnyDb): RoundTripCounter {
  const counter = counters.get(db);
  if (counter === undefined) throw new TypeError("Round trips are counted for a pool made by createDb.");
  return counter;
}
