// Transactions: begun, committed or undone, and tried again when PostgreSQL gave one up in favour of another.
import { setTimeout as delay } from "node:timers/promises";
import { DatabaseError } from "pg";
import type { Db } from "./db.ts";
import { isStalePlan } from "./store/pooled-connection.ts";

const attemptsMax = 5;
const backoffMs = 10;

// serialization_failure and deadlock_detected: PostgreSQL has undone everything, and the same work may succeed now.
const retryableCodes = new Set<string | undefined>(["40001", "40P01"]);

/**
 * Runs the work in a transaction (read committed). A call within a transaction joins it: then the outermost call commits or
 * undoes all. Work given up by PostgreSQL (a deadlock) is run again, a few times, so it must do nothing but speak to the database.
 */
export async function inTransaction<Schema, T>(
  db: Db<Schema>,
  work: (tx: Db<Schema>) => Promise<T>,
): Promise<T> {
  if (db.isTransaction) return work(db);
  return withRetries(() => db.transaction().execute(work));
}

/** Runs work of one's own transaction again when it was given up; in somebody else's transaction only they can. */
export async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (attempts === attemptsMax || !isRetryable(error)) throw error;
    }
    await delay(Math.random() * backoffMs * 2 ** attempts);
  }
}

function isRetryable(error: unknown): boolean {
  return isStalePlan(error) || (error instanceof DatabaseError && retryableCodes.has(error.code));
}
