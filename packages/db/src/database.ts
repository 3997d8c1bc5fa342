// Opens and closes a database: a pool of connections with Kysely on top.
import { Kysely } from "kysely";
import { Pool } from "pg";
import { Announcements, keepAnnouncementsOf } from "./announcements.ts";
import { PooledDialect } from "./driver.ts";
import type { Db } from "./db.ts";
import { countRoundTripsOf, RoundTripCounter } from "./round-trips.ts";

export type DbOptions = {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly connectionsMax?: number;
  readonly statementTimeoutMs?: number;
  /** Told of connections that broke while nobody used them; the pool replaces them by itself. */
  readonly onError?: (error: Error) => void;
};

const connectionsMaxDefault = 10;
const statementTimeoutDefaultMs = 15_000;
// A request that has waited this long for a connection has a caller who has given up.
const acquireTimeoutMs = 5_000;
const idleConnectionMs = 30_000;
const connectionLifetimeSeconds = 3_600;
// A process that hangs must not hold its locks for ever.
const idleInTransactionTimeoutMs = 30_000;
const keepAliveDelayMs = 10_000;

/** Opens a pool. No connection is made before the first query. */
export function createDb<Schema>(options: DbOptions): Db<Schema> {
  const pool = new Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.connectionsMax ?? connectionsMaxDefault,
    statement_timeout: options.statementTimeoutMs ?? statementTimeoutDefaultMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    connectionTimeoutMillis: acquireTimeoutMs,
    idleTimeoutMillis: idleConnectionMs,
    maxLifetimeSeconds: connectionLifetimeSeconds,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelayMs,
    // The reader of timestamptz counts on it.
    options: "-c timezone=UTC -c datestyle=ISO",
  });
  reportErrors(pool, options.onError ?? (() => undefined));
  const roundTrips = new RoundTripCounter();
  const announcements = new Announcements();
  const db = new Kysely<Schema>({ dialect: new PooledDialect(pool, { roundTrips, announcements }) });
  keepAnnouncementsOf(db, announcements);
  countRoundTripsOf(db, roundTrips);
  return db;
}

/** Without listeners an error of a connection would end the process. Who was using the connection is told by a rejected query. */
function reportErrors(pool: Pool, onError: (error: Error) => void): void {
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", onError);
}

/** Waits for the queries under way and closes all connections. */
export async function closeDb(db: Pick<Kysely<unknown>, "destroy">): Promise<void> {
  await db.destroy();
}
