// A transaction keeps all or nothing, begins without a round trip of its own, and never moves to another connection.
import { AbortedTransactionError, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countRoundTrips, inTransaction, runBatch, statement, type AnyDb, type Db } from "../src/index.ts";
import { useServer } from "./server.ts";

type Schema = { accounts: { id: number; balance: number } };

const server = useServer();
let db: Db<Schema>;

const add = statement<{ balance: number }, [number, number]>(
  "add to account",
  "update accounts set balance = balance + $2 where id = $1 returning balance",
);
const backend = statement<{ pid: number; level: string }>(
  "backend",
  "select pg_backend_pid() as pid, current_setting('transaction_isolation') as level",
);
const unsendable = statement<object, [symbol]>("unsendable", "select $1");
const balances = async (): Promise<readonly number[]> =>
  (await db.selectFrom("accounts").select("balance").orderBy("id").execute()).map((row) => row.balance);

beforeEach(async () => {
  db = server.open<Schema>();
  await sql`create table accounts (id int primary key, balance int8 not null check (balance >= 0))`.execute(
    db,
  );
  await sql`insert into accounts values (1, 100), (2, 100)`.execute(db);
});

afterEach(async () => {
  await sql`drop table accounts`.execute(db);
});

async function terminate(pid: number): Promise<void> {
  await sql`select pg_terminate_backend(${pid})`.execute(server.open());
}

/** Moves money one way, and lets another transaction come in between the two steps. */
async function move(from: number, to: number, between: () => Promise<void>): Promise<void> {
  await inTransaction(db, async (tx) => {
    await add.first(tx, [from, -1]);
    await between();
    await add.first(tx, [to, 1]);
  });
}

