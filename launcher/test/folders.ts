// A folder for one test, gone after it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

export function aFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "souk-launcher-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));
  return folder;
}

export const NOBODY = 65_534;
/** Runs what follows as an ordinary user. */
export const asNobody = ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"] as const;

/** Whether an ordinary user may enter this checkout at all: one that lies in root's own folder is closed to everybody else. */
export function isOpenToOthers(): boolean {
  const [program, ...parameters] = asNobody;
  return spawnSync(program, [...parameters, "test", "-x", process.execPath]).status === 0;
}
