// However the launcher ends, its server ends too, and the next start finds everything that was committed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { startEmbeddedPostgres } from "../src/index.ts";
import { commandFromPs, readPidFile, stopServer } from "../src/old-server.ts";
import { aFolder, launch, launched, noServerOf, query, serversOf } from "./launchers.ts";

const killRounds = 12;
const killWithinMs = 900;

const start = (dataDirectory: string) => startEmbeddedPostgres({ dataDirectory, durable: true });

/** The shell above a server. */
function supervisorOf(serverPid: number): number {
  const [, parent = ""] = /^PPid:\s+(\d+)$/mu.exec(readFileSync(`/proc/${serverPid}/status`, "utf8")) ?? [];
  return Number(parent);
}

describe("the server ends with its launcher", () => {
  it.each(["SIGTERM", "SIGHUP", "SIGKILL"] as const)("that got %s", async (signal) => {
    const folder = aFolder();
    const { child } = await launched(folder);
    expect(serversOf(folder)).not.toEqual([]);
    child.kill(signal);
    await noServerOf(folder);
    const log = readFileSync(join(folder, "cluster", "global", "pg_control"));
    expect(log.length).toBeGreaterThan(0);
  });

  it("after Ctrl-C, which reaches the whole foreground process group, and cleanly", async () => {
    const folder = aFolder();
    const { child, said } = await launched(folder, { detached: true });
    await query(said.url, "create table kept as select 1 as one");
    process.kill(-child.pid!, "SIGINT");
    await noServerOf(folder);
    const lines: string[] = [];
    const again = await startEmbeddedPostgres({
      dataDirectory: folder,
      durable: true,
      log: (line) => lines.push(line),
    });
    expect(lines.join("\n")).not.toContain("not properly shut down");
    await again.stop();
  });

  it("that stops it before it ends", async () => {
    const folder = aFolder();
    const { child } = await launched(folder);
    child.stdin!.write("stop\n");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
    await noServerOf(folder);
  });

  it("when its supervisor is asked to end", async () => {
    const folder = aFolder();
    const { said } = await launched(folder);
    process.kill(supervisorOf(said.pid), "SIGTERM");
    await noServerOf(folder);
  });
});

