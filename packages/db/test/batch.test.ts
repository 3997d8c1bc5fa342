// A batch is one round trip and one transaction: all of it or nothing.
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import { countRoundTrips, inTransaction, runBatch, statement, type Db } from "../src/index.ts";
import { useServer } from "./server.ts";

type Schema = { items: { id: number; quantity: number }; parents: { id: number } };

const server = useServer();
let db: Db<Schema>;

const insert = statement<{ id: number }, [number, number]>(
  "insert item",
  "insert into items (id, quantity) values ($1, $2) returning id",
);
const count = statement<{ n: number }>("count items", "select count(*) as n from items");

beforeEach(async () => {
  db = server.open<Schema>();
  await sql`create table parents (id int primary key)`.execute(db);
  await sql`create table items (id int primary key, quantity int not null check (quantity > 0),
    parent int references parents deferrable initially deferred)`.execute(db);
});

afterEach(async () => {
  await sql`drop table items, parents`.execute(db);
});

describe("runBatch", () => {
  it("gives each query's rows, in one round trip", async () => {
    const { result, roundTrips } = await countRoundTrips(db, () =>
      runBatch(db, [
        insert.query([1, 5]),
        insert.query([2, 6]),
        db.updateTable("items").set({ quantity: 7 }).where("id", "=", 2).returning("quantity").compile(),
        sql`delete from items where id = 1`.compile(db),
        count.query([]),
      ]),
    );
    expect(result).toEqual([[{ id: 1 }], [{ id: 2 }], [{ quantity: 7 }], [], [{ n: 1 }]]);
    expectTypeOf(result[0]).toEqualTypeOf<readonly { id: number }[]>();
    expectTypeOf(result[4]).toEqualTypeOf<readonly { n: number }[]>();
    expect(roundTrips).toBe(1);
  });

  it.each([0, 1, 2, 3])("keeps nothing when query %i of four fails, and throws its error", async (broken) => {
    const queries = [1, 2, 3, 4].map((id, index) => insert.query([id, index === broken ? 0 : 1]));
    await expect(runBatch(db, queries)).rejects.toMatchObject({
      code: "23514",
      constraint: "items_quantity_check",
    });
    expect(await count.first(db, [])).toEqual({ n: 0 });
  });

  it("keeps nothing when the commit itself fails", async () => {
    const orphan = sql`insert into items values (2, 1, 99)`.compile(db);
    await expect(runBatch(db, [insert.query([1, 1]), orphan, count.query([])])).rejects.toMatchObject({
      code: "23503",
    });
    expect(await count.first(db, [])).toEqual({ n: 0 });
  });

  it("sends nothing when a parameter cannot be sent", async () => {
    const queries = [insert.query([1, 1]), { sql: "select $1", parameters: [() => 1] }];
    await expect(runBatch(db, queries)).rejects.toThrow(TypeError);
    expect(await count.first(db, [])).toEqual({ n: 0 });
  });

  it("keeps nothing when the connection breaks on the way", async () => {
    const suicide = sql`select pg_terminate_backend(pg_backend_pid())`.compile(db);
    await expect(runBatch(db, [insert.query([1, 1]), suicide, insert.query([2, 1])])).rejects.toThrow();
    expect(await count.first(db, [])).toEqual({ n: 0 });
  });

  it("is undone with the transaction it is part of", async () => {
    const work = inTransaction(db, async (tx) => {
      await runBatch(tx, [insert.query([1, 1]), insert.query([2, 1])]);
      expect(await count.first(tx, [])).toEqual({ n: 2 });
      throw new Error("on purpose");
    });
    await expect(work).rejects.toThrow("on purpose");
    expect(await count.first(db, [])).toEqual({ n: 0 });
  });

  it("begins a transaction together with it", async () => {
    const { roundTrips } = await countRoundTrips(db, () =>
      inTransaction(db, (tx) => runBatch(tx, [insert.query([1, 1]), insert.query([2, 1])])),
    );
    expect(roundTrips).toBe(2);
    expect(await count.first(db, [])).toEqual({ n: 2 });
  });

  it("of the same query many times prepares it once", async () => {
    const one = server.open<Schema>({ connectionsMax: 1 });
    await runBatch(
      one,
      Array.from({ length: 100 }, (_, index) => insert.query([index, 1])),
    );
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from pg_prepared_statements where statement like '/* insert item%'`.execute(one);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("may hold other queries each time, also in a transaction", async () => {
    const one = server.open<Schema>({ connectionsMax: 1 });
    const aBatch = (round: number) =>
      Array.from({ length: 100 }, (_, index) =>
        sql<{ n: number }>`select ${sql.lit(round * 100 + index)} as n`.compile(one),
      );
    for (let round = 0; round < 4; round += 1) {
      const answers = await inTransaction(one, (tx) => runBatch(tx, aBatch(round)));
      expect(answers.flat()).toEqual(Array.from({ length: 100 }, (_, index) => ({ n: round * 100 + index })));
      expect(await runBatch(one, aBatch(round))).toEqual(answers);
    }
  });

  it("is bounded, and may be empty", async () => {
    const many = Array.from({ length: 101 }, () => count.query([]));
    await expect(runBatch(db, many)).rejects.toThrow(RangeError);
    expect(await runBatch(db, [])).toEqual([]);
  });

  it("is tried again after a deadlock", async () => {
    await runBatch(db, [insert.query([1, 1]), insert.query([2, 1])]);
    const bump = statement<object, [number]>(
      "bump",
      "update items set quantity = quantity + 1 where id = $1",
    );
    const pause = sql`select pg_sleep(0.1)`.compile(db);
    await Promise.all([
      runBatch(db, [bump.query([1]), pause, bump.query([2])]),
      runBatch(db, [bump.query([2]), pause, bump.query([1])]),
    ]);
    expect(await db.selectFrom("items").select("quantity").execute()).toEqual([
      { quantity: 3 },
      { quantity: 3 },
    ]);
  });

  it("of many callers at once mixes nobody's answers", async () => {
    const echo = statement<{ n: number }, [number]>("echo number", "select $1::int as n");
    const callers = Array.from({ length: 200 }, (_, index) => index);
    const answers = await Promise.all(
      callers.map((n) => runBatch(db, [echo.query([n]), echo.query([n + 1])])),
    );
    expect(answers).toEqual(callers.map((n) => [[{ n }], [{ n: n + 1 }]]));
  });
});
