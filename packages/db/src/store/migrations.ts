// Applies migrations, forwards only. Several replicas may start at once: a lock of the database lets one after the other look.
import type { DatabaseError } from "pg";
import type { AnyDb } from "../db.ts";
import { pooled } from "../driver.ts";
import {
  MigrationRefused,
  readMigrations,
  type Migration,
  type MigrationSource,
} from "../migration-files.ts";
import type { PooledConnection } from "./pooled-connection.ts";

type Applied = { readonly name: string; readonly checksum: string };

// An arbitrary number that stands for "migrations of Souk" among advisory locks.
const migrationLock = 7_305_519_021;

// A replica waits for the other's migrations, and a migration may take longer than any query of a request.
const prepareTransaction = `
  begin isolation level read committed;
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;
  select pg_advisory_xact_lock(${migrationLock});
  create table if not exists migrations (
    namespace text not null,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now(),
    primary key (namespace, name)
  );
`;

/**
 * Applies what is not yet applied, source after source, each file in a transaction of its own. Refuses a file that was changed
 * after it was applied, and one whose number lies before the newest applied one. Migrations that the database has and the folder
 * has not are those of a newer release, beside which this one must be able to run.
 */
export async function migrate(db: AnyDb, sources: readonly MigrationSource[]): Promise<void> {
  const migrations = await Promise.all(sources.map(readMigrations));
  await db.getExecutor().provideConnection(async (connection) => {
    for (const files of migrations) {
      while (await applyNext(pooled(connection), files));
    }
  });
}

/** Applies one file in one transaction; false when there was none left. An error leaves the transaction open, which closes the connection. */
async function applyNext(connection: PooledConnection, files: readonly Migration[]): Promise<boolean> {
  await connection.runScript(prepareTransaction);
  const next = nextOf(files, await findApplied(connection, files[0]?.namespace));
  if (next !== undefined) await apply(connection, next);
  await connection.runScript("commit");
  return next !== undefined;
}

async function findApplied(
  connection: PooledConnection,
  namespace: string | undefined,
): Promise<readonly Applied[]> {
  const sql = "select name, checksum from migrations where namespace = $1 order by name";
  const answers = await connection.run([{ sql, parameters: [namespace] }]);
  return answers.flatMap(({ rows }) => rows) as readonly Applied[];
}

function nextOf(files: readonly Migration[], applied: readonly Applied[]): Migration | undefined {
  for (const [index, { name, checksum }] of applied.entries()) {
    const file = files[index];
    if (file === undefined) return undefined;
    const title = `${file.namespace}/${file.name}`;
    if (file.name !== name)
      throw new MigrationRefused(
        `Migration ${title} comes too late or was renamed: ${name} is applied in its place.`,
      );
    if (file.checksum !== checksum)
      throw new MigrationRefused(
        `Migration ${title} was changed after it was applied. Add a new one instead.`,
      );
  }
  return files[applied.length];
}

async function apply(
  connection: PooledConnection,
  { namespace, name, text, checksum }: Migration,
): Promise<void> {
  try {
    await connection.runScript(text);
  } catch (error) {
    const { message, position } = error as DatabaseError;
    const line = text.slice(0, Number(position ?? 0)).split("\n").length;
    throw new Error(`Migration ${namespace}/${name} failed near line ${line}: ${message}`, {
      cause: error,
    });
  }
  await connection.run([
    {
      sql: "insert into migrations (namespace, name, checksum) values ($1, $2, $3)",
      parameters: [namespace, name, checksum],
    },
  ]);
}
