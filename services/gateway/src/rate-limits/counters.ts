// Where is counted: in this process, or in Redis where there is one.
import type { Logger } from "@souk/telemetry";
import { createMemoryCounter } from "./memory-counter.ts";
import type { Counter, Quota } from "./policy.ts";
import type { Counters } from "./rate-limits.ts";
import { connectRedis, type RedisAddress } from "./redis-connection.ts";
import { createRedisCounter } from "./redis-counter.ts";

export type Quotas = { readonly [Name in keyof Counters]: Quota };

export type OpenCounters = { readonly counters: Counters; readonly close: () => void };

export function openCounters(quotas: Quotas, redis: RedisAddress | undefined, log: Logger): OpenCounters {
  const connection = redis && connectRedis(redis, log);
  const count = (name: string, quota: Quota): Counter => {
    const policy = { ...quota, name };
    return connection === undefined ? createMemoryCounter(policy) : createRedisCounter(policy, connection);
  };
  const counters = {
    address: count("address", quotas.address),
    local: count("local", quotas.local),
    user: count("user", quotas.user),
    apiKey: count("api-key", quotas.apiKey),
    signIn: count("sign-in", quotas.signIn),
    webhooks: count("webhooks", quotas.webhooks),
  };
  return { counters, close: () => connection?.close() };
}
