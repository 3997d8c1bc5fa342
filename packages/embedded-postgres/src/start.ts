// Starts the embedded server: folder, lock, identity, cluster, left-overs of earlier starts, server.
import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client, DatabaseError, escapeIdentifier } from "pg";
import { findBinaries } from "./binaries.ts";
import { prepareCluster, superuser, type ClusterPlan } from "./cluster.ts";
import { lockData, type DataLock } from "./data-lock.ts";
import { chooseIdentity, type IdentityChoice } from "./identity.ts";
import { chooseAddress, type Address } from "./address.ts";
import { stopOldServer } from "./old-server.ts";
import { makeRoomFor } from "./room.ts";
import { settingArguments, type Settings } from "./settings.ts";
import { StartFailed, startSupervised, type Supervised } from "./supervisor.ts";

/** A running server. It ends with this process, however that ends. */
export type EmbeddedPostgres = {
  /** A connection string; it holds the password, so it belongs in no log. */
  url(database: string): string;
  /** Makes the database unless it exists. */
  ensureDatabase(name: string): Promise<void>;
  /** The process id of the server. */
  readonly pid: number;
  /** Settles when the server has ended, asked or not. */
  readonly ended: Promise<void>;
  /** Stops the server cleanly and gives the data folder free; a second call waits for the first. */
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  readonly dataDirectory: string;
  /** False for tests: faster, and data may be lost when the machine dies. */
  readonly durable: boolean;
  readonly settings?: Settings;
  readonly log?: (line: string) => void;
  /** Only for tests: how root is made acceptable to PostgreSQL. */
  readonly identityChoice?: IdentityChoice;
};

const leftoversMaxMs = 30_000;
const leftoversPollMs = 100;
// Processes of a killed server that have not yet noticed, or a server that was just being started when its launcher was killed.
const leftoverSigns = ["pre-existing shared memory block", "lock file"];
const duplicateDatabase = new Set<string | undefined>(["42P04", "23505"]);

/** Starts PostgreSQL on a data folder, which is made on first use. Throws `DataInUse` while another process owns the folder. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.dataDirectory, { recursive: true, mode: 0o700 });
  const dataDirectory = realpathSync(options.dataDirectory);
  const lock = await lockData(dataDirectory);
  try {
    return await startLocked({ ...options, dataDirectory }, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(options: EmbeddedPostgresOptions, lock: DataLock): Promise<EmbeddedPostgres> {
  const { dataDirectory, durable } = options;
  const log = options.log ?? (() => undefined);
  const plan = makeRoomFor(
    {
      clusterDirectory: join(dataDirectory, "cluster"),
      binaries: findBinaries(),
      identity: chooseIdentity(join(dataDirectory, "cluster"), options.identityChoice),
      durable,
    },
    log,
  );
  if (existsSync(plan.clusterDirectory)) await stopOldServer(plan.clusterDirectory);
  const password = await prepareCluster(plan);
  const address = await chooseAddress(dataDirectory, plan.identity);
  const command = serverCommand(plan, settingArguments(durable, address.settings, options.settings ?? {}));
  const server = await startPastLeftovers({ ...plan, command, log });
  return running({ server, lock, address, password });
}

function serverCommand(
  { binaries, clusterDirectory }: ClusterPlan,
  settings: readonly string[],
): readonly string[] {
  return [join(binaries.directory, "bin", "postgres"), "-D", clusterDirectory, ...settings];
}

async function startPastLeftovers(plan: Parameters<typeof startSupervised>[0]): Promise<Supervised> {
  for (let waitedMs = 0; ; waitedMs += leftoversPollMs) {
    try {
      return await startSupervised(plan);
    } catch (error) {
      if (!(error instanceof StartFailed) || !isLeftover(error.lines) || waitedMs > leftoversMaxMs)
        throw error;
    }
    await delay(leftoversPollMs);
    await stopOldServer(plan.clusterDirectory);
  }
}

function isLeftover(lines: readonly string[]): boolean {
  return lines.some((line) => leftoverSigns.some((sign) => line.includes(sign)));
}

type Running = {
  readonly server: Supervised;
  readonly lock: DataLock;
  readonly address: Address;
  readonly password: string;
};

function running({ server, lock, address, password }: Running): EmbeddedPostgres {
  const url = (database: string): string =>
    `postgresql://${superuser}:${password}@${address.host}:${address.port}/${encodeURIComponent(database)}`;
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await server.stop();
    address.remove();
    lock.release();
  };
  return {
    url,
    ensureDatabase: (name) => ensureDatabase(url("postgres"), name),
    pid: server.pid,
    ended: server.ended,
    stop: () => (stopped ??= stop()),
  };
}

async function ensureDatabase(maintenanceUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${escapeIdentifier(name)}`);
  } catch (error) {
    if (!(error instanceof DatabaseError) || !duplicateDatabase.has(error.code)) throw error; // Made by somebody else meanwhile.
  } finally {
    await client.end();
  }
}
