// A database of a test's own on the test run's server, migrated.
import { randomUUID } from "node:crypto";
import { closeDb, createDb, migrate, statement, type Db, type MigrationSource } from "@souk/db";

export type TestDatabase = { readonly db: Db<unknown>; readonly url: string; drop(): Promise<void> };

const serverUrl = process.env["SOUK_TEST_POSTGRES_URL"]!;

export function urlOf(database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

export async function createDatabase(...sources: readonly MigrationSource[]): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(`create database ${name}`);
  const url = urlOf(name);
  const db = createDb<unknown>({ url, applicationName: "souk-test" });
  await migrate(db, sources);
  return {
    db,
    url,
    async drop() {
      await closeDb(db);
      await onServer(`drop database ${name} with (force)`);
    },
  };
}

async function onServer(text: string): Promise<void> {
  const db = createDb<unknown>({ url: serverUrl, applicationName: "souk-test", connectionsMax: 1 });
  await statement("test", text).rows(db, []);
  await closeDb(db);
}

/** Rows of any query, for looking at what is in a database. */
export async function query<Row = Record<string, unknown>>(
  db: Db<unknown>,
  text: string,
  ...parameters: readonly unknown[]
): Promise<readonly Row[]> {
  return statement<Row, readonly unknown[]>("test", text).rows(db, parameters);
}
