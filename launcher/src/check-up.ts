// The questions the doctor asks, one function each: settings, Node, port, disk, data, orphans of a crash.
import { constants } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inspectData } from "@souk/embedded-postgres";
import { ConfigInvalid, type LauncherConfig, readConfig } from "./config.ts";
import { findPort, PortTaken } from "./port.ts";

export type Finding = {
  readonly level: "good" | "warning" | "bad";
  readonly subject: string;
  readonly finding: string;
  /** How to mend it. */
  readonly remedy?: string;
};

const NODE_MAJOR = 24;
const DISK_MIB_MIN = 512;
const DISK_MIB_COMFORTABLE = 2_048;
const MIB = 1024 ** 2;
const SHOP_TIMEOUT_MS = 1_000;

export async function checkUp(
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  let config: LauncherConfig;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigInvalid)) throw error;
    return [
      checkNode(),
      {
        level: "bad",
        subject: "Settings",
        finding: error.message,
        remedy: "docs/guides/configuration.md lists them all.",
      },
    ];
  }
  return [
    checkNode(),
    { level: "good", subject: "Settings", finding: "can be used" },
    await checkPort(config),
    await checkFolder(config.dataDirectory),
    await checkDisk(config.dataDirectory),
    await checkData(config.dataDirectory),
  ];
}

function checkNode(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  const finding = `version ${process.versions.node}`;
  if (major >= NODE_MAJOR) return { level: "good", subject: "Node", finding };
  return {
    level: "bad",
    subject: "Node",
    finding,
    remedy: "Start through npm (npm start, npm run doctor): it brings its own Node.",
  };
}

async function checkPort({ host, port }: LauncherConfig): Promise<Finding> {
  const subject = `Port ${port}`;
  try {
    await findPort(host, port);
    return { level: "good", subject, finding: "is free" };
  } catch (error) {
    if (!(error instanceof PortTaken)) throw error;
    if (await isShop(host, port)) {
      return {
        level: "warning",
        subject,
        finding: "a Souk shop is open there already",
        remedy: `http://${host}:${port}`,
      };
    }
    return {
      level: "bad",
      subject,
      finding: "is taken by another program",
      remedy: `Stop it, or choose another port: PORT=${port + 10} npm start`,
    };
  }
}

async function isShop(host: string, port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://${host}:${port}/.well-known/jwks.json`, {
      signal: AbortSignal.timeout(SHOP_TIMEOUT_MS),
    });
    return answer.ok;
  } catch {
    return false; // Whatever listens there does not speak as a shop does.
  }
}

async function checkFolder(directory: string): Promise<Finding> {
  const subject = "Data folder";
  const existing = await nearestExisting(directory);
  try {
    await access(existing, constants.W_OK | constants.X_OK);
    return {
      level: "good",
      subject,
      finding: existing === directory ? directory : `${directory} will be made`,
    };
  } catch {
    return {
      level: "bad",
      subject,
      finding: `${existing} cannot be written to`,
      remedy: "Choose another: SOUK_DATA=/path/to/data npm start",
    };
  }
}

async function checkDisk(directory: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(await nearestExisting(directory));
  const freeMib = Math.floor((bavail * bsize) / MIB);
  const subject = "Disk";
  const finding = `${freeMib.toLocaleString("en")} MiB free`;
  if (freeMib < DISK_MIB_MIN)
    return {
      level: "bad",
      subject,
      finding,
      remedy: `Make room: a shop wants at least ${DISK_MIB_MIN} MiB.`,
    };
  if (freeMib < DISK_MIB_COMFORTABLE)
    return { level: "warning", subject, finding, remedy: "Enough to begin with, not to grow." };
  return { level: "good", subject, finding };
}

async function checkData(dataDirectory: string): Promise<Finding> {
  const subject = "Data";
  const state = await inspectData(join(dataDirectory, "postgres"));
  switch (state.status) {
    case "none":
      return { level: "good", subject, finding: "none yet; the first start makes a demo shop" };
    case "free":
      return { level: "good", subject, finding: "there, and nobody uses it" };
    case "in_use":
      return {
        level: "warning",
        subject,
        finding: `in use by ${state.ownerPid === undefined ? "another process" : `process ${state.ownerPid}`}`,
        remedy: "Stop that shop before you start another on the same data, or choose another SOUK_DATA.",
      };
    case "other_version":
      return {
        level: "bad",
        subject,
        finding: `made by PostgreSQL ${state.found}; this is PostgreSQL ${state.expected}`,
        remedy: "Go back to the version of Souk that made it, or choose another SOUK_DATA.",
      };
  }
}

async function nearestExisting(path: string): Promise<string> {
  try {
    await access(path);
    return path;
  } catch {
    return path === dirname(path) ? path : nearestExisting(dirname(path)); // Not there yet: look at where it will be made.
  }
}
