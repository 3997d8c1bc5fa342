// The data folder's contents: made by initdb in one piece, checked before use.
//   <data>/cluster        PostgreSQL's own folder, complete since the moment it exists (made beside, then renamed)
//   <data>/cluster/souk.password
//   <data>/owner.lock, owner.pid
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { majorVersion, type Binaries } from "./binaries.ts";
import type { Identity } from "./identity.ts";

/** The data folder was made by another major version of PostgreSQL, which this one cannot read. */
export class DataVersionMismatch extends Error {
  readonly found: string;
  readonly expected: string;

  constructor(clusterDirectory: string, versions: { found: string; expected: string }) {
    super(
      `The data in ${clusterDirectory} was made by PostgreSQL ${versions.found}, this is PostgreSQL ${versions.expected}. Dump it with the old version and restore it here, or choose another data folder.`,
    );
    this.name = "DataVersionMismatch";
    this.found = versions.found;
    this.expected = versions.expected;
  }
}

export const superuser = "souk";

const passwordFile = "souk.password";
const passwordBytes = 24;
const unfinishedPrefix = "cluster.making-";

export type ClusterPlan = {
  readonly clusterDirectory: string;
  readonly binaries: Binaries;
  readonly identity: Identity;
  readonly durable: boolean;
};

/** Makes the cluster unless it exists, and gives its password. */
export async function prepareCluster(plan: ClusterPlan): Promise<string> {
  const { clusterDirectory, binaries } = plan;
  removeUnfinished(dirname(clusterDirectory));
  if (!existsSync(clusterDirectory)) await makeCluster(plan);
  const found = readFileSync(join(clusterDirectory, "PG_VERSION"), "utf8").trim();
  const expected = majorVersion(binaries.version);
  if (found !== expected) throw new DataVersionMismatch(clusterDirectory, { found, expected });
  return readFileSync(join(clusterDirectory, passwordFile), "utf8");
}

/** What a process that was killed during initdb left behind. */
function removeUnfinished(parentDirectory: string): void {
  for (const name of readdirSync(parentDirectory)) {
    // Its initdb may still be at work: it fails when its folder is gone.
    if (name.startsWith(unfinishedPrefix))
      rmSync(join(parentDirectory, name), { recursive: true, force: true, maxRetries: 20 });
  }
}

async function makeCluster({ clusterDirectory, binaries, identity, durable }: ClusterPlan): Promise<void> {
  const making = mkdtempSync(join(dirname(clusterDirectory), unfinishedPrefix));
  const password = join(making, passwordFile);
  const cluster = join(making, basename(clusterDirectory));
  writeFileSync(password, randomBytes(passwordBytes).toString("base64url"), { mode: 0o600 });
  giveTo(identity, [making, password]);
  await runInitdb(
    [
      ...identity.prefix,
      join(binaries.directory, "bin", "initdb"),
      ...initdbArguments(cluster, password, durable),
    ],
    identity,
  );
  renameSync(password, join(cluster, passwordFile));
  renameSync(cluster, clusterDirectory);
  rmSync(making, { recursive: true });
}

function initdbArguments(cluster: string, passwordPath: string, durable: boolean): readonly string[] {
  return [
    `--pgdata=${cluster}`,
    `--username=${superuser}`,
    `--pwfile=${passwordPath}`,
    "--auth=scram-sha-256",
    // The password is 192 random bits: stretching it would make each connection slower and nothing safer.
    "--set=scram_iterations=1",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ];
}

async function runInitdb([program = "", ...args]: readonly string[], identity: Identity): Promise<void> {
  const child = spawn(program, args, {
    ...identity.user,
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
    env: serverEnvironment(),
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb could not make the database cluster: ${complaint.trim()}`));
    });
  });
}

/** Nothing of the caller's environment (PGDATA, PGPORT, secrets of services) but the path reaches the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return { PATH, LC_ALL: "C", TZ: "UTC" };
}

export function giveTo(identity: Identity, paths: readonly string[]): void {
  if (identity.user === undefined) return;
  for (const path of paths) chownSync(path, identity.user.uid, identity.user.gid);
}
