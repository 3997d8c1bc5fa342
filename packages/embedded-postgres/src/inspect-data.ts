// Looks at a data folder without starting anything: for `npm run doctor`.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findBinaries, majorVersion } from "./binaries.ts";
import { DataInUse, lockData } from "./data-lock.ts";

export type DataState =
  | { readonly status: "none" }
  | { readonly status: "free" }
  | { readonly status: "in_use"; readonly ownerPid: number | undefined }
  | { readonly status: "other_version"; readonly found: string; readonly expected: string };

/** What a start on this folder would find. */
export async function inspectData(dataDirectory: string): Promise<DataState> {
  const versionFile = join(dataDirectory, "cluster", "PG_VERSION");
  if (!existsSync(versionFile)) return { status: "none" };
  const found = readFileSync(versionFile, "utf8").trim();
  const expected = majorVersion(findBinaries().version);
  if (found !== expected) return { status: "other_version", found, expected };
  try {
    (await lockData(dataDirectory)).release();
    return { status: "free" };
  } catch (error) {
    if (error instanceof DataInUse) return { status: "in_use", ownerPid: error.ownerPid };
    throw error;
  }
}