describe("inTransaction", () => {
  it("keeps everything, at read committed", async () => {
    const level = await inTransaction(db, async (tx) => {
      await add.first(tx, [1, -10]);
      await tx.updateTable("accounts").set({ balance: 110 }).where("id", "=", 2).execute();
      return (await backend.first(tx, []))?.level;
    });
    expect(level).toBe("read committed");
    expect(await balances()).toEqual([90, 110]);
  });

  it("keeps nothing when the work throws", async () => {
    const failure = new Error("on purpose");
    const work = inTransaction(db, async (tx) => {
      await add.first(tx, [1, -10]);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await balances()).toEqual([100, 100]);
  });

  it("keeps nothing, and says so, when a failed statement was caught and not passed on", async () => {
    const work = inTransaction(db, async (tx) => {
      await add.first(tx, [2, 1]);
      await add.first(tx, [1, -1000]).catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/rolled back/iu);
    expect(await balances()).toEqual([100, 100]);
  });

  it("joins a transaction that is under way", async () => {
    const failure = new Error("on purpose");
    const work = inTransaction(db, async (tx) => {
      await inTransaction(tx, async (inner) => {
        expect(inner).toBe(tx);
        await add.first(inner, [1, -10]);
      });
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await balances()).toEqual([100, 100]);
  });

  it("costs one round trip more than its statements, and none when it has no statement", async () => {
    const two = await countRoundTrips(db, () =>
      inTransaction(db, async (tx) => {
        await add.first(tx, [1, 1]);
        await add.first(tx, [2, 1]);
      }),
    );
    expect(two.roundTrips).toBe(3);
    const none = await countRoundTrips(db, () => inTransaction(db, async () => "done"));
    expect(none).toEqual({ result: "done", roundTrips: 0 });
    await expect(inTransaction(db, () => Promise.reject(new Error("before any statement")))).rejects.toThrow(
      "before any",
    );
  });

  it("undoes the first statement too when it fails, for BEGIN went with it", async () => {
    await expect(inTransaction(db, (tx) => add.first(tx, [1, -1000]))).rejects.toThrow(
      "accounts_balance_check",
    );
    await expect(
      inTransaction(db, (tx) => sql`select`.execute(tx).then(() => add.first(tx, [1, -1000]))),
    ).rejects.toThrow();
    expect(await balances()).toEqual([100, 100]);
  });

  it("keeps nothing when its first statement could not even be sent and that was not passed on", async () => {
    const work = inTransaction(db, async (tx) => {
      await expect(unsendable.rows(tx, [Symbol("x")])).rejects.toThrow(TypeError);
      await add.first(tx, [1, -10]);
      throw new Error("on purpose");
    });
    await expect(work).rejects.toThrow("on purpose");
    expect(await balances()).toEqual([100, 100]);
  });

  it("runs no further statement, and fails, when the server's transaction has ended underneath", async () => {
    const outcomes: unknown[] = [];
    const work = inTransaction(db, async (tx) => {
      await add.first(tx, [1, -10]);
      await sql`rollback`.execute(tx);
      outcomes.push(await add.first(tx, [2, 10]).catch((error: unknown) => error));
      outcomes.push(await runBatch(tx, [add.query([2, 10])]).catch((error: unknown) => error));
    });
    await expect(work).rejects.toThrow(AbortedTransactionError);
    expect(outcomes).toEqual([expect.any(AbortedTransactionError), expect.any(AbortedTransactionError)]);
    expect(await balances()).toEqual([100, 100]);
    await inTransaction(db, (tx) => add.first(tx, [1, 1]));
    expect(await balances()).toEqual([101, 100]);
  });

  it("leaves a sound connection behind when it ended underneath", async () => {
    const one = server.open<Schema>({ connectionsMax: 1 });
    const work = inTransaction(one, async (tx) => {
      await sql`rollback`.execute(tx);
      await add.first(tx, [1, 1]);
    });
    await expect(work).rejects.toThrow(AbortedTransactionError);
    expect(await add.first(one, [1, 1])).toEqual({ balance: 101 });
    expect(await inTransaction(one, (tx) => add.first(tx, [1, 1]))).toEqual({ balance: 102 });
  });

  it("tries again when PostgreSQL ends a deadlock by giving it up", async () => {
    let attempts = 0;
    const barrier = Promise.withResolvers<void>();
    let arrived = 0;
    const meet = async (): Promise<void> => {
      attempts += 1;
      arrived += 1;
      if (arrived === 2) barrier.resolve();
      await barrier.promise;
    };
    await Promise.all([move(1, 2, meet), move(2, 1, meet)]);
    expect(attempts).toBeGreaterThanOrEqual(3);
    expect(await balances()).toEqual([100, 100]);
  });

  it("gives up after a few attempts, and at once where trying again is no use", async () => {
    let attempts = 0;
    const fail = (code: string): Promise<unknown> =>
      inTransaction(db, async (tx) => {
        attempts += 1;
        await sql`do ${sql.raw(`$$ begin raise exception 'no' using errcode = '${code}'; end $$`)}`.execute(
          tx,
        );
      });
    await expect(fail("40001")).rejects.toMatchObject({ code: "40001" });
    expect(attempts).toBe(5);
    await expect(fail("P0001")).rejects.toMatchObject({ code: "P0001" });
    expect(attempts).toBe(6);
  });

  it("takes the isolation and access that Kysely is asked for", async () => {
    const level = await db
      .transaction()
      .setIsolationLevel("serializable")
      .setAccessMode("read only")
      .execute(async (tx) => {
        const row = await backend.first(tx, []);
        await expect(add.first(tx, [1, 1])).rejects.toThrow("read-only");
        return row?.level;
      })
      .catch((error: unknown) => String(error));
    expect(level).toMatch(/rolled back|serializable/iu);
  });
});

describe("a connection that breaks within a transaction", () => {
  const breakAfter = (
    first: (tx: AnyDb) => Promise<unknown>,
    then: (tx: AnyDb) => Promise<unknown>,
  ): Promise<unknown> =>
    inTransaction(db, async (tx) => {
      await first(tx);
      const row = await backend.first(tx, []);
      await terminate(row?.pid ?? 0);
      await then(tx);
    });

  it("is never replaced: every later statement fails, and nothing is kept", async () => {
    const outcomes: unknown[] = [];
    const work = breakAfter(
      (tx) => add.first(tx, [1, -10]),
      async (tx) => {
        for (const id of [1, 2]) outcomes.push(await add.first(tx, [id, 5]).catch((error: unknown) => error));
        outcomes.push(await runBatch(tx, [add.query([1, 5])]).catch((error: unknown) => error));
      },
    );
    await expect(work).rejects.toThrow();
    expect(outcomes.map((outcome) => outcome instanceof Error)).toEqual([true, true, true]);
    expect(await balances()).toEqual([100, 100]);
  });

  it("makes the commit fail when it broke just before", async () => {
    await expect(
      breakAfter(
        (tx) => add.first(tx, [1, -10]),
        async () => undefined,
      ),
    ).rejects.toThrow();
    expect(await balances()).toEqual([100, 100]);
  });

  it("is replaced for the next transaction", async () => {
    await expect(
      breakAfter(
        async () => undefined,
        (tx) => add.first(tx, [1, 1]),
      ),
    ).rejects.toThrow();
    await inTransaction(db, (tx) => add.first(tx, [1, 1]));
    expect(await balances()).toEqual([101, 100]);
  });
});
