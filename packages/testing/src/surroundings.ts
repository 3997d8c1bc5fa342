// What a test shop stands on: a door that listens, the outside world's stand-ins, databases, clocks and logs.
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { busMigrations } from "@souk/events";
import { startMailbox, type Mailbox } from "@souk/sandbox-mailbox";
import { startSandboxPayments } from "@souk/sandbox-payments";
import { migrationsOf, type ServiceModule, type ServiceName } from "@souk/service";
import { createRegistry, createTelemetry, type Telemetry } from "@souk/telemetry";
import { createTestDatabase, type TestDatabase } from "./databases.ts";

export const SANDBOX_API_KEY = "sk_test_key_of_the_tests";
export const SANDBOX_WEBHOOK_SECRET = "whsec_of_the_tests_0123456789abcdef";

export type Closers = (() => Promise<unknown>)[];
export type TestClock = { readonly now: () => Date; readonly advance: (milliseconds: number) => void };

const testSecrets = {
  PAYMENT_SANDBOX_API_KEY: SANDBOX_API_KEY,
  PAYMENT_SANDBOX_WEBHOOK_SECRET: SANDBOX_WEBHOOK_SECRET,
  USER_SEAL_SECRET: "a secret that seals only what the tests seal",
  ORDER_LINK_SECRET: "a secret for links that only the tests know",
  ORDER_GIFT_CARD_SECRET: "a secret for gift cards that only the tests know",
};

export function createClock(): TestClock {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance: (milliseconds) => {
      offsetMs += milliseconds;
    },
  };
}

/** Listens before the services exist, because the sandbox must know where its webhooks go before the services start. */
export async function openDoor(): Promise<{ door: Server; url: string }> {
  const door = createServer();
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const address = door.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { door, url: `http://127.0.0.1:${port}` };
}

export type OutsideWorld = {
  readonly sandboxUrl: string | undefined;
  readonly mailbox: Mailbox | undefined;
  /** How the services find it. */
  readonly env: Readonly<Record<string, string>>;
};
type Wanted = {
  readonly sandbox: boolean;
  readonly mailbox: boolean;
  readonly directory: string;
  readonly url: string;
  /** The provider's clock, where it is not the machine's. */
  readonly sandboxNow: (() => Date) | undefined;
};

export async function openOutsideWorld(wanted: Wanted, closing: Closers): Promise<OutsideWorld> {
  const { directory } = wanted;
  const sandbox = wanted.sandbox ? await openSandbox(wanted) : undefined;
  if (sandbox) closing.push(() => sandbox.close());
  const mailbox = wanted.mailbox
    ? await startMailbox({ dataDirectory: join(directory, "mailbox") })
    : undefined;
  if (mailbox) closing.push(() => mailbox.close());
  const env = {
    ...testSecrets,
    ...(sandbox && { PAYMENT_SANDBOX_URL: sandbox.url }),
    ...(mailbox && { SMTP_URL: mailbox.smtpUrl }),
  };
  return { sandboxUrl: sandbox?.url, mailbox, env };
}

function openSandbox({ directory, url, sandboxNow }: Wanted) {
  return startSandboxPayments({
    ...(sandboxNow && { now: sandboxNow }),
    dataDirectory: join(directory, "sandbox"),
    webhookUrl: `${url}/api/v1/webhooks/sandbox`,
    webhookSecret: SANDBOX_WEBHOOK_SECRET,
    apiKey: SANDBOX_API_KEY,
  });
}

export async function openDatabases(
  modules: readonly ServiceModule[],
  closing: Closers,
): Promise<ReadonlyMap<string, TestDatabase>> {
  const made: readonly (readonly [ServiceName | "bus", TestDatabase])[] = [
    ["bus", await createTestDatabase([busMigrations])],
    ...(await Promise.all(
      modules.map(async (module) => [module.name, await createTestDatabase(migrationsOf(module))] as const),
    )),
  ];
  for (const [, database] of made) closing.push(() => database.drop());
  return new Map(made);
}

export function telemetries(logLines: string[]): (name: ServiceName | "bus") => Telemetry {
  const registry = createRegistry();
  const destination = { write: (line: string) => void logLines.push(line) };
  const made = new Map<string, Telemetry>();
  return (name) => {
    const telemetry =
      made.get(name) ?? createTelemetry({ service: name, registry, destination, logLevel: "debug" });
    made.set(name, telemetry);
    return telemetry;
  };
}
