// Plain SQL for the hot paths and for batches: written once, prepared once on each connection, without a builder's cost for each call.
import type { AnyDb } from "../db.ts";
import { pooled } from "../driver.ts";
import { withRetries } from "../transaction.ts";
import type { Query } from "./exchange.ts";

/** A query with its parameters, ready for `runBatch`; `row` only carries the type of its rows. Compiled Kysely queries are such too. */
export type BatchQuery<Row = unknown> = Query & { readonly row?: Row };

/** A statement of fixed text. */
export type Statement<Row, Parameters extends readonly unknown[]> = {
  rows(db: AnyDb, parameters: Parameters): Promise<readonly Row[]>;
  first(db: AnyDb, parameters: Parameters): Promise<Row | undefined>;
  query(parameters: Parameters): BatchQuery<Row>;
};

/** For each query of a batch its rows. */
export type BatchRows<Queries extends readonly BatchQuery[]> = {
  readonly [Index in keyof Queries]: readonly (Queries[Index] extends BatchQuery<infer Row> ? Row : never)[];
};

// A batch holds a connection, all its answers are in memory at once, and all its statements must fit in prepared-statements.ts.
const batchQueriesMax = 100;

/** Declares a statement. The name is shown with it wherever PostgreSQL shows running or slow queries. */
export function statement<Row, Parameters extends readonly unknown[] = readonly []>(
  name: string,
  text: string,
): Statement<Row, Parameters> {
  if (name.includes("*/")) throw new TypeError("A statement's name stands in an SQL comment.");
  const sql = `/* ${name} */ ${text}`;
  const rows = async (db: AnyDb, parameters: Parameters): Promise<readonly Row[]> => {
    const answers = await run(db, [{ sql, parameters }]);
    return answers.flat() as readonly Row[];
  };
  return {
    rows,
    first: async (db, parameters) => (await rows(db, parameters))[0],
    query: (parameters) => ({ sql, parameters }),
  };
}

/**
 * Runs the queries in one round trip, all or nothing: the first error undoes all and is what is thrown. In a transaction they
 * become part of it. Later queries see the effects of earlier ones but cannot use their results.
 */
export async function runBatch<const Queries extends readonly BatchQuery[]>(
  db: AnyDb,
  queries: Queries,
): Promise<BatchRows<Queries>> {
  if (queries.length > batchQueriesMax)
    throw new RangeError(`A batch holds at most ${batchQueriesMax} queries.`);
  const attempt = (): Promise<readonly (readonly unknown[])[]> => run(db, queries);
  const answers = db.isTransaction ? attempt() : withRetries(attempt);
  return (await answers) as BatchRows<Queries>;
}

async function run(db: AnyDb, queries: readonly Query[]): Promise<readonly (readonly unknown[])[]> {
  const answers = await db.getExecutor().provideConnection((connection) => pooled(connection).run(queries));
  return answers.map(({ rows }) => rows);
}
