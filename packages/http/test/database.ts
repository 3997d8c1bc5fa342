// A database of a test file's own on the test run's server, with the migrations of this package.
import { randomUUID } from "node:crypto";
import { closeDb, createDb, migrate, statement, type Db } from "@souk/db";
import { migrations } from "../src/index.ts";

export type TestDatabase = { readonly db: Db<never>; readonly url: string; drop(): Promise<void> };

export async function createDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env.SOUK_TEST_POSTGRES_URL as string;
  const name = `test_http_${randomUUID().replaceAll("-", "")}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const db = createDb<never>({ url: url.href, applicationName: "souk-http-test" });
  await migrate(db, [migrations]);
  return {
    db,
    url: url.href,
    drop: async () => {
      await closeDb(db);
      await onServer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, text: string): Promise<void> {
  const db = createDb<never>({ url, applicationName: "souk-http-test", connectionsMax: 1 });
  await query(db, text);
  await closeDb(db);
}

/** Rows of any query, for looking at what is in the database or for changing it. */
export async function query<Row = Record<string, unknown>>(
  db: Db<never>,
  text: string,
  ...parameters: readonly unknown[]
): Promise<readonly Row[]> {
  return statement<Row, readonly unknown[]>("test", text).rows(db, parameters);
}
