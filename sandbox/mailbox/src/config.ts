// The only reader of the environment of this program.
import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65_535).default(0);
const Environment = z.object({
  MAILBOX_DATA: z.string().min(1),
  MAILBOX_HOST: z.string().min(1).default("127.0.0.1"),
  MAILBOX_SMTP_PORT: port,
  MAILBOX_PORT: port,
});

export type Config = {
  readonly dataDirectory: string;
  readonly host: string;
  readonly smtpPort: number;
  readonly port: number;
};

/** Names the variables that are missing or wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join("."));
    throw new Error(`These environment variables are missing or cannot be used: ${names.join(", ")}.`);
  }
  const { MAILBOX_DATA, MAILBOX_HOST, MAILBOX_SMTP_PORT, MAILBOX_PORT } = parsed.data;
  return { dataDirectory: MAILBOX_DATA, host: MAILBOX_HOST, smtpPort: MAILBOX_SMTP_PORT, port: MAILBOX_PORT };
}
