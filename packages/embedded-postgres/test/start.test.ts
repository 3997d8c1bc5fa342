// A server is started on a folder, used, stopped and started again.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, vi } from "vitest";
import {
  DataInUse,
  DataVersionMismatch,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from "../src/index.ts";
import { prepareCluster } from "../src/cluster.ts";
import { aFolder, launched, noServerOf, query } from "./launchers.ts";

const start = (dataDirectory: string, more: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}) =>
  startEmbeddedPostgres({ dataDirectory, durable: false, ...more });

async function using<T>(server: EmbeddedPostgres, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await server.stop();
  }
}

describe("startEmbeddedPostgres", () => {
  it("makes the folder and a cluster in UTF-8 with checksums", async () => {
    const server = await start(join(aFolder(), "new", "data"));
    await using(server, async () => {
      const [row] = await query(
        server.url("postgres"),
        `select current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
           datlocprovider as provider, datlocale as locale, current_setting('server_version') as version
         from pg_database where datname = 'template1'`,
      );
      expect(row).toEqual({
        encoding: "UTF8",
        checksums: "on",
        provider: "b",
        locale: "C.UTF-8",
        version: expect.stringMatching(/^18/u),
      });
    });
  });

  it("keeps the data from one start to the next", async () => {
    const folder = aFolder();
    const first = await start(folder, { durable: true });
    await using(first, () => query(first.url("postgres"), "create table kept as select 42 as answer"));
    const second = await start(folder, { durable: true });
    await using(second, async () => {
      expect(await query(second.url("postgres"), "select answer from kept")).toEqual([{ answer: 42 }]);
    });
    await noServerOf(folder);
  });

  it("makes a database once, however often it is asked for", async () => {
    const server = await start(aFolder());
    await using(server, async () => {
      await Promise.all([server.ensureDatabase('the "shop"'), server.ensureDatabase('the "shop"')]);
      await server.ensureDatabase('the "shop"');
      expect(await query(server.url('the "shop"'), "select current_database() as name")).toEqual([
        { name: 'the "shop"' },
      ]);
      await expect(server.ensureDatabase("")).rejects.toThrow("zero-length");
    });
  });

  it("takes the caller's settings before its own", async () => {
    const server = await start(aFolder(), { settings: { max_connections: "33", fsync: "on" } });
    await using(server, async () => {
      const settings =
        "select current_setting('max_connections') as connections, current_setting('fsync') as fsync";
      expect(await query(server.url("postgres"), settings)).toEqual([{ connections: "33", fsync: "on" }]);
    });
  });

  it("writes to disk what it is told when it is durable", async () => {
    const server = await start(aFolder(), { durable: true });
    await using(server, async () => {
      const settings =
        "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit";
      expect(await query(server.url("postgres"), settings)).toEqual([{ fsync: "on", commit: "on" }]);
    });
  });

  it("lets nobody in without the password, nor into the socket's folder", async () => {
    const server = await start(aFolder());
    await using(server, async () => {
      const url = new URL(server.url("postgres"));
      const socketFolder = decodeURIComponent(url.hostname);
      expect(statSync(socketFolder).mode & 0o777).toBe(0o700);
      url.password = "wrong";
      await expect(query(url.href, "select 1")).rejects.toThrow("password authentication failed");
    });
  });

  it("removes the socket's folder when it stops, and stops only once", async () => {
    const server = await start(aFolder());
    const socketFolder = decodeURIComponent(new URL(server.url("x")).hostname);
    await Promise.all([server.stop(), server.stop()]);
    await server.ended;
    expect(existsSync(socketFolder)).toBe(false);
  });

  it("listens on a free port of the loopback interface where the socket's path would be too long", async () => {
    const long = join(aFolder(), "x".repeat(80));
    mkdirSync(long);
    vi.stubEnv("TMPDIR", long);
    const server = await start(aFolder());
    vi.unstubAllEnvs();
    await using(server, async () => {
      expect(new URL(server.url("postgres")).hostname).toBe("127.0.0.1");
      expect(await query(server.url("postgres"), "select host(inet_server_addr()) as address")).toEqual([
        { address: "127.0.0.1" },
      ]);
      await expect(query(server.url("postgres").replace(/:[^:@]+@/u, ":wrong@"), "select 1")).rejects.toThrow(
        "password",
      );
    });
  });

  it("tells the log what the server says, but never what customers' data is in it", async () => {
    const lines: string[] = [];
    const server = await start(aFolder(), { log: (line) => lines.push(line) });
    await using(server, async () => {
      await query(server.url("postgres"), "create table customers (email text unique)");
      const insert = "insert into customers values ('somebody@example.org')";
      await query(server.url("postgres"), insert);
      await expect(query(server.url("postgres"), insert)).rejects.toThrow("duplicate key");
    });
    expect(lines.join("\n")).toContain("ready to accept connections");
    expect(lines.join("\n")).not.toContain("somebody");
  });

  it("says what PostgreSQL said when it does not start", async () => {
    const folder = aFolder();
    const settings = { shared_buffers: "nonsense" };
    await expect(start(folder, { settings })).rejects.toThrow(/did not start[^]*shared_buffers/u);
    const talkative = { log_min_messages: "debug5", port: "1", listen_addresses: "256.256.256.256" };
    await expect(start(folder, { settings: talkative })).rejects.toThrow(/did not start(.*\n){30}/u);
    await (await start(folder)).stop();
  });

  it("says what initdb said when there can be no cluster", async () => {
    const plan = {
      clusterDirectory: join(aFolder(), "cluster"),
      binaries: { directory: "/bin", version: "18.0.0" },
      identity: { user: undefined, prefix: ["sh", "-c", "echo the disk is full >&2; exit 1"] },
      durable: true,
    };
    await expect(prepareCluster(plan)).rejects.toThrow(
      "initdb could not make the database cluster: the disk is full",
    );
  });

  it("passes on what is wrong with the folder", async () => {
    const folder = aFolder();
    mkdirSync(join(folder, "owner.lock"));
    await expect(start(folder)).rejects.toThrow("unable to open database file");
    const other = aFolder();
    writeFileSync(join(other, "owner.lock"), "no lock but something else ".repeat(100));
    await expect(start(other)).rejects.toThrow("not a database");
  });

  it("refuses the data of another major version", async () => {
    const folder = aFolder();
    await (await start(folder)).stop();
    writeFileSync(join(folder, "cluster", "PG_VERSION"), "16\n");
    const error = await start(folder).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(DataVersionMismatch);
    expect(error).toMatchObject({ found: "16", expected: "18" });
  });
});

