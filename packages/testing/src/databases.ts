// A fresh, migrated database in milliseconds: copied from a template that is made once for each set of migrations.
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { closeDb, createDb, migrate, type MigrationSource } from "@souk/db";
import { Client } from "pg";
import { POSTGRES_URL_VARIABLE } from "./global-setup.ts";

const TEMPLATE_LOCK = 7_203_114;
const NAME_HASH_LENGTH = 16;

export type TestDatabase = { readonly url: string; drop(): Promise<void> };

/** A database of the caller's own with these migrations applied. */
export async function createTestDatabase(sources: readonly MigrationSource[]): Promise<TestDatabase> {
  const server = serverUrl();
  const template = `template_${(await fingerprint(sources)).slice(0, NAME_HASH_LENGTH)}`;
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asSuperuser(server, async (client) => {
    await client.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [template]);
    if (rowCount === 0) await makeTemplate(client, { server, template, sources });
    await client.query(`create database ${name} template ${template}`);
  });
  return {
    url: urlOf(server, name),
    drop: () =>
      asSuperuser(server, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

type Template = {
  readonly server: string;
  readonly template: string;
  readonly sources: readonly MigrationSource[];
};

async function makeTemplate(client: Client, { server, template, sources }: Template): Promise<void> {
  const draft = `${template}_draft`;
  await client.query(`drop database if exists ${draft} with (force)`);
  await client.query(`create database ${draft}`);
  const db = createDb({ url: urlOf(server, draft), applicationName: "souk-template", connectionsMax: 1 });
  await migrate(db, sources);
  await closeDb(db);
  await client.query(`alter database ${draft} rename to ${template}`);
}

async function fingerprint(sources: readonly MigrationSource[]): Promise<string> {
  const hash = createHash("sha256");
  for (const { namespace, directory } of sources) {
    const files = (await readdir(directory)).filter((file) => file.endsWith(".sql")).sort();
    for (const file of files)
      hash.update(`${namespace}/${file}\n`).update(await readFile(new URL(file, directory)));
  }
  return hash.digest("hex");
}

async function asSuperuser(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: "souk-testing" });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env[POSTGRES_URL_VARIABLE];
  if (url === undefined)
    throw new Error(`${POSTGRES_URL_VARIABLE} is not set: run tests by vitest from the root.`);
  return url;
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
