// Services together in one process: how they start, what becomes of them when one does not, how they come to rest and stop.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserCreated } from "@souk/contracts";
import { publish } from "@souk/events";
import { SettingsService, UserService } from "@souk/contracts/rpc";
import { enqueue } from "@souk/jobs";
import { describe, expect, test, vi } from "vitest";
import { databaseOf, startServices } from "../src/index.ts";
import { aStage, listening, Ring, seen, started } from "./stage.ts";

const patience = { timeout: 20_000, interval: 20 };

describe("starting", () => {
  test("all are built before any is started, each with a folder, a clock and ids of its own", async () => {
    const stage = await aStage(["user", "order"]);
    const services = await started(stage.options([{ name: "user" }, { name: "order" }]));
    expect(stage.events.slice(0, 2).sort()).toEqual(["order built", "user built"]);
    expect(stage.events.slice(2).sort()).toEqual(["order started", "user started"]);
    for (const { name, host } of services.runtimes) {
      expect(host.dataDirectory).toBe(join(stage.directory, name));
      expect(existsSync(host.dataDirectory)).toBe(true);
      expect(Math.abs(host.now().getTime() - Date.now())).toBeLessThan(60_000);
      expect(host.newId()).not.toBe(host.newId());
      expect(host.publicUrl()).toBe("http://127.0.0.1:4000");
    }
  });

  test("a given clock, given ids and the pool's own size are what the services get", async () => {
    const stage = await aStage(["user"]);
    const now = (): Date => new Date("2026-01-01T00:00:00Z");
    const { connectionsMax: _, ...options } = stage.options([{ name: "user" }]);
    const services = await started({ ...options, now, newId: () => "an id" });
    expect(services.runtimes[0]?.host.now()).toEqual(now());
    expect(services.runtimes[0]?.host.newId()).toBe("an id");
  });

  test("one that fails to start takes the others down, those included that were still starting", async () => {
    const stage = await aStage(["user", "order", "payment"]);
    const slow = Promise.withResolvers<void>();
    const starting = startServices(
      stage.options([
        { name: "user" },
        { name: "order", start: () => Promise.reject(new Error("no stock of patience")) },
        { name: "payment", start: () => slow.promise },
      ]),
    );
    const failed = expect(starting).rejects.toThrow("no stock of patience");
    await vi.waitFor(() => expect(stage.events).toContain("user started"), patience);
    expect(stage.events).not.toContain("user closed");
    slow.resolve();
    await failed;
    expect(stage.events).toContain("payment started");
    expect(stage.events.slice(-3).sort()).toEqual(["order closed", "payment closed", "user closed"]);
    expect(await stage.connections()).toBe(0);
  });

  test("one that cannot be built leaves nothing of the others open", async () => {
    const stage = await aStage(["user", "order"]);
    const options = stage.options([
      { name: "user" },
      { name: "order", build: () => Promise.reject(new Error("ORDER_LINK_SECRET is missing")) },
    ]);
    await expect(startServices(options)).rejects.toThrow("ORDER_LINK_SECRET is missing");
    expect(stage.events).toEqual(["user built", "user closed"]);
    expect(await stage.connections()).toBe(0);
  });

  test("a database that is not there is told as such", async () => {
    const stage = await aStage(["user"]);
    const options = stage.options([{ name: "user" }]);
    const nowhere = "postgresql://nobody@127.0.0.1:1/nothing";
    const databaseUrl = (name: string): string => (name === "user" ? nowhere : options.databaseUrl("bus"));
    await expect(startServices({ ...options, databaseUrl })).rejects.toThrow();
    expect(stage.events).toEqual([]);
    expect(await stage.connections()).toBe(0);
  });

  test("why it did not start is told, not what then did not close", async () => {
    const stage = await aStage(["user", "order"]);
    const close = (): Promise<void> => Promise.reject(new Error("the door is stuck"));
    const options = stage.options([
      { name: "user", more: () => ({ close }) },
      { name: "order", start: () => Promise.reject(new Error("the reason")) },
    ]);
    await expect(startServices(options)).rejects.toThrow("the reason");
    expect(stage.logLines.join("")).toContain("the door is stuck");
    expect(await stage.connections()).toBe(0);
  });
});