describe("a second start on the same data", () => {
  it("is refused with the owner's process id, in this process and in another", async () => {
    const folder = aFolder();
    const server = await start(folder);
    await using(server, async () => {
      await expect(start(folder)).rejects.toThrow(DataInUse);
      const { said } = await launched(folder);
      expect(said).toEqual({
        error: expect.stringContaining(`in use by process ${process.pid}`),
        ownerPid: process.pid,
      });
    });
  });

  it("is refused while the first is still making its cluster, and the first goes on", async () => {
    const folder = aFolder();
    const first = start(folder);
    await expect(start(folder)).rejects.toThrow(DataInUse);
    await (await first).stop();
  });

  it.each(["", "garbage"])("is refused without a number when the owner's file says %j", async (text) => {
    const folder = aFolder();
    const lock = new DatabaseSync(join(folder, "owner.lock"));
    lock.exec("pragma locking_mode = exclusive; begin exclusive");
    if (text !== "") writeFileSync(join(folder, "owner.pid"), text);
    const error = await start(folder).catch((error: unknown) => error);
    lock.close();
    expect(error).toMatchObject({
      name: "DataInUse",
      ownerPid: undefined,
      message: expect.stringContaining("another process"),
    });
  });

  it("is free again as soon as the first has stopped or failed", async () => {
    const folder = aFolder();
    await (await start(folder)).stop();
    await expect(start(folder, { settings: { port: "wrong" } })).rejects.toThrow("did not start");
    await (await start(folder)).stop();
    expect(readFileSync(join(folder, "owner.pid"), "utf8")).toBe(`${process.pid}\n`);
  });
});
