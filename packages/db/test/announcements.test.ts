// Announcements: told when the transaction is committed, to whoever listens to its database, and only then.
import { beforeEach, expect, test } from "vitest";
import { inTransaction, onAnnounced, runBatch, type BatchQuery, type Db } from "../src/index.ts";
import { useServer } from "./server.ts";

const server = useServer();
let db: Db<unknown>;
let heard: string[];

beforeEach(() => {
  db = server.open();
  heard = [];
  for (const topic of ["bell", "horn"])
    onAnnounced(db, topic, (afterMs) => heard.push(`${topic} after ${afterMs}`));
});

function ringing(topic: string, sql = "select 1"): BatchQuery {
  return { sql, parameters: [], announces: { topic, afterMs: 5 } };
}

test("a batch announces when it is done, each topic to its own listeners", async () => {
  await runBatch(db, [
    ringing("bell"),
    { sql: "select 2", parameters: [] },
    ringing("horn"),
    ringing("drum"),
  ]);
  expect(heard).toEqual(["bell after 5", "horn after 5"]);
});

test("a transaction announces once it is committed, and not before", async () => {
  await inTransaction(db, async (tx) => {
    await runBatch(tx, [ringing("bell")]);
    await runBatch(tx, [ringing("bell")]);
    expect(heard).toEqual([]);
  });
  expect(heard).toEqual(["bell after 5", "bell after 5"]);
});

test("what was undone is never announced, also not by the next transaction of the connection", async () => {
  const alone = server.open({ connectionsMax: 1 });
  const stop = onAnnounced(alone, "bell", () => heard.push("alone"));
  const undone = inTransaction(alone, async (tx) => {
    await runBatch(tx, [ringing("bell")]);
    throw new Error("never mind");
  });
  await expect(undone).rejects.toThrow("never mind");
  await expect(runBatch(alone, [ringing("bell"), ringing("bell", "select 1 / 0")])).rejects.toThrow("zero");
  await runBatch(alone, [{ sql: "select 1", parameters: [] }]);
  expect(heard).toEqual([]);
  await runBatch(alone, [ringing("bell")]);
  expect(heard).toEqual(["alone"]);
  stop();
  await runBatch(alone, [ringing("bell")]);
  expect(heard).toEqual(["alone"]);
});

test("a database hears what is committed by itself, not by others", async () => {
  await runBatch(server.open(), [ringing("bell")]);
  expect(heard).toEqual([]);
});

test("only a pool can be listened to", async () => {
  await inTransaction(db, async (tx) => {
    expect(() => onAnnounced(tx, "bell", () => undefined)).toThrow("made by createDb");
  });
});
