// Kysely's way to the pool: hands out connections, begins and ends transactions.
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type TransactionSettings,
} from "kysely";
import type { Pool, PoolClient } from "pg";
import { DatabaseUnavailable } from "./database-unavailable.ts";
import { PooledConnection, type PoolTelling } from "./store/pooled-connection.ts";

// A server that is gone cannot answer a goodbye.
const goodbyeMaxMs = 2_000;

/** Kysely's PostgreSQL dialect with this package's connections. */
export class PooledDialect implements Dialect {
  readonly #pool: Pool;
  readonly #telling: PoolTelling;

  constructor(pool: Pool, telling: PoolTelling) {
    this.#pool = pool;
    this.#telling = telling;
  }

  createDriver(): Driver {
    return new PooledDriver(this.#pool, this.#telling);
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler();
  }

  createAdapter(): PostgresAdapter {
    return new PostgresAdapter();
  }

  createIntrospector(db: Kysely<unknown>): PostgresIntrospector {
    return new PostgresIntrospector(db);
  }
}

class PooledDriver implements Driver {
  readonly #pool: Pool;
  readonly #telling: PoolTelling;
  readonly #connections = new WeakMap<PoolClient, PooledConnection>();
  readonly #open = new Set<PoolClient>();

  constructor(pool: Pool, telling: PoolTelling) {
    this.#pool = pool;
    this.#telling = telling;
    pool.on("connect", (client) => this.#open.add(client));
    pool.on("remove", (client) => this.#open.delete(client));
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PooledConnection> {
    const client = await this.#acquireClient();
    const known = this.#connections.get(client);
    if (known !== undefined) return known;
    const connection = new PooledConnection(client, this.#telling);
    this.#connections.set(client, connection);
    return connection;
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const isolation = settings.isolationLevel ?? "read committed";
    pooled(connection).begin(`isolation level ${isolation} ${settings.accessMode ?? ""}`);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await pooled(connection).commit();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await pooled(connection).rollback();
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    pooled(connection).release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
    // The pool has let go of its connections by now, but the server may still see them: its database could not be dropped.
    const ends = [...this.#open].map((client) => once(client, "end"));
    await Promise.race([Promise.all(ends), delay(goodbyeMaxMs, undefined, { ref: false })]);
  }

  /** By callback, because pg wraps its promise in another one on this hottest of all paths. */
  #acquireClient(): Promise<PoolClient> {
    return new Promise((resolve, reject) => {
      this.#pool.connect((error, client) => {
        if (client === undefined) reject(new DatabaseUnavailable(error));
        else resolve(client);
      });
    });
  }
}

/** The connection as this package made it; refuses the database of another driver. */
export function pooled(connection: DatabaseConnection): PooledConnection {
  if (connection instanceof PooledConnection) return connection;
  throw new TypeError("This database was not made by createDb.");
}
