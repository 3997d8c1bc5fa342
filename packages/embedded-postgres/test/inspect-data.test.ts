// What a start on a folder would find, without starting.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inspectData, startEmbeddedPostgres } from "../src/index.ts";
import { aFolder } from "./launchers.ts";

function aCluster(version: string): string {
  const folder = aFolder();
  mkdirSync(join(folder, "cluster"));
  writeFileSync(join(folder, "cluster", "PG_VERSION"), `${version}\n`);
  return folder;
}

describe("inspectData", () => {
  it("finds no data in a folder that is empty or missing", async () => {
    expect(await inspectData(aFolder())).toEqual({ status: "none" });
    expect(await inspectData(join(aFolder(), "missing"))).toEqual({ status: "none" });
  });

  it("finds data in use, and free when it is no longer", async () => {
    const folder = aFolder();
    const server = await startEmbeddedPostgres({ dataDirectory: folder, durable: false });
    expect(await inspectData(folder)).toEqual({ status: "in_use", ownerPid: process.pid });
    await server.stop();
    expect(await inspectData(folder)).toEqual({ status: "free" });
    expect(await inspectData(folder)).toEqual({ status: "free" });
  });

  it("finds the data of another version", async () => {
    expect(await inspectData(aCluster("17"))).toEqual({
      status: "other_version",
      found: "17",
      expected: "18",
    });
  });

  it("passes on what is wrong with the folder", async () => {
    const folder = aCluster("18");
    mkdirSync(join(folder, "owner.lock"));
    await expect(inspectData(folder)).rejects.toThrow("unable to open database file");
  });
});
