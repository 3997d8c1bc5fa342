// One exchange with the server: any number of statements sent at once and answered at once, closed by a single Sync of the extended
// protocol. Outside a transaction PostgreSQL runs all statements before a Sync as one transaction: the first error undoes and skips
// the rest, and the commit happens at the Sync. So a batch is all or nothing in one round trip, without begin and commit. (pg's own
// `pipeline` mode sends a Sync after each statement: what follows a BEGIN that failed would be committed one by one.)
import { DatabaseError, type Connection } from "pg";
import type { Announcement } from "../announcements.ts";
import type { PreparedStatement, PreparedStatements } from "./prepared-statements.ts";
import { readerOf, toWire, type WireValue } from "./values.ts";

/** A statement and its parameters. Kysely's compiled queries are such. */
export type Query = {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly announces?: Announcement;
};

/** What one statement answered: its rows and its command tag, such as `INSERT 0 1`. */
export type Answer = { readonly rows: unknown[]; tag: string };

type Step = {
  readonly statement: PreparedStatement;
  readonly values: WireValue[];
  readonly answer: Answer;
};
type Outcome = {
  readonly resolve: (answers: readonly Answer[]) => void;
  readonly reject: (error: Error) => void;
};
type RowDescription = { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] };

/** A query object for pg's client, which calls the `handle…` methods as the answers come in. */
export class Exchange {
  /** Whether the connection can be used no longer. */
  isConnectionLost = false;
  readonly #steps: readonly Step[];
  readonly #statements: PreparedStatements;
  readonly #outcome: Outcome;
  #current = 0;
  #unreadable: Error | undefined;

  /** Throws before anything is sent when a parameter cannot be sent. */
  constructor(queries: readonly Query[], statements: PreparedStatements, outcome: Outcome) {
    const wired = queries.map(({ sql, parameters }) => ({ sql, values: parameters.map(toWire) }));
    this.#steps = wired.map(({ sql, values }) => ({
      statement: statements.use(sql),
      values,
      answer: { rows: [], tag: "" },
    }));
    this.#statements = statements;
    this.#outcome = outcome;
  }

  submit(connection: Connection): void {
    connection.stream.cork();
    for (const name of this.#statements.takeAbandoned()) connection.close({ type: "S", name }, true);
    for (const { statement, values } of this.#steps) {
      const { name, text } = statement;
      if (!statement.isParsed) {
        connection.parse({ name, text, types: [] }, true);
        connection.describe({ type: "S", name }, true);
        statement.isParsed = true;
      }
      connection.bind({ statement: name, values }, true);
      connection.execute(null, true);
    }
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription({ fields }: RowDescription): void {
    this.#step.statement.columns = fields.map(({ name, dataTypeID }) => ({
      name,
      read: readerOf(dataTypeID),
    }));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const { statement, answer } = this.#step;
    try {
      answer.rows.push(readRow(statement.columns, fields));
    } catch (error) {
      this.#unreadable = error as Error;
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#step.answer.tag = text;
    this.#current += 1;
  }

  handleEmptyQuery(): void {
    this.#current += 1;
  }

  /** Settles when the server is ready again, so that nobody sees the connection in between. */
  handleError(error: Error, connection: Connection): void {
    // Which of them the server knows by now depends on where it stopped.
    for (const { statement } of this.#steps) this.#statements.abandon(statement);
    const settle = (): void => {
      connection.off("readyForQuery", settle);
      connection.off("end", settle);
      this.#outcome.reject(error);
    };
    this.isConnectionLost = !(error instanceof DatabaseError && error.severity === "ERROR");
    if (this.isConnectionLost) settle();
    else connection.on("readyForQuery", settle).on("end", settle);
  }

  /** Only now is it certain: the commit itself may fail after all statements have been answered. */
  handleReadyForQuery(): void {
    if (this.#unreadable === undefined) this.#outcome.resolve(this.#steps.map(({ answer }) => answer));
    else this.#outcome.reject(this.#unreadable);
  }

  /** The one that is being answered. */
  get #step(): Step {
    const step = this.#steps[this.#current];
    if (step === undefined) throw new Error("The server answers more than it was asked.");
    return step;
  }
}

function readRow(
  columns: PreparedStatement["columns"],
  fields: readonly (string | null)[],
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  columns.forEach(({ name, read }, index) => {
    const text = fields[index];
    row[name] = typeof text === "string" ? read(text) : null;
  });
  return row;
}
