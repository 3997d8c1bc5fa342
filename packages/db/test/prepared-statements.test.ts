// Statements are prepared once for each connection, in bounds, and survive errors and changes of the schema.
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inTransaction, statement, type Db } from "../src/index.ts";
import { useServer } from "./server.ts";

type Schema = { things: { id: number; name: string } };

const server = useServer();
let db: Db<Schema>;

const prepared = statement<{ name: string; statement: string }>(
  "prepared",
  "select name, statement from pg_prepared_statements order by name",
);

beforeEach(async () => {
  db = server.open<Schema>({ connectionsMax: 1 });
  await sql`create table things (id int primary key, name text not null)`.execute(db);
  await sql`insert into things values (1, 'one')`.execute(db);
});

afterEach(async () => {
  await sql`drop table things`.execute(db);
});

describe("a statement", () => {
  it("is prepared once, whether written by hand or by Kysely", async () => {
    const byHand = statement<{ name: string }, [number]>(
      "find thing",
      "select name from things where id = $1",
    );
    for (const id of [1, 2, 1]) {
      await byHand.first(db, [id]);
      await db.selectFrom("things").select("name").where("id", "=", id).execute();
    }
    const texts = (await prepared.rows(db, [])).map((row) => row.statement);
    expect(texts.filter((text) => text.includes("find thing"))).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith('select "name"'))).toHaveLength(1);
  });

  it("shows its name where PostgreSQL shows what runs", async () => {
    const [row] = await statement<{ query: string }>(
      "who am i",
      "select query from pg_stat_activity where pid = pg_backend_pid()",
    ).rows(db, []);
    expect(row?.query).toMatch(/^\/\* who am i \*\/ select/u);
  });

  it("cannot carry SQL in its name", () => {
    expect(() => statement("*/ drop table things; /*", "select 1")).toThrow(TypeError);
  });

  it("gives all rows, the first, or nothing", async () => {
    const all = statement<{ id: number }, [number]>("upto", "select generate_series(1, $1::int) as id");
    expect(await all.rows(db, [2])).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await all.first(db, [2])).toEqual({ id: 1 });
    expect(await all.first(db, [0])).toBeUndefined();
    expect(await statement("nothing", "").rows(db, [])).toEqual([]);
  });

  it("that failed can be run again", async () => {
    const divide = statement<{ result: number }, [number]>("divide", "select 6 / $1::int as result");
    await expect(divide.first(db, [0])).rejects.toThrow("division by zero");
    expect(await divide.first(db, [2])).toEqual({ result: 3 });
    await expect(divide.first(db, [0])).rejects.toThrow("division by zero");
    expect(await divide.first(db, [3])).toEqual({ result: 2 });
  });

  it("with a mistake fails each time and leaves nothing behind", async () => {
    const wrong = statement("wrong", "select nonsense from things");
    await expect(wrong.rows(db, [])).rejects.toThrow('column "nonsense" does not exist');
    await expect(wrong.rows(db, [])).rejects.toThrow('column "nonsense" does not exist');
    expect((await prepared.rows(db, [])).filter((row) => row.statement.includes("nonsense"))).toEqual([]);
  });
});

describe("the number of prepared statements", () => {
  it("is bounded, and the most recently used stay", async () => {
    const hot = statement<{ one: number }>("hot", "select 1 as one");
    for (let index = 0; index < 500; index += 1) {
      await sql`select ${sql.lit(index)} as n`.execute(db);
      if (index % 50 === 0) await hot.first(db, []);
    }
    const rows = await prepared.rows(db, []);
    expect(rows.length).toBeLessThanOrEqual(120);
    expect(rows.some((row) => row.statement.includes("hot"))).toBe(true);
  });

  it("does not grow by very long texts", async () => {
    const list = Array.from({ length: 3000 }, (_, index) => index);
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from things where id in (${sql.join(list)})`.execute(db);
    expect(rows).toEqual([{ n: 1 }]);
    expect((await prepared.rows(db, [])).every((row) => row.statement.length < 8_100)).toBe(true);
  });

  it("does not grow by errors", async () => {
    for (let index = 0; index < 300; index += 1) {
      await expect(sql`select ${sql.lit(index)} / 0`.execute(db)).rejects.toThrow("division");
    }
    expect((await prepared.rows(db, [])).length).toBeLessThan(20);
  });
});

describe("after a change of the schema", () => {
  const change = async (): Promise<void> => {
    await sql`alter table things add column added int default 5`.execute(server.open());
  };

  it("a statement gives the new columns", async () => {
    const all = (): Promise<readonly unknown[]> => db.selectFrom("things").selectAll().execute();
    expect(await all()).toEqual([{ id: 1, name: "one" }]);
    await change();
    expect(await all()).toEqual([{ id: 1, name: "one", added: 5 }]);
  });

  it("a transaction starts anew and succeeds", async () => {
    const attempts: number[] = [];
    const work = (): Promise<readonly unknown[]> =>
      inTransaction(db, async (tx) => {
        attempts.push(attempts.length);
        await tx.updateTable("things").set({ name: "two" }).execute();
        await tx.selectFrom("things").selectAll().where("id", "=", 1).execute();
        return tx.selectFrom("things").selectAll().execute();
      });
    await work();
    await change();
    expect(await work()).toEqual([{ id: 1, name: "two", added: 5 }]);
    expect(attempts).toHaveLength(3);
  });
});
