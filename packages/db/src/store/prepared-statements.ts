// The prepared statements of one connection. Every statement is prepared once and then only bound, which saves its parsing, its
// planning and the description of its columns; the least recently used are closed, so that queries whose text varies without end
// (lists of values, bulk inserts) do not fill the server's memory.

/** A statement as the server knows it on this connection. */
export type PreparedStatement = {
  readonly name: string;
  readonly text: string;
  isParsed: boolean;
  columns: readonly { readonly name: string; readonly read: (text: string) => unknown }[];
};

// The server keeps some 10 to 40 kB for each on every connection, and a service has some 50 to 100 statements. It must be more than
// a batch with its BEGIN can hold, or one statement of a batch would push out another.
const statementsMax = 120;
// Longer ones are bulk inserts and the like: rarely the same twice, and costly to keep.
const preparedLengthMax = 8_000;

export class PreparedStatements {
  readonly #byText = new Map<string, PreparedStatement>();
  #abandoned: string[] = [];
  #namesGiven = 0;

  /** The statement of that text, now the most recently used. */
  use(text: string): PreparedStatement {
    if (text.length > preparedLengthMax) return { name: "", text, isParsed: false, columns: [] };
    const known = this.#byText.get(text);
    if (known !== undefined) {
      this.#byText.delete(text);
      this.#byText.set(text, known);
      return known;
    }
    const statement = { name: `s${(this.#namesGiven += 1)}`, text, isParsed: false, columns: [] };
    this.#byText.set(text, statement);
    if (this.#byText.size > statementsMax) this.#abandonOldest();
    return statement;
  }

  /** Forgets a statement of which it is not known whether the server has it, or which the server can use no longer. */
  abandon(statement: PreparedStatement): void {
    if (this.#byText.get(statement.text) !== statement) return;
    this.#byText.delete(statement.text);
    this.#abandoned.push(statement.name);
  }

  /** Forgets all: after a change of the schema their columns may be others. */
  abandonAll(): void {
    for (const statement of this.#byText.values()) this.abandon(statement);
  }

  /** The names to close before anything else is sent. (Closing one that the server does not have is no error.) */
  takeAbandoned(): readonly string[] {
    const names = this.#abandoned;
    this.#abandoned = [];
    return names;
  }

  #abandonOldest(): void {
    for (const oldest of this.#byText.values()) {
      this.abandon(oldest);
      return;
    }
  }
}
