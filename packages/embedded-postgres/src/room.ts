// Where root must run PostgreSQL as another user: a place for binaries and data that this user may enter, when theirs is closed to it.
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  renameSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Binaries } from "./binaries.ts";
import type { ClusterPlan } from "./cluster.ts";
import { canEnter } from "./identity.ts";

// Only root can write here, so nobody else can put a program or a folder in our place beforehand.
const commonDirectory = "/var/lib/souk";

/** Gives the plan back with folders that its identity can enter. */
export function makeRoomFor(plan: ClusterPlan, log: (line: string) => void): ClusterPlan {
  if (plan.identity.user === undefined) return plan;
  return { ...plan, binaries: reachableBinaries(plan), clusterDirectory: reachableCluster(plan, log) };
}

function reachableBinaries({ binaries, identity }: ClusterPlan): Binaries {
  if (canEnter(identity, binaries.directory)) return binaries;
  const directory = join(commonDirectory, `postgres-${binaries.version}`);
  if (!existsSync(directory)) {
    mkdirSync(commonDirectory, { recursive: true, mode: 0o755 });
    const copying = mkdtempSync(join(commonDirectory, "copying-"));
    cpSync(binaries.directory, copying, { recursive: true, verbatimSymlinks: true });
    chmodSync(copying, 0o755);
    renameSync(copying, directory);
  }
  return { ...binaries, directory };
}

/** The cluster stays below the data folder where its user can get there; otherwise it lies elsewhere, and a link shows where. */
function reachableCluster({ clusterDirectory, identity }: ClusterPlan, log: (line: string) => void): string {
  if (lstatSync(clusterDirectory, { throwIfNoEntry: false })?.isSymbolicLink())
    return readlinkSync(clusterDirectory);
  const dataDirectory = dirname(clusterDirectory);
  chmodSync(dataDirectory, 0o711);
  if (canEnter(identity, dataDirectory)) return clusterDirectory;

  mkdirSync(commonDirectory, { recursive: true, mode: 0o755 });
  const elsewhere = mkdtempSync(join(commonDirectory, "data-"));
  chmodSync(elsewhere, 0o711);
  const cluster = join(elsewhere, basename(clusterDirectory));
  symlinkSync(cluster, clusterDirectory);
  log(
    `Only root can enter ${dataDirectory}, and PostgreSQL cannot run as root here: the database lies in ${cluster}.`,
  );
  return cluster;
}
