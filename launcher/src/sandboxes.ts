// Starts the stand-ins for the outside world: the payment provider and the mailbox.
import { join } from "node:path";
import { startMailbox, type Mailbox } from "@souk/sandbox-mailbox";
import { startSandboxPayments } from "@souk/sandbox-payments";
import type { Closing } from "./closing.ts";
import type { LauncherConfig } from "./config.ts";
import { findPort, PortTaken } from "./port.ts";
import type { Secrets } from "./secrets.ts";

export type Sandboxes = { readonly paymentsUrl: string; readonly mailbox: Mailbox };

type Options = {
  readonly config: LauncherConfig;
  readonly secrets: Secrets;
  readonly shopUrl: string;
  readonly closing: Closing;
};

export async function startSandboxes(options: Options): Promise<Sandboxes> {
  const { config, closing } = options;
  const paymentsUrl = config.sandboxUrl ?? (await startPayments(options));
  const mailbox = await startMailbox({ dataDirectory: join(config.dataDirectory, "mailbox") });
  closing.add("mailbox", () => mailbox.close());
  return { paymentsUrl, mailbox };
}

async function startPayments({ config, secrets, shopUrl, closing }: Options): Promise<string> {
  const payments = await startSandboxPayments({
    dataDirectory: join(config.dataDirectory, "sandbox-payments"),
    host: config.host,
    port: await freePort(config),
    webhookUrl: `${shopUrl}/api/v1/webhooks/sandbox`,
    webhookSecret: secrets.PAYMENT_SANDBOX_WEBHOOK_SECRET,
    apiKey: secrets.PAYMENT_SANDBOX_API_KEY,
  });
  closing.add("sandbox payments", () => payments.close());
  return payments.url;
}

/** The port after the shop's is a habit, not a promise: where it is taken any other will do, unless one was asked for. */
async function freePort({ host, sandboxPort, env }: LauncherConfig): Promise<number> {
  try {
    return await findPort(host, sandboxPort);
  } catch (error) {
    if (error instanceof PortTaken && env["SANDBOX_PORT"] === undefined) return 0;
    throw error;
  }
}
