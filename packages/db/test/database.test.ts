// A pool: opened, bounded, surviving lost connections, closed.
import { OutcomeUnknown } from "@souk/errors";
import { sql } from "kysely";
import { describe, expect, it, test, vi } from "vitest";
import {
  closeDb,
  countRoundTrips,
  createDb,
  DatabaseUnavailable,
  inTransaction,
  derivedId,
  newId,
  runBatch,
  statement,
  type AnyDb,
} from "../src/index.ts";
import { useServer } from "./server.ts";

const server = useServer();

const backend = statement<{ pid: number }>("backend", "select pg_backend_pid() as pid");
const terminate = statement<object, [number]>("terminate", "select pg_terminate_backend($1)");

describe("createDb", () => {
  it("shows its name to the server and connects with the first query", async () => {
    const db = server.open({ applicationName: "order" });
    const { rows } =
      await sql`select application_name as name from pg_stat_activity where pid = pg_backend_pid()`.execute(
        db,
      );
    expect(rows).toEqual([{ name: "order" }]);
  });

  it("opens no more connections than it may, and the others wait", async () => {
    const db = server.open({ applicationName: "bounded", connectionsMax: 2 });
    await Promise.all(Array.from({ length: 10 }, () => sql`select pg_sleep(0.01)`.execute(db)));
    const { rows } =
      await sql`select count(*) as n from pg_stat_activity where application_name = 'bounded'`.execute(db);
    expect(rows).toEqual([{ n: 2 }]);
  });

  it("ends a statement that takes too long", async () => {
    const db = server.open({ statementTimeoutMs: 50 });
    await expect(sql`select pg_sleep(10)`.execute(db)).rejects.toThrow("statement timeout");
  });

  it("says that no connection could be had, and why", async () => {
    const nowhere = createDb({ url: "postgresql://souk:x@127.0.0.1:1/none", applicationName: "test" });
    const error = await backend.rows(nowhere, []).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect(error).toMatchObject({ cause: { code: "ECONNREFUSED" } });
    await closeDb(nowhere);
  });

  it("says so too when all connections stay busy", async () => {
    const db = server.open({ connectionsMax: 1 });
    const [held, busy] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const hold = inTransaction(db, async (tx) => {
      await backend.rows(tx, []);
      held.resolve();
      await busy.promise;
    });
    await held.promise;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const waiting = expect(backend.rows(db, [])).rejects.toThrow(DatabaseUnavailable);
    await vi.advanceTimersByTimeAsync(5_000);
    await waiting;
    vi.useRealTimers();
    busy.resolve();
    await hold;
  });

  it("does not offer streams", async () => {
    const stream = sql`select 1`.compile(server.open());
    const rows = server.open().getExecutor().stream(stream, 1);
    await expect(rows.next()).rejects.toThrow("not supported");
  });
});

describe("a lost connection", () => {
  it("that nobody used is reported and replaced, and ends no process", async () => {
    const errors: Error[] = [];
    const db = server.open({ connectionsMax: 1, onError: (error) => errors.push(error) });
    const quiet = server.open({ connectionsMax: 1 });
    for (const pool of [db, quiet]) {
      const row = await backend.first(pool, []);
      await terminate.rows(server.open(), [row?.pid ?? 0]);
    }
    await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0));
    expect(await backend.rows(db, [])).toHaveLength(1);
    expect(await backend.rows(quiet, [])).toHaveLength(1);
  });

  it("fails the query that used it, and only that one", async () => {
    const db = server.open({ connectionsMax: 1 });
    const suicide = sql`select pg_terminate_backend(pg_backend_pid())`;
    for (let round = 0; round < 20; round += 1) {
      await expect(suicide.execute(db)).rejects.toThrow(OutcomeUnknown);
      expect(await backend.rows(db, [])).toHaveLength(1);
    }
  });
});

describe("an error of the database", () => {
  it("carries code and constraint, but nothing of the row, and shows who asked", async () => {
    const db = server.open();
    await sql`create table customers (email text constraint customers_email_key unique)`.execute(db);
    const insert = statement("insert customer", "insert into customers values ('somebody@example.org')");
    await insert.rows(db, []);
    const error = await insert.rows(db, []).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: "23505", constraint: "customers_email_key" });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("somebody");
    expect((error as Error).stack).toContain("database.test.ts");
  });
});

describe("closeDb", () => {
  it("leaves no connection behind, so that the database can be dropped", async () => {
    const url = await server.newDatabase();
    const db = createDb({ url, applicationName: "closing" });
    await Promise.all(Array.from({ length: 5 }, () => backend.rows(db, [])));
    await closeDb(db);
    await sql`drop database ${sql.id(new URL(url).pathname.slice(1))}`.execute(server.open());
    await expect(backend.rows(db, [])).rejects.toThrow("destroyed");
  });

  it("of a pool that was never used does nothing", async () => {
    await closeDb(createDb({ url: server.url, applicationName: "unused" }));
  });
});

describe("countRoundTrips", () => {
  it("counts the waits for all databases together", async () => {
    const [a, b] = [server.open(), server.open()];
    const { result, roundTrips } = await countRoundTrips([a, b], async () => {
      await backend.rows(a, []);
      await runBatch(b, [backend.query([]), backend.query([])]);
      return "done";
    });
    expect({ result, roundTrips }).toEqual({ result: "done", roundTrips: 2 });
  });

  it("knows only pools of its own", async () => {
    const foreign = { isTransaction: false } as AnyDb;
    await expect(countRoundTrips(foreign, async () => 1)).rejects.toThrow("made by createDb");
  });
});

describe("a database of another driver", () => {
  it("is refused", async () => {
    const foreign = {
      isTransaction: false,
      getExecutor: () => ({ provideConnection: (use: (connection: unknown) => unknown) => use({}) }),
    };
    await expect(backend.rows(foreign as unknown as AnyDb, [])).rejects.toThrow("not made by createDb");
  });
});

test("a derived id is the same for a name and another for every other name", () => {
  const id = derivedId("souk/order/1/payment");
  expect(id).toBe(derivedId("souk/order/1/payment"));
  expect(id).not.toBe(derivedId("souk/order/2/payment"));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

describe("newId", () => {
  it("makes UUIDs of version 7 that grow", () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect(
      ids.every((id) => /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u.test(id)),
    ).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
