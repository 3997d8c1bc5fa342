// Keeps a second launcher away from a data folder. The lock is one of the operating system, taken by SQLite on a small file: it ends
// with the process that holds it, however that ends, so it is never stale, and no process id is trusted that may belong to another by now.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";

/** Another process that is alive owns the data folder. */
export class DataInUse extends Error {
  /** The owner's process id, unless it took the folder this very moment. */
  readonly ownerPid: number | undefined;

  constructor(dataDirectory: string, ownerPid: number | undefined) {
    const owner = ownerPid === undefined ? "another process" : `process ${ownerPid}`;
    super(
      `The data in ${dataDirectory} is in use by ${owner}. Stop that one first, or choose another data folder.`,
    );
    this.name = "DataInUse";
    this.ownerPid = ownerPid;
  }
}

export type DataLock = { release(): void };

const lockFile = "owner.lock";
const pidFile = "owner.pid";
const sqliteBusy = 5;
const pollMs = 20;
// An owner that was killed this very moment still holds the lock until the system has cleared it away.
const graceMs = 500;

/** Takes the folder for this process or throws `DataInUse`. */
export async function lockData(dataDirectory: string): Promise<DataLock> {
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    const lock = tryLock(join(dataDirectory, lockFile));
    if (lock !== undefined) {
      writeFileSync(join(dataDirectory, pidFile), `${process.pid}\n`);
      return { release: () => lock.close() };
    }
    if (waitedMs >= graceMs) throw new DataInUse(dataDirectory, readOwnerPid(dataDirectory));
    await delay(pollMs);
  }
}

function tryLock(path: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(path);
  try {
    lock.exec("pragma locking_mode = exclusive; pragma journal_mode = off; begin exclusive");
    return lock;
  } catch (error) {
    lock.close();
    if (isSqliteBusy(error)) return undefined;
    throw error;
  }
}

function isSqliteBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === sqliteBusy;
}

/** For the message only; nothing is decided by it. */
function readOwnerPid(dataDirectory: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(dataDirectory, pidFile), "utf8"), 10);
    return Number.isNaN(pid) ? undefined : pid;
  } catch {
    return undefined; // The owner has not come to write it yet.
  }
}
