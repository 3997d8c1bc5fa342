// The launcher's settings: what they are without any, and how each wrong one is named.
import { describe, expect, test } from "vitest";
import { ConfigInvalid, readConfig } from "../src/config.ts";

describe("without any variable", () => {
  test("the shop opens on this machine alone, with a demo catalogue, in the checkout", () => {
    const { dataDirectory, ...config } = readConfig({});
    expect(config).toEqual({
      port: 4000,
      host: "127.0.0.1",
      publicUrl: undefined,
      adminEmail: "admin@souk.example",
      adminPassword: undefined,
      seed: "demo",
      sandboxPort: 4001,
      sandboxUrl: undefined,
      logLevel: "warn",
      env: {},
    });
    expect(dataDirectory).toMatch(/\.souk\/?$/);
  });
});

test("what is given is taken, and a relative data folder is one of the folder npm was called in", () => {
  const env = {
    PORT: "8080",
    HOST: "0.0.0.0",
    SOUK_DATA: "shop-data",
    SOUK_PUBLIC_URL: "https://shop.example",
    SOUK_ADMIN_EMAIL: "leyla@shop.example",
    SOUK_ADMIN_PASSWORD: "twelve letters or more",
    SOUK_SEED: "none",
    LOG_LEVEL: "debug",
    DATABASE_URL_ORDER: "postgresql://souk:secret@db.example/orders",
    DATABASE_URL_BUS: "postgres://db.example/bus",
  };
  const config = readConfig(env);
  expect(config).toMatchObject({
    port: 8080,
    sandboxPort: 8081,
    host: "0.0.0.0",
    publicUrl: "https://shop.example",
    adminEmail: "leyla@shop.example",
    adminPassword: "twelve letters or more",
    seed: "none",
    logLevel: "debug",
    env,
  });
  expect(config.dataDirectory).toBe(`${process.cwd()}/shop-data`);
});

test("port 0 takes free ports for shop and sandbox; a sandbox port of its own stays", () => {
  expect(readConfig({ PORT: "0" })).toMatchObject({ port: 0, sandboxPort: 0 });
  expect(readConfig({ PORT: "0", SANDBOX_PORT: "4711" })).toMatchObject({ sandboxPort: 4711 });
});

test("a sandbox elsewhere comes with its keys", () => {
  const keys = {
    PAYMENT_SANDBOX_API_KEY: "a key of sixteen letters",
    PAYMENT_SANDBOX_WEBHOOK_SECRET: "a secret as long as that",
  };
  expect(readConfig({ PAYMENT_SANDBOX_URL: "http://127.0.0.1:5001", ...keys }).sandboxUrl).toBe(
    "http://127.0.0.1:5001",
  );
  expect(() => readConfig({ PAYMENT_SANDBOX_URL: "http://127.0.0.1:5001" })).toThrow(
    /PAYMENT_SANDBOX_API_KEY: must be given .*\n.*PAYMENT_SANDBOX_WEBHOOK_SECRET: must be given/,
  );
});

describe("a wrong setting is refused by its name", () => {
  test.each([
    ["PORT", "http"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "1e3"],
    ["PORT", ""],
    ["HOST", ""],
    ["SOUK_DATA", ""],
    ["SOUK_PUBLIC_URL", "shop.example"],
    ["SOUK_PUBLIC_URL", "ftp://shop.example"],
    ["SOUK_ADMIN_EMAIL", "leyla"],
    ["SOUK_ADMIN_PASSWORD", "short"],
    ["SOUK_SEED", "everything"],
    ["SANDBOX_PORT", "x"],
    ["PAYMENT_SANDBOX_API_KEY", "short"],
    ["PAYMENT_SANDBOX_WEBHOOK_SECRET", "short"],
    ["LOG_LEVEL", "loud"],
    ["DATABASE_URL_ORDER", "db.example/orders"],
    ["DATABASE_URL_BUS", "mysql://db.example/bus"],
    ["DATABASE_URL_ORDERS", "postgresql://db.example/orders"],
  ])("%s=%s", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      new RegExp(`^These settings cannot be used:\\n  ${name}: `),
    );
  });

  test("all wrong ones are told at once, and no value of a secret is", () => {
    const env = {
      PORT: "x",
      SOUK_SEED: "y",
      SOUK_ADMIN_PASSWORD: "hunter2",
      DATABASE_URL_USERS: "postgresql://u:p4ss@h/d",
    };
    const told = (): unknown => readConfig(env);
    expect(told).toThrow(ConfigInvalid);
    expect(told).toThrow(
      /PORT[^]*SOUK_ADMIN_PASSWORD[^]*SOUK_SEED[^]*DATABASE_URL_USERS: there is no such database/,
    );
    expect(told).not.toThrow(/hunter2|p4ss/);
  });
});
