// Where is counted: in this process, or in Redis where there is one.
import type { Logger } from "@souk/telemetry";
import { createMemoryCounter } from "./memory-counter.ts";
import type { Counter, Policy, Quota } from "./policy.ts";
import type { Counters } from "./rate-limits.ts";
import type { RedisAddress } from "./redis-connection.ts";

export type Quotas = { readonly [Name in keyof Counters]: Quota };

export type OpenCounters = { readonly counters: Counters; readonly close: () => void };

type Counting = { readonly create: (policy: Policy) => Counter; readonly close: () => void };

export async function openCounters(
  quotas: Quotas,
  redis: RedisAddress | undefined,
  log: Logger,
): Promise<OpenCounters> {
  const { create, close } = redis === undefined ? countingAlone : await countTogether(redis, log);
  const count = (name: string, quota: Quota): Counter => create({ ...quota, name });
  const counters = {
    address: count("address", quotas.address),
    local: count("local", quotas.local),
    user: count("user", quotas.user),
    apiKey: count("api-key", quotas.apiKey),
    signIn: count("sign-in", quotas.signIn),
    webhooks: count("webhooks", quotas.webhooks),
  };
  return { counters, close };
}

const countingAlone: Counting = { create: createMemoryCounter, close: () => undefined };

/** Redis' client is loaded where there is a Redis. */
async function countTogether(redis: RedisAddress, log: Logger): Promise<Counting> {
  const [{ connectRedis }, { createRedisCounter }] = await Promise.all([
    import("./redis-connection.ts"),
    import("./redis-counter.ts"),
  ]);
  const connection = connectRedis(redis, log);
  return { create: (policy) => createRedisCounter(policy, connection), close: connection.close };
}
