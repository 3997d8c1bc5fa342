// Notifications are heard, also after the connection was lost.
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

  it("keeps trying while the database does not let it in", async () => {
    const url = await server.newDatabase();
    const name = new URL(url).pathname.slice(1);
    const heard: string[] = [];
    const listener = await listen(url, ["c"], (channel) => heard.push(channel));
    const admin = server.open();
    await sql`alter database ${sql.id(name)} allow_connections false`.execute(admin);
    await breakConnections();
    await vi.waitFor(async () => {
      const { rows } = await sql`select from pg_stat_activity where datname = ${name}`.execute(admin);
      expect(rows).toEqual([]);
    });
    await sql`alter database ${sql.id(name)} allow_connections true`.execute(admin);
    await vi.waitFor(() => expect(heard).toEqual(["c", "c"]), { timeout: 10_000 });
    await sql`alter database ${sql.id(name)} allow_connections false`.execute(admin);
    await breakConnections();
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
