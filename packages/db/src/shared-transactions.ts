// Small writes that come at the same moment share a transaction. One that cannot be made, since its event was heard before or somebody else was
// faster, does not take the others with it.
import type { AnyDb } from "./db.ts";
import { gathered } from "./gathered.ts";
import { type BatchQuery, runBatch } from "./store/statement.ts";

/** Of a few statements each; a batch holds a hundred. */
const WRITES_MAX = 20;
const QUERIES_MAX = 5;

export type SharedTransactions = {
  /**
   * Makes all of the statements (at most five) or none; they are committed when this resolves. Rejects with what the database said of
   * them alone. Where the end of a commit stayed unknown they are made once more: whoever writes so must be able to be repeated.
   */
  write(queries: readonly BatchQuery[]): Promise<void>;
};

/** One way to the database at a time: what comes meanwhile goes with the next. */
export function createSharedTransactions(db: AnyDb): SharedTransactions {
  const write = gathered(async (writes: readonly (readonly BatchQuery[])[]) => writeTogether(db, writes), {
    lanes: 1,
    questionsMax: WRITES_MAX,
  });
  return {
    async write(queries) {
      if (queries.length > QUERIES_MAX)
        throw new RangeError(`A shared write holds at most ${QUERIES_MAX} queries.`);
      const { error } = await write(queries);
      if (error !== undefined) throw error;
    },
  };
}

type Written = { readonly error?: unknown };

async function writeTogether(db: AnyDb, writes: readonly (readonly BatchQuery[])[]) {
  const failures = new Map<readonly BatchQuery[], Written>();
  try {
    await runBatch(db, writes.flat());
  } catch {
    // Together none was made; each says for itself why it cannot be.
    for (const queries of writes)
      await runBatch(db, [...queries]).catch((error: unknown) => failures.set(queries, { error }));
  }
  return (queries: readonly BatchQuery[]): Written => failures.get(queries) ?? {};
}
