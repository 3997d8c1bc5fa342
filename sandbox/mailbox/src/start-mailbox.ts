// Puts the mailbox together: storage, the SMTP sink, and the pages as a Fastify plugin.
import type { FastifyPluginAsync } from "fastify";
import type { Message, NewMessage } from "./message.ts";
import { mailboxPlugin } from "./routes.ts";
import { startSmtpSink } from "./smtp-sink.ts";
import { MessageStore } from "./store/message-store.ts";

/** How the mailbox is started. */
export type MailboxOptions = {
  /** The folder of its messages; made when it is missing. One process at a time. */
  readonly dataDirectory: string;
  readonly host?: string;
  /** 0, the default, takes a free port. */
  readonly smtpPort?: number;
  readonly now?: () => Date;
  readonly log?: (line: string) => void;
};

/** A running mailbox. */
export type Mailbox = {
  readonly smtpUrl: string;
  /** The pages and the JSON for tests; register it with a prefix, such as `/dev/mailbox`. */
  readonly plugin: FastifyPluginAsync;
  /** Oldest first; at most the newest 2,000. */
  messages(): readonly Message[];
  /** For sinks of text messages and web push. Resolves when the message is on disk. */
  record(message: NewMessage): Promise<Message>;
  close(): Promise<void>;
};

/** Starts the mailbox: a mail that it accepts is on disk. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const { host = "127.0.0.1", smtpPort = 0, now = () => new Date(), log = () => undefined } = options;
  const store = await MessageStore.open(options.dataDirectory, now);
  const sink = await startSmtpSink({ store, host, port: smtpPort, log }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  return {
    smtpUrl: `smtp://${host.includes(":") ? `[${host}]` : host}:${sink.port}`,
    plugin: mailboxPlugin(store),
    messages: () => store.list(),
    record: async (message) => (await store.record(message)).read(),
    close: async () => {
      await sink.close();
      await store.close();
    },
  };
}