describe("the next start", () => {
  it("succeeds at once after kill -9 and finds what was committed", async () => {
    const folder = aFolder();
    const { child, said } = await launched(folder);
    await query(said.url, "create table kept as select 7 as seven");
    child.kill("SIGKILL");
    const server = await start(folder);
    expect(await query(server.url("postgres"), "select seven from kept")).toEqual([{ seven: 7 }]);
    await server.stop();
    await noServerOf(folder);
  });

  it("stops a server that was left alone, for its supervisor was killed too", async () => {
    const folder = aFolder();
    const { child, said } = await launched(folder);
    await query(said.url, "create table kept as select 8 as eight");
    process.kill(supervisorOf(said.pid), "SIGKILL");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(serversOf(folder)).toContain(said.pid);
    const server = await start(folder);
    expect(serversOf(folder)).not.toContain(said.pid);
    expect(await query(server.url("postgres"), "select eight from kept")).toEqual([{ eight: 8 }]);
    await server.stop();
  });

  it("recovers what was committed after the server itself was killed", async () => {
    const folder = aFolder();
    const server = await start(folder);
    await query(server.url("postgres"), "create table kept as select 9 as nine");
    process.kill(server.pid, "SIGKILL");
    await server.ended;
    await server.stop();
    const again = await start(folder);
    expect(await query(again.url("postgres"), "select nine from kept")).toEqual([{ nine: 9 }]);
    await again.stop();
  });

  it("waits for what is left of a killed server", async () => {
    const folder = aFolder();
    const server = await start(folder);
    const busy = query(server.url("postgres"), "select count(*) from generate_series(1, 15000000)");
    const running =
      "select count(*)::int as n from pg_stat_activity where query like '%generate_series%' and state = 'active'";
    await vi.waitFor(async () => expect(await query(server.url("postgres"), running)).toEqual([{ n: 2 }]));
    process.kill(server.pid, "SIGKILL");
    await server.stop();
    await (await start(folder)).stop();
    await Promise.allSettled([busy]);
  });

  it("is not fooled by a stale pid file whose number another process has now", async () => {
    const folder = aFolder();
    await (await start(folder)).stop();
    writeFileSync(join(folder, "cluster", "postmaster.pid"), `${process.pid}\n${join(folder, "cluster")}\n`);
    await (await start(folder)).stop();
  });

  it("makes a cluster anew that was only half made", async () => {
    const folder = aFolder();
    mkdirSync(join(folder, "cluster.making-abcdef", "cluster"), { recursive: true });
    writeFileSync(join(folder, "cluster.making-abcdef", "cluster", "PG_VERSION"), "18\n");
    await (await start(folder)).stop();
    expect(readdirSync(folder).toSorted()).toEqual(["cluster", "owner.lock", "owner.pid"]);
  });

  it(
    "succeeds after kill -9 at random moments, also during initdb, recovery and shutdown",
    { timeout: 120_000 },
    async () => {
      const folder = aFolder();
      let committed = 0;
      for (let round = 0; round < killRounds; round += 1) {
        const child = launch(folder, { detached: true });
        const afterMs = Math.random() * killWithinMs;
        await Promise.race([delay(afterMs), once(child, "exit")]);
        process.kill(-child.pid!, "SIGKILL");
        await once(child, "exit");
        const server = await start(folder).catch((error: unknown) => {
          throw new Error(`Round ${round}, killed after ${afterMs} ms`, { cause: error });
        });
        await query(server.url("postgres"), "create table if not exists kept (round int)");
        const rows = await query(server.url("postgres"), "select round from kept");
        expect(rows).toHaveLength(committed);
        await query(server.url("postgres"), `insert into kept values (${round})`);
        committed += 1;
        if (round % 2 === 0) process.kill(server.pid, "SIGKILL");
        await server.stop();
        await noServerOf(folder);
      }
      expect(existsSync(join(folder, "cluster"))).toBe(true);
    },
  );
});

describe("stopServer", () => {
  it("says so when a server stops neither fast nor at once", async () => {
    const folder = aFolder();
    const server = await start(folder);
    process.kill(server.pid, "SIGSTOP");
    const limits = { fastShutdownMaxMs: 60, immediateShutdownMaxMs: 60 };
    await expect(stopServer(server.pid, folder, limits)).rejects.toThrow("does not stop");
    process.kill(server.pid, "SIGCONT");
    await server.stop();
  });

  it("leaves a process alone that is no server of that folder", async () => {
    const other = spawn("sleep", ["30"]);
    await stopServer(other.pid!, "/nowhere");
    expect(other.exitCode).toBeNull();
    other.kill();
  });

  it("knows a server by ps where there is no /proc", async () => {
    const folder = aFolder();
    const server = await start(folder);
    const { platform } = process;
    onTestFinished(() => void Object.defineProperty(process, "platform", { value: platform }));
    Object.defineProperty(process, "platform", { value: "darwin" });
    await stopServer(server.pid, folder);
    await server.ended;
    await server.stop();
  });

  it("knows a process by ps", async () => {
    const other = spawn("sleep", ["31"]);
    await once(other, "spawn");
    expect(commandFromPs(other.pid!)).toContain("sleep");
    other.kill();
    await once(other, "exit");
    expect(commandFromPs(other.pid!)).toBe("");
  });
});

describe("readPidFile", () => {
  it("passes on what is wrong with the file", () => {
    const folder = aFolder();
    mkdirSync(join(folder, "postmaster.pid"));
    expect(() => readPidFile(folder)).toThrow("EISDIR");
  });
});
