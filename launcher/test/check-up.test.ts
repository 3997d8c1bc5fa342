// The doctor: what keeps a shop from opening, and how to mend it.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@souk/embedded-postgres";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { checkUp, type Finding } from "../src/check-up.ts";
import { findPort } from "../src/port.ts";
import { aFolder, asNobody, isOpenToOthers } from "./folders.ts";
import { doctorFile, killAll, run } from "./shop.ts";

afterEach(killAll);

async function find(subject: string, env: Readonly<Record<string, string>>): Promise<Finding> {
  const findings = await checkUp({ PORT: String(await findPort("127.0.0.1", 0)), ...env });
  const found = findings.find((finding) => finding.subject.startsWith(subject));
  if (!found) throw new Error(`Nothing was said of ${subject}.`);
  return found;
}

async function listening(status: number): Promise<string> {
  const server: Server = createServer((_request, response) => response.writeHead(status).end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return String((server.address() as AddressInfo).port);
}

test("nothing is wrong on a machine that is as it should be, and nothing was made there", async () => {
  const SOUK_DATA = join(aFolder(), "not", "there", "yet");
  const findings = await checkUp({ PORT: "0", SOUK_DATA });
  expect(findings.map(({ subject }) => subject)).toEqual([
    "Node",
    "Settings",
    "Port 0",
    "Data folder",
    "Disk",
    "Data",
  ]);
  expect(findings.filter(({ level }) => level === "bad")).toEqual([]);
  expect(await find("Data folder", { SOUK_DATA })).toMatchObject({ finding: `${SOUK_DATA} will be made` });
});

test("settings that cannot be used are named before anything else is looked at", async () => {
  const findings = await checkUp({ PORT: "x" });
  expect(findings.map(({ subject }) => subject)).toEqual(["Node", "Settings"]);
  expect(findings[1]).toMatchObject({ level: "bad", remedy: expect.stringContaining("configuration.md") });
});

describe("the port", () => {
  test("of another program must be left to it", async () => {
    const PORT = await listening(404);
    expect(await find("Port", { PORT, SOUK_DATA: aFolder() })).toMatchObject({
      level: "bad",
      finding: "is taken by another program",
      remedy: expect.stringContaining("PORT="),
    });
  });

  test("of a shop that is open is no fault", async () => {
    const PORT = await listening(200);
    expect(await find("Port", { PORT, SOUK_DATA: aFolder() })).toMatchObject({
      level: "warning",
      remedy: `http://127.0.0.1:${PORT}`,
    });
  });

  test("of a host that is not this machine is a fault of another kind", async () => {
    await expect(checkUp({ PORT: "0", HOST: "192.0.2.1" })).rejects.toThrow("EADDRNOTAVAIL");
  });
});

describe("the data", () => {
  test("in use are told with the process that uses them, and free again afterwards", async () => {
    const SOUK_DATA = aFolder();
    const server = await startEmbeddedPostgres({
      dataDirectory: join(SOUK_DATA, "postgres"),
      durable: false,
    });
    expect(await find("Data", { SOUK_DATA })).toMatchObject({ subject: "Data folder", finding: SOUK_DATA });
    const findings = await checkUp({ PORT: "0", SOUK_DATA });
    expect(findings.at(-1)).toMatchObject({ level: "warning", finding: `in use by process ${process.pid}` });
    await server.stop();
    expect((await checkUp({ PORT: "0", SOUK_DATA })).at(-1)).toMatchObject({ level: "good" });
  });

  test("of another PostgreSQL are told with both versions", async () => {
    const SOUK_DATA = aFolder();
    const cluster = join(SOUK_DATA, "postgres", "cluster");
    mkdirSync(cluster, { recursive: true });
    writeFileSync(join(cluster, "PG_VERSION"), "16\n");
    const finding = (await checkUp({ PORT: "0", SOUK_DATA })).at(-1);
    expect(finding).toMatchObject({ level: "bad", finding: "made by PostgreSQL 16; this is PostgreSQL 18" });
  });
});

test("as a program it says what is wrong and how to mend it, and its status says whether the shop can open", async () => {
  const folder = aFolder();
  const good = await run({ env: { PORT: "0", SOUK_DATA: folder }, command: [process.execPath, doctorFile] });
  expect(good).toMatchObject({
    status: 0,
    said: expect.stringContaining("Nothing keeps the shop from opening"),
  });
  const bad = await run({ env: { PORT: "70000" }, command: [process.execPath, doctorFile] });
  expect(bad).toMatchObject({
    status: 1,
    said: expect.stringContaining("cannot open before this is mended"),
  });
  const broken = await run({
    env: { PORT: "0", HOST: "192.0.2.1" },
    command: [process.execPath, doctorFile],
  });
  expect(broken).toMatchObject({ status: 1, said: expect.stringContaining("EADDRNOTAVAIL") });
});

const isRoot = process.getuid?.() === 0;
test.runIf(!isRoot || isOpenToOthers())(
  "a folder that may not be written to is told, with a way out",
  async () => {
    const folder = aFolder();
    chmodSync(folder, 0o555);
    // Root may write everywhere, so an ordinary user asks.
    const as = isRoot ? asNobody : [];
    const { status, said } = await run({
      env: { PORT: "0", SOUK_DATA: join(folder, "data") },
      command: [...as, process.execPath, doctorFile],
    });
    expect(status).toBe(1);
    expect(said).toContain(`WRONG  Data folder: ${folder} cannot be written to`);
    expect(said).toContain("SOUK_DATA=");
  },
);
