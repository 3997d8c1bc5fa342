// Where crash points are tried: a shop whose every way out and in (database, provider, mail, webhooks) leads through a proxy, and that is started again when it dies.
// PostgreSQL is a process of its own here: the shop dies, its data does not.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDatabaseEvidence } from "../database-evidence.ts";
import { type Evidence, toldOf } from "../evidence.ts";
import { type Environment, freePort, type RunningShop, startShop } from "../processes.ts";
import type { Random } from "../random.ts";
import { createShopClient, type ShopClient } from "../shop-client.ts";
import { readMails, readMovements } from "../stage.ts";
import type { SteadyWitness } from "../witness-database.ts";
import { openWitnessLog } from "../witness-log.ts";
import { createGate, type Gate } from "./gate.ts";
import { openSurroundings } from "./surroundings.ts";
import { endLeasesOfTheDead } from "./time.ts";

/** Shoppers repeat their request after this; proxies hold answers for longer. */
const ATTEMPT_TIMEOUT_MS = 2_000;

export type Stage = {
  readonly client: ShopClient;
  readonly database: SteadyWitness;
  readonly gate: Gate;
  /** Every kill so far, and how long the shop took until it could sell again. */
  readonly readyMs: readonly number[];
  gather(): Promise<Evidence>;
  /** Resolves when the shop is there. Throws where it ended without having been killed. */
  whenUp(): Promise<void>;
  close(options: { readonly keepsFolder: boolean }): Promise<void>;
};

export async function openStage(options: {
  readonly random: Random;
  readonly ownerUrl: string;
  readonly env?: Environment;
}): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), "souk-crash-points-"));
  const life = createLife();
  const gate = createGate(() => life.kill());
  const port = await freePort(options.random);
  const { ownerUrl } = options;
  const shopUrl = `http://127.0.0.1:${port}`;
  const surroundings = await openSurroundings({ directory, gate, shopUrl, ownerUrl });
  const { database, provider, mailbox } = surroundings;
  const env = { ...surroundings.env, ...options.env };
  const start = () => startShop({ port, env, logFile: join(directory, "shop.log") });
  await life.begin(start, () => endLeasesOfTheDead(database));
  const log = openWitnessLog(join(directory, "client.jsonl"));
  return {
    client: createShopClient(shopUrl, log, { attemptTimeoutMs: ATTEMPT_TIMEOUT_MS }),
    database,
    gate,
    readyMs: life.readyMs,
    whenUp: () => life.whenUp(),
    gather: async () => ({
      told: toldOf(log.read()),
      movements: await readMovements(provider.url),
      mails: await readMails(mailbox.url),
      ...(await readDatabaseEvidence(database)),
    }),
    async close({ keepsFolder }) {
      await life.end();
      await surroundings.close();
      log.close();
      if (keepsFolder) console.error(`What the witnesses wrote is in ${directory}.`);
      else await rm(directory, { recursive: true });
    },
  };
}

type Life = {
  readonly readyMs: readonly number[];
  begin(start: () => Promise<RunningShop>, beforeRestart: () => Promise<void>): Promise<void>;
  /** At once; it is started again by itself. */
  kill(): void;
  whenUp(): Promise<void>;
  end(): Promise<void>;
};

/** One shop after another on the same data. */
function createLife(): Life {
  const readyMs: number[] = [];
  let shop: Promise<RunningShop> | undefined;
  let current: RunningShop | undefined;
  let restart: (dead: RunningShop) => Promise<RunningShop>;
  return {
    readyMs,
    async begin(start, beforeRestart) {
      restart = async (dead) => {
        await dead.kill();
        await beforeRestart();
        current = await start();
        readyMs.push(current.readyMs);
        return current;
      };
      current = await start();
      shop = Promise.resolve(current);
    },
    kill() {
      if (current) shop = restart(current);
    },
    async whenUp() {
      const running = await shop;
      const end = await Promise.race([running?.ended, Promise.resolve(undefined)]);
      if (end !== undefined) throw new Error(`The shop ended by itself (${end}).`);
    },
    async end() {
      await (await shop)?.stop();
    },
  };
}
