// The messages: in memory for reading, and in a file that survives the process. Bounded to the newest ones.
import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { IncomingMail, Message, NewMessage } from "../message.ts";
import { parseMime } from "../mime/parse-mime.ts";
import { openJournal, type Journal } from "./journal.ts";

const messagesMax = 2_000;
const charactersMax = 134_217_728;
/** So many lines that no longer count may lie in the file before it is written anew. */
const staleLinesMax = 2_000;

/** What is stored of a message; the text and headers of a mail are read from its source again. */
type StoredMessage = NewMessage & { readonly id: string; readonly receivedAt: string; readonly raw?: string };
type Line = { readonly message: StoredMessage } | { readonly cleared: true };
type Kept = {
  readonly stored: StoredMessage;
  readonly characters: number;
  /** Taken apart when somebody looks: most mails of a busy shop are never looked at. */
  readonly read: () => Message;
};

export class MessageStore {
  readonly #journal: Journal;
  readonly #now: () => Date;
  #kept: Kept[] = [];
  #characters = 0;
  #lines = 0;

  constructor(journal: Journal, now: () => Date) {
    this.#journal = journal;
    this.#now = now;
  }

  static async open(directory: string, now: () => Date): Promise<MessageStore> {
    await mkdir(directory, { recursive: true });
    const { journal, lines } = await openJournal(join(directory, "messages.jsonl"));
    const store = new MessageStore(journal, now);
    for (const text of lines) {
      const line = JSON.parse(text) as Line;
      if ("cleared" in line) store.#forget();
      else store.#keep(line.message);
    }
    return store;
  }

  /** Oldest first. */
  list(): readonly Message[] {
    return this.#kept.map(({ read }) => read());
  }

  find(id: string): Message | undefined {
    return this.#kept.find(({ stored }) => stored.id === id)?.read();
  }

  /** Resolves when the message is on disk. */
  async record(received: NewMessage | IncomingMail): Promise<Pick<Kept, "stored" | "read">> {
    const stamp = { id: randomUUID().replaceAll("-", ""), receivedAt: this.#now().toISOString() };
    const stored: StoredMessage = { channel: "email", ...received, ...stamp };
    const kept = this.#keep(stored);
    await this.#append({ message: stored });
    return kept;
  }

  async clear(): Promise<void> {
    this.#forget();
    await this.#append({ cleared: true });
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  #append(line: Line): Promise<void> {
    const isStale = this.#lines - this.#kept.length > staleLinesMax;
    if (!isStale) return this.#journal.append(JSON.stringify(line));
    this.#lines = this.#kept.length;
    return this.#journal.compact(() =>
      this.#kept.map(({ stored }) => JSON.stringify({ message: stored } satisfies Line)),
    );
  }

  #keep(stored: StoredMessage): Kept {
    const characters = [stored.raw, stored.text, stored.html].reduce(
      (sum, text) => sum + (text?.length ?? 0),
      0,
    );
    this.#lines += 1;
    const kept = { stored, characters, read: once(() => toMessage(stored)) };
    this.#kept.push(kept);
    this.#characters += characters;
    while (this.#kept.length > messagesMax || (this.#characters > charactersMax && this.#kept.length > 1)) {
      this.#characters -= this.#kept.shift()?.characters ?? 0;
    }
    return kept;
  }

  #forget(): void {
    this.#lines += 1;
    this.#kept = [];
    this.#characters = 0;
  }
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

function toMessage(stored: StoredMessage): Message {
  const { id, receivedAt, channel, to, raw } = stored;
  if (raw === undefined) {
    const { from, subject = "", text, html } = stored;
    return { id, channel, receivedAt, from, to, subject, text, html, headers: {}, attachments: [], raw };
  }
  const { headers, text, html, attachments } = parseMime(raw);
  const { from = stored.from, subject = "" } = headers;
  return { id, channel, receivedAt, from, to, subject, text, html, headers, attachments, raw };
}
