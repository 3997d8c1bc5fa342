// As much of PostgreSQL's wire protocol as it takes to see round trips: which statements go together, and whether they found or changed anything.

export type Message = { readonly type: string; readonly body: Buffer; readonly bytes: Buffer };

const LENGTH_BYTES = 4;
const TYPE_BYTES = 1;

/** Cuts a stream into messages; what is not whole yet waits. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);
  /** The first message of a client has no type. */
  #isStarting: boolean;

  constructor(options: { readonly isClient: boolean }) {
    this.#isStarting = options.isClient;
  }

  read(part: Buffer): readonly Message[] {
    this.#rest = Buffer.concat([this.#rest, part]);
    const messages: Message[] = [];
    for (let message = this.#next(); message !== undefined; message = this.#next()) messages.push(message);
    return messages;
  }

  #next(): Message | undefined {
    const typeBytes = this.#isStarting ? 0 : TYPE_BYTES;
    if (this.#rest.length < typeBytes + LENGTH_BYTES) return undefined;
    const end = typeBytes + this.#rest.readInt32BE(typeBytes);
    if (this.#rest.length < end) return undefined;
    const bytes = this.#rest.subarray(0, end);
    this.#rest = this.#rest.subarray(end);
    const type = this.#isStarting ? "startup" : bytes.toString("latin1", 0, TYPE_BYTES);
    this.#isStarting = false;
    return { type, body: bytes.subarray(typeBytes + LENGTH_BYTES), bytes };
  }
}

/** The texts of a connection's prepared statements by name. */
export class StatementTexts {
  readonly #texts = new Map<string, string>();

  /** The text that this message of a client is about to run, if it runs one. */
  runBy({ type, body }: Message): string | undefined {
    if (type === "Q") return textAt(body, 0).text;
    if (type === "P") {
      const name = textAt(body, 0);
      this.#texts.set(name.text, textAt(body, name.end).text);
    }
    if (type !== "B") return undefined;
    const portal = textAt(body, 0);
    return this.#texts.get(textAt(body, portal.end).text);
  }
}

/** The database that a connection asks for. */
export function databaseOf({ body }: Message): string {
  const fields = body.toString("utf8", LENGTH_BYTES).split("\0");
  return fields[fields.indexOf("database") + 1] ?? "";
}

/** How many rows a statement found or changed; undefined for a message that does not end one. */
export function rowsOf({ type, body }: Message): number | undefined {
  if (type !== "C") return undefined;
  const tag = textAt(body, 0).text;
  return Number(/\d+$/.exec(tag)?.[0] ?? 0);
}

function textAt(body: Buffer, start: number): { readonly text: string; readonly end: number } {
  const end = body.indexOf(0, start);
  return { text: body.toString("utf8", start, end), end: end + 1 };
}