describe("running", () => {
  test("an event goes from one service to another, a due job runs, and then all is settled", async () => {
    const stage = await aStage(["user", "order"]);
    const services = await started(
      stage.options([{ name: "user" }, { name: "order", more: listening(stage.events) }]),
    );
    const [user, order] = services.runtimes;
    const data = { userId: randomUUID() };
    await publish(databaseOf<Record<string, never>>(user!.host), UserCreated, data);
    expect(await services.isSettled()).toBe(false);
    await vi.waitFor(async () => expect(await services.isSettled()).toBe(true), patience);
    expect(await seen(order!.host.db)).toEqual([data]);

    await enqueue(order!.host.db, Ring, { data: { bell: "the doorbell" } });
    await vi.waitFor(() => expect(stage.events).toContain("the doorbell rang"), patience);
    expect(await order!.runDueJobs()).toBe(0);
  });

  test("it is ready when every service says so, and says who is not and why", async () => {
    const stage = await aStage(["user", "order", "payment"]);
    const reasons: string[] = [];
    const services = await started(
      stage.options([
        { name: "user" },
        { name: "order", more: () => ({ ready: async () => reasons }) },
        { name: "payment", more: () => ({ ready: async () => [] }) },
      ]),
    );
    expect(await services.ready()).toEqual([]);
    reasons.push("the prices are not read yet");
    expect(await services.ready()).toEqual(["order: the prices are not read yet"]);
  });

  test("the keys of all that sign tokens are gathered", async () => {
    const stage = await aStage(["user", "order", "payment"]);
    const signing = (kid: string) => ({ jwks: async () => ({ keys: [{ kty: "OKP", kid }] }) });
    const services = await started(
      stage.options([
        { name: "user", more: () => signing("one") },
        { name: "order" },
        { name: "payment", more: () => signing("two") },
      ]),
    );
    expect((await services.jwks()).keys.map(({ kid }) => kid)).toEqual(["one", "two"]);
  });

  test("one service answers another, and whoever put them together", async () => {
    const stage = await aStage(["admin", "order"]);
    const settings = { version: "7" };
    const services = await started(
      stage.options([
        {
          name: "admin",
          more: () => ({
            rpc: (router) => router.service(SettingsService, { getSettings: () => settings as never }),
          }),
        },
        { name: "order", more: () => ({}) },
      ]),
    );
    for (const rpc of [services.rpc, services.runtimes[1]!.host.rpc]) {
      await expect(rpc.client(SettingsService).getSettings({})).resolves.toBeDefined();
    }
  });

  test("a credential is exchanged at the user service, where there is one", async () => {
    const stage = await aStage(["user", "order"]);
    const exchangeCredential = ({ credential }: { credential: string }) => ({
      accessToken: `token for ${credential}`,
    });
    const services = await started(
      stage.options([
        {
          name: "user",
          more: () => ({ rpc: (router) => router.service(UserService, { exchangeCredential }) }),
        },
      ]),
    );
    expect(await services.exchange?.("souk_key")).toBe("token for souk_key");
    const without = await started(stage.options([{ name: "order" }]));
    expect(without.exchange).toBeUndefined();
  });
});

describe("stopping", () => {
  test("services close before their databases, and nothing stays open", async () => {
    const stage = await aStage(["user", "order"]);
    const stillThere: unknown[] = [];
    const close = (host: Parameters<typeof seen>[0]) => async () => void stillThere.push(await seen(host));
    const services = await started(
      stage.options([{ name: "user", more: ({ db }) => ({ close: close(db) }) }, { name: "order" }]),
    );
    expect(await stage.connections()).toBeGreaterThan(0);
    await services.stop();
    expect(stillThere).toEqual([[]]);
    expect(await stage.connections()).toBe(0);
  });

  test("one that does not close cleanly keeps nobody else open, and is told", async () => {
    const stage = await aStage(["user", "order"]);
    const close = (): Promise<void> => Promise.reject(new Error("the door is stuck"));
    const services = await started(
      stage.options([{ name: "user", more: () => ({ close }) }, { name: "order" }]),
    );
    await expect(services.stop()).rejects.toThrow("the door is stuck");
    expect(stage.events).toContain("order closed");
    expect(await stage.connections()).toBe(0);
  });

  test("a service without hooks of its own starts and stops as well", async () => {
    const stage = await aStage(["user"]);
    const options = stage.options([{ name: "user" }]);
    const [module] = options.modules;
    const bare = { ...module!, buildApp: async () => ({ routes: [], subscriptions: [], jobs: [] }) };
    const services = await started({ ...options, modules: [bare] });
    expect(await services.ready()).toEqual([]);
    await services.stop();
    expect(await stage.connections()).toBe(0);
  });
});
