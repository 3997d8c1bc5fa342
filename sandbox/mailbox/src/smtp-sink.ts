// Takes in mail over SMTP, from anybody to anybody, and answers 250 once it is on disk.
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { MessageStore } from "./store/message-store.ts";

const mailBytesMax = 5_242_880;
const clientsMax = 200;
const closeTimeoutMs = 1_000;
const tooLarge = 552;
const tryLater = 451;

export type SmtpSink = { readonly port: number; close(): Promise<void> };
type Reply = { readonly accepted: string } | { readonly refusal: Error };
type SmtpSinkOptions = {
  readonly store: MessageStore;
  readonly host: string;
  readonly port: number;
  readonly log: (line: string) => void;
};

export async function startSmtpSink({ store, host, port, log }: SmtpSinkOptions): Promise<SmtpSink> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    size: mailBytesMax,
    maxClients: clientsMax,
    closeTimeout: closeTimeoutMs,
    onData: (stream, session, callback) => {
      const answer = async (): Promise<void> => {
        const reply = await takeIn({ store, log }, stream, session);
        if ("refusal" in reply) callback(reply.refusal);
        else callback(null, reply.accepted);
      };
      void answer();
    },
  });
  server.server.on("connection", (socket) => socket.setNoDelay(true)); // Its short answers must not wait for each other.
  server.on("error", (error) => log(`SMTP: ${error.message}`));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.server.address();
  return { port: portOf(address), close: () => new Promise((resolve) => server.close(resolve)) };
}

async function takeIn(
  { store, log }: Pick<SmtpSinkOptions, "store" | "log">,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Reply> {
  try {
    const raw = await readMail(stream);
    if (raw === undefined)
      return { refusal: refusal(tooLarge, `The mail is larger than ${mailBytesMax} bytes`) };
    const { mailFrom, rcptTo } = session.envelope;
    const from = mailFrom === false ? "" : mailFrom.address;
    const to = [...new Set(rcptTo.map(({ address }) => address))];
    const { id } = (await store.record({ from, to, raw })).stored;
    return { accepted: `Kept as ${id}` };
  } catch (error) {
    log(`A mail could not be stored: ${String(error)}`);
    return { refusal: refusal(tryLater, "The mail could not be stored") };
  }
}

/** Undefined for a mail that is too large. Throws when the client goes away in the middle of it. */
async function readMail(stream: SMTPServerDataStream): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  const incoming: AsyncIterable<Buffer> = stream;
  for await (const chunk of incoming) {
    // The stream is read to its end even when it is too large: the client hears the refusal only then.
    if (!stream.sizeExceeded) chunks.push(chunk);
  }
  return stream.sizeExceeded ? undefined : Buffer.concat(chunks).toString("latin1");
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The SMTP sink listens on no port.");
  return address.port;
}
