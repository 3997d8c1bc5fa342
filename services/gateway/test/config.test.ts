// What the environment may say, and what the gateway answers when it says nonsense.
import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

test("without a word the gateway serves this machine and trusts nobody", () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    host: "127.0.0.1",
    trustedHops: [],
    corsOrigins: [],
    formActionOrigins: [],
    metricsToken: undefined,
    quotas: {
      address: { points: 12_000, windowSeconds: 60 },
      local: { points: 2_000_000, windowSeconds: 60 },
      signIn: { points: 30, windowSeconds: 30 },
    },
    redis: undefined,
  });
});

test("limits are points in seconds, and can be switched off", () => {
  const { quotas, redis } = readConfig({
    GATEWAY_RATE_LIMIT_USER: "5/10",
    REDIS_URL: "redis://127.0.0.1:6379",
  });
  expect(quotas?.user).toEqual({ points: 5, windowSeconds: 10 });
  expect(redis).toEqual({ url: "redis://127.0.0.1:6379", timeoutMs: 100 });
  expect(readConfig({ GATEWAY_RATE_LIMITS: "off" }).quotas).toBeUndefined();
});

test("lists are written with commas", () => {
  const config = readConfig({
    PORT: "0",
    GATEWAY_TRUSTED_HOPS: "127.0.0.1, 10.0.0.0/8 ,fd00::/8,",
    GATEWAY_CORS_ORIGINS: "https://shop.example,http://127.0.0.1:5173",
    GATEWAY_FORM_ACTION_ORIGINS: "http://127.0.0.1:4100",
  });
  expect(config.port).toBe(0);
  expect(config.trustedHops).toEqual(["127.0.0.1", "10.0.0.0/8", "fd00::/8"]);
  expect(config.corsOrigins).toEqual(["https://shop.example", "http://127.0.0.1:5173"]);
  expect(config.formActionOrigins).toEqual(["http://127.0.0.1:4100"]);
});

test.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["GATEWAY_TRUSTED_HOPS", "1"],
  ["GATEWAY_TRUSTED_HOPS", "10.0.0.0/33"],
  ["GATEWAY_TRUSTED_HOPS", "10.0.0.0/"],
  ["GATEWAY_TRUSTED_HOPS", "10.0.0.0/8/8"],
  ["GATEWAY_CORS_ORIGINS", "https://shop.example/path"],
  ["GATEWAY_CORS_ORIGINS", "*"],
  ["GATEWAY_METRICS_TOKEN", "short"],
  ["GATEWAY_IN_FLIGHT_MAX", "0"],
  ["GATEWAY_RATE_LIMITS", "maybe"],
  ["GATEWAY_RATE_LIMIT_SIGN_IN", "60"],
  ["GATEWAY_RATE_LIMIT_SIGN_IN", "0/60"],
  ["GATEWAY_RATE_LIMIT_SIGN_IN", "60/0"],
  ["REDIS_URL", "http://127.0.0.1:6379"],
])("%s=%s is refused by name", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    new RegExp(`The gateway's configuration is wrong. ${name}`),
  );
});
