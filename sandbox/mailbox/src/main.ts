// Runs the mailbox as a process of its own; the first line on standard output is JSON with its addresses.
import Fastify from "fastify";
import { readConfig } from "./config.ts";
import { startMailbox } from "./start-mailbox.ts";

const { port, ...options } = readConfig(process.env);
const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const mailbox = await startMailbox({ ...options, log });
const app = Fastify({ forceCloseConnections: true });
await app.register(mailbox.plugin);
const url = await app.listen({ host: options.host, port });
process.stdout.write(`${JSON.stringify({ url, smtpUrl: mailbox.smtpUrl })}\n`);

const close = async (): Promise<void> => {
  await app.close();
  await mailbox.close();
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void close());
