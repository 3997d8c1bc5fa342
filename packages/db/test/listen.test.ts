// Notifications are heard, also after the connection was lost.
import { once } from "node:events";
import { createConnection, createServer, type AddressInfo, type Socket } from "node:net";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { listen, statement } from "../src/index.ts";
import { useServer } from "./server.ts";

const server = useServer();

const listeners = statement<{ pid: number }>(
  "listeners",
  "select pid from pg_stat_activity where application_name = 'souk-listen'",
);

async function hear(channels: readonly string[]): Promise<string[]> {
  const heard: string[] = [];
  const listener = await listen(server.url, channels, (channel, payload) =>
    heard.push(`${channel}:${payload}`),
  );
  onTestFinished(() => listener.close());
  return heard;
}

async function notify(channel: string, payload: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(server.open());
}

async function breakConnections(): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'souk-listen'`.execute(
    server.open(),
  );
}

/** A way to the server that can be shut. */
async function aDoor(url: string) {
  const target = new URL(url);
  const path = `${decodeURIComponent(target.hostname)}/.s.PGSQL.${target.port}`;
  const passing = new Set<Socket>();
  const door = {
    url: "",
    knocks: 0,
    isOpen: true,
    open: () => void (door.isOpen = true),
    shut: () => undefined as void,
  };
  door.shut = () => {
    door.isOpen = false;
    for (const socket of passing) socket.destroy();
  };
  const gate = createServer((socket) => {
    door.knocks += 1;
    if (!door.isOpen) return void socket.destroy();
    const inner = createConnection(path);
    passing.add(socket);
    socket.on("error", () => undefined).on("close", () => inner.destroy());
    inner.on("error", () => undefined).on("close", () => socket.destroy());
    return void socket.pipe(inner).pipe(socket);
  });
  gate.listen(0, "127.0.0.1");
  await once(gate, "listening");
  onTestFinished(() => void gate.close());
  target.host = `127.0.0.1:${(gate.address() as AddressInfo).port}`;
  door.url = target.href;
  return door;
}

describe("listen", () => {
  it("says once that it listens, then tells each notification", async () => {
    const heard = await hear(["outbox", 'odd "name"']);
    expect(heard).toEqual(["outbox:", 'odd "name":']);
    await notify("outbox", "1");
    await notify('odd "name"', "");
    await notify("another", "3");
    await vi.waitFor(() => expect(heard.slice(2)).toEqual(["outbox:1", 'odd "name":']));
  });

  it("connects again and says so, for something may have been missed", async () => {
    const heard = await hear(["outbox"]);
    for (const round of ["1", "2"]) {
      heard.length = 0;
      await breakConnections();
      await vi.waitFor(() => expect(heard).toEqual(["outbox:"]), { timeout: 5_000 });
      await notify("outbox", round);
      await vi.waitFor(() => expect(heard).toEqual(["outbox:", `outbox:${round}`]));
    }
  });

  it("keeps trying while the database cannot be reached, until it is closed", async () => {
    const door = await aDoor(server.url);
    const heard: string[] = [];
    const listener = await listen(door.url, ["c"], (channel) => heard.push(channel));
    door.shut();
    await vi.waitFor(() => expect(door.knocks).toBeGreaterThan(2), { timeout: 10_000 });
    door.open();
    await vi.waitFor(() => expect(heard).toEqual(["c", "c"]), { timeout: 10_000 });
    door.shut();
    await vi.waitFor(() => expect(door.knocks).toBeGreaterThan(5), { timeout: 10_000 });
    await listener.close();
    expect(heard).toEqual(["c", "c"]);
  });

  it("can be closed at any moment of a reconnection, and leaves nothing behind", async () => {
    for (let round = 0; round < 20; round += 1) {
      const listener = await listen(server.url, ["c"], () => undefined);
      const broken = breakConnections();
      for (let turn = 0; turn < round; turn += 1) await new Promise(setImmediate);
      await listener.close();
      await broken;
    }
    await vi.waitFor(async () => expect(await listeners.rows(server.open(), [])).toEqual([]));
  });

  it("fails when the first connection does, and leaves nothing behind", async () => {
    await expect(listen("postgresql://souk:x@127.0.0.1:1/none", ["c"], () => undefined)).rejects.toThrow(
      "ECONNREFUSED",
    );
    await expect(listen(server.url, [""], () => undefined)).rejects.toThrow("zero-length");
    await vi.waitFor(async () => expect(await listeners.rows(server.open(), [])).toEqual([]));
  });
});
