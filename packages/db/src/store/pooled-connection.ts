// A connection of the pool as Kysely and this package use it. It begins a transaction together with its first statement, so that
// BEGIN costs no round trip, and it is never given back to the pool in the middle of a transaction.
import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from "kysely";
import { DatabaseError, type PoolClient } from "pg";
import { OutcomeUnknown, Refusal } from "@souk/errors";
import type { Announcement, Announcements } from "../announcements.ts";
import type { RoundTripCounter } from "../round-trips.ts";
import { Exchange, type Answer, type Query } from "./exchange.ts";
import { PreparedStatements } from "./prepared-statements.ts";

const changeTags = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);
const rollback: Query = { sql: "rollback", parameters: [] };
const commit: Query = { sql: "commit", parameters: [] };

// character_not_in_repertoire, untranslatable_character: U+0000, in a text or in JSON. Only data can bring it, so it is the caller's fault.
const unstorableTextCodes = new Set<string | undefined>(["22021", "22P05"]);

/** Who is told what happens on a pool's connections. */
export type PoolTelling = {
  readonly roundTrips: RoundTripCounter;
  readonly announcements: Announcements;
};

export class PooledConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  readonly #telling: PoolTelling;
  readonly #statements = new PreparedStatements();
  /** The BEGIN that waits for the first statement. */
  #begin: Query | undefined;
  #isInTransaction = false;
  #isLost = false;
  /** Of the open transaction: nobody may hear of it before it is committed. */
  #announced: Announcement[] = [];

  constructor(client: PoolClient, telling: PoolTelling) {
    this.#client = client;
    this.#telling = telling;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const answers = await this.run([query]);
    const tag = answers.map((answer) => answer.tag).join("");
    const result = { rows: answers.flatMap(({ rows }) => rows) as Row[] };
    return changeTags.has(tag.slice(0, tag.indexOf(" ")))
      ? { ...result, numAffectedRows: BigInt(tag.slice(tag.lastIndexOf(" ") + 1)) }
      : result;
  }

  // oxlint-disable-next-line require-yield -- Kysely asks for the method; a list is read page by page instead.
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("Streaming is not supported; read page by page.");
  }

  /** Runs the queries in one round trip: in the open transaction, or else all together or not at all. */
  async run(queries: readonly Query[]): Promise<readonly Answer[]> {
    const answers = await this.#send(queries);
    for (const { announces } of queries) if (announces !== undefined) this.#announced.push(announces);
    if (!this.#isInTransaction) this.#announce();
    return answers;
  }

  async #send(queries: readonly Query[]): Promise<readonly Answer[]> {
    if (this.#begin !== undefined) return (await this.#exchange([this.#begin, ...queries])).slice(1);
    if (this.#isInTransaction) this.#refuseEndedTransaction();
    if (this.#client.getTransactionStatus() !== "I") return this.#exchange(queries);
    try {
      return await this.#exchange(queries);
    } catch (error) {
      // Nothing was kept, so after a change of the schema it can be sent again, prepared anew.
      if (!isStalePlan(error)) throw error;
      return this.#exchange(queries);
    }
  }

  /** Runs a script of several statements by the simple protocol; for migrations. */
  async runScript(text: string): Promise<void> {
    this.#telling.roundTrips.count();
    this.#isLost = true; // As long as it is not known how the script ended.
    await this.#client.query(text);
    this.#isLost = false;
  }

  begin(settings: string): void {
    this.#begin = { sql: `begin ${settings}`, parameters: [] };
    this.#isInTransaction = true;
  }

  async commit(): Promise<void> {
    if (this.#endUnbegun()) return;
    this.#refuseEndedTransaction();
    const [answer] = await this.#exchange([commit]);
    // What PostgreSQL answers when a statement failed and the failure was caught and not passed on.
    if (answer?.tag === "ROLLBACK") throw new AbortedTransactionError();
    this.#announce();
  }

  async rollback(): Promise<void> {
    if (!this.#endUnbegun()) await this.#exchange([rollback]);
  }

  /** Back to the pool, unless it broke or a transaction was left open: then it is closed, which undoes the transaction. */
  release(): void {
    this.#announced = [];
    this.#endUnbegun(); // Kysely sends no ROLLBACK after an AbortedTransactionError.
    this.#client.release(this.#isLost || this.#client.getTransactionStatus() !== "I");
  }

  #announce(): void {
    if (this.#announced.length === 0) return;
    const announced = this.#announced;
    this.#announced = [];
    for (const announcement of announced) this.#telling.announcements.tell(announcement);
  }

  /** Ends the transaction here; true when its BEGIN still waited, so that the server knows nothing of it. */
  #endUnbegun(): boolean {
    const isUnbegun = this.#begin !== undefined;
    this.#begin = undefined;
    this.#isInTransaction = false;
    return isUnbegun;
  }

  /** Where the server is in no transaction (BEGIN itself failed, or somebody sent a ROLLBACK), each statement would be committed by itself. */
  #refuseEndedTransaction(): void {
    if (this.#client.getTransactionStatus() === "I") throw new AbortedTransactionError();
  }

  async #exchange(queries: readonly Query[]): Promise<readonly Answer[]> {
    this.#telling.roundTrips.count();
    const { promise, resolve, reject } = Promise.withResolvers<readonly Answer[]>();
    const exchange = new Exchange(queries, this.#statements, { resolve, reject });
    this.#begin = undefined; // It is on its way now; not before, for a parameter that cannot be sent throws above.
    try {
      this.#client.query(exchange);
      return await promise;
    } catch (error) {
      this.#isLost = exchange.isConnectionLost;
      if (isStalePlan(error)) this.#statements.abandonAll();
      const told = explained(error);
      throw exchange.isConnectionLost ? new OutcomeUnknown("connection_lost", "postgresql", told) : told;
    }
  }
}

/** A prepared statement whose columns changed by a migration. */
export function isStalePlan(error: unknown): boolean {
  return error instanceof DatabaseError && error.routine === "RevalidateCachedQuery";
}

function explained(error: unknown): unknown {
  // Else the trace shows only the socket that the answer came from.
  Error.captureStackTrace(error as Error, explained);
  if (!(error instanceof DatabaseError)) return error;
  // They quote the row (`Key (email)=(…)`), and whatever an error carries ends up in a log.
  error.detail = undefined;
  error.where = undefined;
  if (!unstorableTextCodes.has(error.code)) return error;
  return new Refusal("invalid", "text_not_storable", "A text contains a character that cannot be stored.", {
    cause: error,
  });
}
