// Where a proof takes place: a shop and a payment provider as processes with data of their own, and the four witnesses.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { readDatabaseEvidence } from "./database-evidence.ts";
import { type Evidence, type Mail, type Movement, toldOf } from "./evidence.ts";
import { invariants } from "./invariants.ts";
import { type Environment, freePort, type RunningShop, startProvider, startShop } from "./processes.ts";
import type { Random } from "./random.ts";
import { createShopClient, type ShopClient } from "./shop-client.ts";
import { ADMINISTRATOR } from "./staff.ts";
import { openWitnessDatabase, type WitnessDatabase } from "./witness-database.ts";
import { openWitnessLog } from "./witness-log.ts";

export const KEYS = {
  PAYMENT_SANDBOX_API_KEY: "sk_of_the_proofs_0123456789",
  PAYMENT_SANDBOX_WEBHOOK_SECRET: "whsec_of_the_proofs_0123456789",
};
const SETTLE_TIMEOUT_MS = 60_000;
const SETTLE_POLL_MS = 500;

/** A crowd comes from one address here. Where limits are what is proved, they are said (sign-in-flood.ts). */
export const limitsOutOfTheWay = Object.fromEntries(
  ["LOCAL", "USER", "SIGN_IN"].map((name) => [`GATEWAY_RATE_LIMIT_${name}`, "1000000000/60"]),
);

export type Stage = {
  readonly url: string;
  readonly dataDirectory: string;
  readonly client: ShopClient;
  readonly database: WitnessDatabase;
  readonly shop: () => RunningShop;
  /** The process dies as it stands and is started again; gives how long that took until it could sell. */
  killAndRestart(): Promise<number>;
  /** Judges all evidence until nothing breaks an invariant, for as long as a shop may take to come to rest; once, where it need not wait. */
  settle(options?: { readonly waits?: boolean }): Promise<Verdict>;
  /** The folder stays where somebody will want to look into it. */
  close(options: { readonly keepsFolder: boolean }): Promise<void>;
};
export type Verdict = {
  readonly faults: readonly string[];
  readonly settledMs: number;
  readonly evidence: Evidence;
};

export async function openStage(options: {
  readonly random: Random;
  readonly env?: Environment;
}): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), "souk-proof-"));
  const port = await freePort(options.random);
  const url = `http://127.0.0.1:${port}`;
  const provider = await openProvider(directory, url);
  const dataDirectory = join(directory, "data");
  const own = { ...ADMINISTRATOR, ...KEYS, ...limitsOutOfTheWay, PAYMENT_SANDBOX_URL: provider.url };
  const env = { ...own, SOUK_DATA: dataDirectory, SOUK_SEED: "none", ...options.env };
  const start = (): Promise<RunningShop> => startShop({ port, env, logFile: join(directory, "shop.log") });
  const log = openWitnessLog(join(directory, "client.jsonl"));
  let shop = await start();
  const database = await openWitnessDatabase(dataDirectory);
  const gather = async (): Promise<Evidence> => ({
    told: toldOf(log.read()),
    movements: await readMovements(provider.url),
    mails: await readMails(`${url}/dev/mailbox`),
    ...(await readDatabaseEvidence(database)),
  });
  return {
    url,
    dataDirectory,
    client: createShopClient(url, log),
    database,
    shop: () => shop,
    async killAndRestart() {
      await shop.kill();
      shop = await start();
      return shop.readyMs;
    },
    settle: ({ waits = true } = {}) => settle(gather, waits ? SETTLE_TIMEOUT_MS : 0),
    async close({ keepsFolder }) {
      await shop.stop();
      await provider.stop();
      log.close();
      if (keepsFolder) console.error(`What the witnesses wrote is in ${directory}.`);
      else await rm(directory, { recursive: true });
    },
  };
}

function openProvider(directory: string, shopUrl: string) {
  const env = {
    SANDBOX_PAYMENTS_DATA: join(directory, "provider"),
    SANDBOX_PAYMENTS_API_KEY: KEYS.PAYMENT_SANDBOX_API_KEY,
    SANDBOX_PAYMENTS_WEBHOOK_SECRET: KEYS.PAYMENT_SANDBOX_WEBHOOK_SECRET,
    SANDBOX_PAYMENTS_WEBHOOK_URL: `${shopUrl}/api/v1/webhooks/sandbox`,
  };
  return startProvider({ env, logFile: join(directory, "provider.log") });
}

async function settle(gather: () => Promise<Evidence>, timeoutMs: number): Promise<Verdict> {
  const startedAt = performance.now();
  for (;;) {
    const evidence = await gather();
    const faults = invariants.flatMap(({ name, check }) =>
      check(evidence).map((fault) => `${name}: ${fault}`),
    );
    const settledMs = performance.now() - startedAt;
    if (faults.length === 0 || settledMs > timeoutMs) return { faults, settledMs, evidence };
    await delay(SETTLE_POLL_MS);
  }
}

const movements = z.object({
  items: z.array(
    z.object({
      kind: z.enum(["capture", "refund"]),
      paymentId: z.string(),
      orderId: z.string(),
      amount: z.int(),
      currency: z.string(),
    }),
  ),
});
const mails = z.object({ items: z.array(z.object({ to: z.array(z.string()), subject: z.string() })) });

export async function readMovements(providerUrl: string): Promise<readonly Movement[]> {
  const headers = { authorization: `Bearer ${KEYS.PAYMENT_SANDBOX_API_KEY}` };
  const answer = await fetch(`${providerUrl}/v1/log`, { headers });
  return movements.parse(await answer.json()).items;
}

export async function readMails(mailboxUrl: string): Promise<readonly Mail[]> {
  const answer = await fetch(`${mailboxUrl}/messages.json`);
  return mails.parse(await answer.json()).items.map(({ to, subject }) => ({ to: to.join(", "), subject }));
}
