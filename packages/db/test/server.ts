// A PostgreSQL server for a test file, with a database of its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "@souk/embedded-postgres";
import { afterAll, beforeAll } from "vitest";
import { closeDb, createDb, type Db, type DbOptions } from "../src/index.ts";

export type TestServer = {
  readonly postgres: EmbeddedPostgres;
  readonly url: string;
  /** Opens a pool on the file's database; closed when the file is done. */
  open<Schema>(options?: Partial<DbOptions>): Db<Schema>;
  /** A new, empty database. */
  newDatabase(): Promise<string>;
};

/** Starts before the file's tests and stops after them. */
export function useServer(): TestServer {
  const directory = mkdtempSync(join(tmpdir(), "db-test-"));
  const opened: Pick<Db<never>, "destroy">[] = [];
  let running: EmbeddedPostgres | undefined;
  let databases = 0;
  const server = (): EmbeddedPostgres => {
    if (running === undefined) throw new Error("The server runs only during tests.");
    return running;
  };

  beforeAll(async () => {
    running = await startEmbeddedPostgres({ dataDirectory: directory, durable: false });
    await running.ensureDatabase("test");
  });
  afterAll(async () => {
    await Promise.all(opened.map(closeDb));
    await running?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  return {
    get postgres() {
      return server();
    },
    get url() {
      return server().url("test");
    },
    open: <Schema>(options: Partial<DbOptions> = {}) => {
      const db = createDb<Schema>({ url: server().url("test"), applicationName: "db-test", ...options });
      opened.push(db);
      return db;
    },
    newDatabase: async () => {
      const name = `test_${(databases += 1)}`;
      await server().ensureDatabase(name);
      return server().url(name);
    },
  };
}
