// What stands around a shop whose crash points are tried: databases, payment provider and mailbox as processes of their own, and a proxy before each.
import { join } from "node:path";
import { closeDb, createDb, statement } from "@souk/db";
import { serviceNames } from "@souk/service";
import { inTurns } from "../crowd.ts";
import { type Environment, type Running, startMailbox, startProvider } from "../processes.ts";
import { KEYS, limitsOutOfTheWay } from "../stage.ts";
import { ADMINISTRATOR } from "../staff.ts";
import { openSteadyWitness, type SteadyWitness, WITNESS_ROLE } from "../witness-database.ts";
import type { Gate } from "./gate.ts";
import { startHttpProxy } from "./http-proxy.ts";
import { startPostgresProxy } from "./postgres-proxy.ts";
import type { Proxy } from "./proxy.ts";
import { startSmtpProxy } from "./smtp-proxy.ts";

const SOCKET_PORT = 5432;
const PROVIDER_TIMEOUT_MS = 1_000;
const HELD_MS = 1_500;
/** An order that nobody pays is given up within a run; but none because a killed shop took long to come back on a busy machine. */
const PAYMENT_WINDOW_SECONDS = 30;

export type Place = {
  readonly directory: string;
  readonly gate: Gate;
  readonly shopUrl: string;
  /** A PostgreSQL server on which this shop is alone. */
  readonly ownerUrl: string;
};
export type Surroundings = {
  readonly database: SteadyWitness;
  readonly provider: Running & { readonly url: string };
  readonly mailbox: Running & { readonly url: string };
  /** What the shop must be started with. */
  readonly env: Environment;
  close(): Promise<void>;
};

/** All that is not the shop: databases, provider, mailbox, and the proxies before them. */
export async function openSurroundings({ directory, gate, shopUrl, ownerUrl }: Place): Promise<Surroundings> {
  await makeDatabases(ownerUrl);
  const database = await openSteadyWitness(ownerUrl);
  const webhooks = await startHttpProxy({ gate, name: "webhook", target: shopUrl, heldMs: HELD_MS });
  const provider = await openProvider(directory, webhooks);
  const mailbox = await startMailbox({
    env: { MAILBOX_DATA: join(directory, "mailbox") },
    logFile: join(directory, "mailbox.log"),
  });
  const calls = await startHttpProxy({ gate, name: "provider", target: provider.url, heldMs: HELD_MS });
  const smtp = await startSmtpProxy({ gate, target: placeOf(mailbox.smtpUrl) });
  const postgres = await startPostgresProxy({ gate, target: placeOf(ownerUrl) });
  return {
    database,
    provider,
    mailbox,
    env: {
      ...ADMINISTRATOR,
      ...KEYS,
      ...limitsOutOfTheWay,
      ...databaseVariables(new URL(ownerUrl), postgres),
      PAYMENT_SANDBOX_URL: urlOf(calls),
      PAYMENT_PROVIDER_TIMEOUT_MS: String(PROVIDER_TIMEOUT_MS),
      ORDER_PAYMENT_WINDOW_SECONDS: String(PAYMENT_WINDOW_SECONDS),
      SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      SOUK_DATA: join(directory, "data"),
      SOUK_SEED: "none",
    },
    async close() {
      await Promise.all([provider.stop(), mailbox.stop(), database.close()]);
      await Promise.all([webhooks, calls, smtp, postgres].map((proxy) => proxy.close()));
      await dropDatabases(ownerUrl); // The next shop of this proof has the same names on the same server.
    },
  };
}

function openProvider(directory: string, webhooks: Proxy) {
  return startProvider({
    env: {
      SANDBOX_PAYMENTS_DATA: join(directory, "provider"),
      SANDBOX_PAYMENTS_API_KEY: KEYS.PAYMENT_SANDBOX_API_KEY,
      SANDBOX_PAYMENTS_WEBHOOK_SECRET: KEYS.PAYMENT_SANDBOX_WEBHOOK_SECRET,
      SANDBOX_PAYMENTS_WEBHOOK_URL: `${urlOf(webhooks)}/api/v1/webhooks/sandbox`,
    },
    logFile: join(directory, "provider.log"),
  });
}

function placeOf(text: string): { readonly host: string; readonly port: number } {
  const url = new URL(text);
  return { host: decodeURIComponent(url.hostname), port: Number(url.port || SOCKET_PORT) };
}

function urlOf({ port }: Proxy): string {
  return `http://127.0.0.1:${port}`;
}

const databases: readonly string[] = [...serviceNames, "bus"];

/** Made here, because a shop makes only those of its own server. */
function makeDatabases(ownerUrl: string): Promise<void> {
  return asOwner(
    ownerUrl,
    databases.map((name) => `create database souk_${name}`),
  );
}

function dropDatabases(ownerUrl: string): Promise<void> {
  const drops = databases.map((name) => `drop database souk_${name} with (force)`);
  return asOwner(ownerUrl, [...drops, `drop role ${WITNESS_ROLE}`]);
}

async function asOwner(ownerUrl: string, texts: readonly string[]): Promise<void> {
  const owner = createDb<unknown>({ url: ownerUrl, applicationName: "souk-proofs", connectionsMax: 1 });
  try {
    await inTurns(texts, (text) => statement("databases", text).rows(owner, []));
  } finally {
    await closeDb(owner);
  }
}

function databaseVariables(owner: URL, { port }: Proxy): Environment {
  return Object.fromEntries(
    databases.map((name) => [
      `DATABASE_URL_${name.toUpperCase()}`,
      `postgresql://${owner.username}:${owner.password}@127.0.0.1:${port}/souk_${name}`,
    ]),
  );
}
