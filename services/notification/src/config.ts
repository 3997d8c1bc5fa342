// The only reader of the notification service's environment.
import type { Environment } from "@souk/service";
import { z } from "zod";

const PORT_PLAIN = 587;
const PORT_TLS = 465;
const MAILBOX = /^(?:(?<name>[^<>"\r\n]*?)\s*<(?<bracketed>[^<>\s]+)>|(?<bare>[^<>\s]+))$/;

const schema = z.object({
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().trim().default("Souk <hello@souk.example>"),
});

export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | undefined;
};
export type Sender = { readonly name: string; readonly address: string };
export type Config = { readonly smtp: SmtpServer; readonly sender: Sender };

/** Fails without a mail server: a shop that never writes to its customers should not look as if it were running well. */
export function readConfig(env: Environment): Config {
  const parsed = schema.safeParse(env);
  const sender = parsed.success ? parseSender(parsed.data.MAIL_FROM) : undefined;
  if (parsed.success && sender) return { smtp: parseServer(new URL(parsed.data.SMTP_URL)), sender };
  const names = parsed.error?.issues.map(({ path }) => path.join(".")) ?? ["MAIL_FROM"];
  throw new Error(
    `${names.join(", ")}: not set or not usable. SMTP_URL is like smtp://user:password@mail.example:587, MAIL_FROM like "Souk <hello@souk.example>".`,
  );
}

function parseServer({ protocol, hostname, port, username, password }: URL): SmtpServer {
  const secure = protocol === "smtps:";
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? (secure ? PORT_TLS : PORT_PLAIN) : Number(port),
    secure,
    auth:
      username === ""
        ? undefined
        : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  };
}

/** The name is the shop's: mails are signed with it. */
function parseSender(text: string): Sender | undefined {
  const { name = "", bracketed, bare } = MAILBOX.exec(text)?.groups ?? {};
  const address = z.email().safeParse(bracketed ?? bare);
  return address.success ? { name: name === "" ? address.data : name, address: address.data } : undefined;
}
