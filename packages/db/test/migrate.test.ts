// Migrations are applied once, in order, whoever starts them, and never behind anybody's back.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { closeDb, createDb, migrate, MigrationRefused, type Db, type MigrationSource } from "../src/index.ts";
import { useServer } from "./server.ts";

const server = useServer();

type Files = Readonly<Record<string, string>>;

function aSource(files: Files, namespace = "shop"): MigrationSource & { write(files: Files): void } {
  const folder = mkdtempSync(join(tmpdir(), "migrations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (more: Files): void => {
    for (const [name, text] of Object.entries(more)) writeFileSync(join(folder, name), text);
  };
  write(files);
  return { namespace, directory: pathToFileURL(folder), write };
}

async function aDatabase(): Promise<Db<never>> {
  const db = createDb<never>({ url: await server.newDatabase(), applicationName: "migrate-test" });
  onTestFinished(() => closeDb(db));
  return db;
}

async function applied(db: Db<never>): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select namespace || '/' || name as name from migrations order by applied_at, name`.execute(db);
  return rows.map((row) => row.name);
}

describe("migrate", () => {
  it("applies the files of all sources in order, once", async () => {
    const db = await aDatabase();
    const kernel = aSource(
      { "0001_jobs.sql": "create table jobs (id int);", "README.md": "not SQL" },
      "jobs",
    );
    const shop = aSource({
      "0002_add_name.sql": "alter table things add name text; update things set name = 'x';",
      "0001_things.sql": "create table things (id int);\ninsert into things values (1);",
    });
    await migrate(db, [kernel, shop]);
    await migrate(db, [kernel, shop]);
    expect(await applied(db)).toEqual(["jobs/0001_jobs", "shop/0001_things", "shop/0002_add_name"]);
    expect((await sql`select * from things`.execute(db)).rows).toEqual([{ id: 1, name: "x" }]);
  });

  it("applies what has come since", async () => {
    const db = await aDatabase();
    const shop = aSource({ "0001_a.sql": "create table a ();" });
    await migrate(db, [shop]);
    shop.write({ "0002_b.sql": "create table b ();" });
    await migrate(db, [shop]);
    expect(await applied(db)).toEqual(["shop/0001_a", "shop/0002_b"]);
  });

  it("may be started by many at once", async () => {
    const url = await server.newDatabase();
    const shop = aSource({
      "0001_a.sql": "create table a (id int); select pg_sleep(0.05);",
      "0002_b.sql": "insert into a values (1);",
    });
    const replicas = Array.from({ length: 5 }, () =>
      createDb<never>({ url, applicationName: "replica", statementTimeoutMs: 40 }),
    );
    await Promise.all(replicas.map((db) => migrate(db, [shop])));
    expect((await sql`select * from a`.execute(replicas[0]!)).rows).toEqual([{ id: 1 }]);
    await Promise.all(replicas.map(closeDb));
  });

  it("takes a file whole or not at all, names it and the line, and goes on when it is mended", async () => {
    const db = await aDatabase();
    const shop = aSource({
      "0001_a.sql": "create table a ();",
      "0002_b.sql": "create table b ();\n\ninsert into nowhere values (1);\n",
    });
    await expect(migrate(db, [shop])).rejects.toThrow(
      'Migration shop/0002_b failed near line 3: relation "nowhere" does not exist',
    );
    expect(await applied(db)).toEqual(["shop/0001_a"]);
    expect((await sql`select to_regclass('b')::text as b`.execute(db)).rows).toEqual([{ b: null }]);
    shop.write({ "0002_b.sql": "create table b ();" });
    await migrate(db, [shop]);
    expect(await applied(db)).toEqual(["shop/0001_a", "shop/0002_b"]);
  });

  it("passes on an error that has no place in the file", async () => {
    const db = await aDatabase();
    const raise = aSource({ "0001_a.sql": "do $$ begin raise exception 'no'; end $$" });
    await expect(migrate(db, [raise])).rejects.toThrow("Migration shop/0001_a failed near line 1: no");
    const suicide = aSource({
      "0001_a.sql": "create table a (); select pg_terminate_backend(pg_backend_pid());",
    });
    await expect(migrate(db, [suicide])).rejects.toThrow(/near line 1: terminat/u);
    expect((await sql`select to_regclass('a')::text as a`.execute(db)).rows).toEqual([{ a: null }]);
  });

  it("refuses a file that was changed after it was applied, but not for its line ends", async () => {
    const db = await aDatabase();
    const shop = aSource({ "0001_a.sql": "create table a ();\n" });
    await migrate(db, [shop]);
    shop.write({ "0001_a.sql": "create table a ();\r\n" });
    await migrate(db, [shop]);
    shop.write({ "0001_a.sql": "create table a (id int);\n" });
    await expect(migrate(db, [shop])).rejects.toThrow(
      new MigrationRefused("Migration shop/0001_a was changed after it was applied. Add a new one instead."),
    );
  });

  it.each<[string, Files, string]>([
    ["a gap", { "0001_a.sql": "", "0003_c.sql": "" }, "number 0002 is missing or doubled"],
    ["a number twice", { "0001_a.sql": "", "0001_b.sql": "" }, "number 0002 is missing or doubled"],
    ["a late start", { "0002_a.sql": "" }, "number 0001 is missing"],
    ["another kind of name", { "1-a.sql": "" }, "not named like 0001_what_it_does.sql"],
  ])("refuses %s", async (_, files, message) => {
    const error = await migrate(await aDatabase(), [aSource(files)]).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(MigrationRefused);
    expect(String(error)).toContain(message);
  });

  it("refuses a file in the place of one that is applied", async () => {
    const db = await aDatabase();
    await migrate(db, [aSource({ "0001_a.sql": "", "0002_c.sql": "" })]);
    const other = aSource({ "0001_a.sql": "", "0002_b.sql": "", "0003_c.sql": "" });
    await expect(migrate(db, [other])).rejects.toThrow(
      "shop/0002_b comes too late or was renamed: 0002_c is applied in its place",
    );
  });

  it("lets an older release start beside a newer one", async () => {
    const db = await aDatabase();
    await migrate(db, [aSource({ "0001_a.sql": "create table a ();", "0002_b.sql": "create table b ();" })]);
    await migrate(db, [aSource({ "0001_a.sql": "create table a ();" })]);
    expect(await applied(db)).toEqual(["shop/0001_a", "shop/0002_b"]);
  });

  it("keeps namespaces apart and accepts an empty folder", async () => {
    const db = await aDatabase();
    await migrate(db, [
      aSource({}, "none"),
      aSource({ "0001_a.sql": "create table a ();" }, "one"),
      aSource({ "0001_b.sql": "create table b ();" }, "two"),
    ]);
    expect(await applied(db)).toEqual(["one/0001_a", "two/0001_b"]);
  });

  it("leaves the connection as it was, time limit included", async () => {
    const db = await aDatabase();
    await migrate(db, [aSource({ "0001_a.sql": "" })]);
    expect((await sql`select current_setting('statement_timeout') as t`.execute(db)).rows).toEqual([
      { t: "15s" },
    ]);
  });
});
