// Small writes that share a transaction: each is made whole or not at all, whatever becomes of those beside it.
import { beforeEach, expect, test } from "vitest";
import { type BatchQuery, createSharedTransactions, type Db, runBatch } from "../src/index.ts";
import { useServer } from "./server.ts";

const server = useServer();
let db: Db<unknown>;

const query = (sql: string): BatchQuery => ({ sql, parameters: [] });
const put = (number: number): BatchQuery => query(`insert into notes values (${number}, txid_current())`);
const notes = async () => {
  const [rows] = await runBatch(db, [query("select number, told_in from notes order by number")]);
  return rows as readonly { number: number; told_in: unknown }[];
};

beforeEach(async () => {
  db = server.open();
  await runBatch(db, [
    query("drop table if exists notes"),
    query("create table notes (number integer primary key, told_in bigint)"),
  ]);
});

test("writes of the same moment share a commit", async () => {
  const shared = createSharedTransactions(db);
  await Promise.all([1, 2, 3, 4].map((number) => shared.write([put(number)])));
  const [, second, third, fourth] = await notes();
  expect([third?.told_in, fourth?.told_in]).toEqual([second?.told_in, second?.told_in]);
});

test("one that cannot be made takes nobody with it, and is undone whole", async () => {
  const shared = createSharedTransactions(db);
  const written = await Promise.allSettled([
    shared.write([put(1)]),
    shared.write([put(2)]),
    shared.write([put(5), put(1)]),
    shared.write([put(3)]),
  ]);
  expect(written.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect((await notes()).map(({ number }) => number)).toEqual([1, 2, 3]);
});

test("a write of too many statements is refused before anything is written", async () => {
  const shared = createSharedTransactions(db);
  await expect(shared.write([1, 2, 3, 4, 5, 6].map(put))).rejects.toThrow(RangeError);
  expect(await notes()).toEqual([]);
});
