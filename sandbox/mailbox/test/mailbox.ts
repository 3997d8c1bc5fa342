// Starts a mailbox in a folder of its own, sends to it with nodemailer and reads it over HTTP.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify from "fastify";
import { createTransport, type SendMailOptions } from "nodemailer";
import { startMailbox, type Mailbox, type MailboxOptions } from "../src/index.ts";

export const prefix = "/dev/mailbox";

export type TestMailbox = {
  directory: string;
  mailbox: Mailbox;
  lines: string[];
  send(mail: SendMailOptions): Promise<{ response: string }>;
  get(path: string): Promise<{ status: number; body: string; headers: Record<string, unknown> }>;
  clear(): Promise<number>;
  close(): Promise<void>;
};

export async function openMailbox(options: Partial<MailboxOptions> = {}): Promise<TestMailbox> {
  const directory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), "souk-sandbox-mailbox-")));
  const lines: string[] = [];
  const mailbox = await startMailbox({
    log: (line) => void lines.push(line),
    ...options,
    dataDirectory: directory,
  });
  const transport = createTransport({ url: mailbox.smtpUrl, pool: true });
  const app = Fastify();
  await app.register(mailbox.plugin, { prefix });
  return {
    directory,
    mailbox,
    lines,
    send: (mail) =>
      transport.sendMail({ from: "Souk <hello@souk.example>", to: "ada@shop.example", ...mail }),
    get: async (path) => {
      const { statusCode, body, headers } = await app.inject(prefix + path);
      return { status: statusCode, body, headers };
    },
    clear: async () => (await app.inject({ method: "DELETE", url: `${prefix}/messages.json` })).statusCode,
    close: async () => {
      transport.close();
      await app.close();
      await mailbox.close();
    },
  };
}

export async function removeDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}
