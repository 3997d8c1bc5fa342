// The way to Redis, and whether to take it: while Redis is away nobody waits for it, and the log says so once.
import type { Logger } from "@souk/telemetry";
import { Redis } from "ioredis";

const CONNECT_TIMEOUT_MS = 2_000;
const RECONNECT_STEP_MS = 200;
const RECONNECT_MAX_MS = 5_000;
/** After a failure Redis is left alone for so long, or each request would find out for itself. */
const PAUSE_MS = 1_000;

export type RedisConnection = {
  readonly client: Redis;
  readonly isUsable: () => boolean;
  readonly failed: (cause: unknown) => void;
  readonly answered: () => void;
  readonly close: () => void;
};

/** Counting must not hold a request up: an answer that takes longer than `timeoutMs` is none. */
export type RedisAddress = { readonly url: string; readonly timeoutMs: number };

export function connectRedis({ url, timeoutMs }: RedisAddress, log: Logger): RedisConnection {
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  let isAway = false;
  const client = new Redis(url, {
    enableOfflineQueue: false, // What cannot be asked now is counted in memory now.
    autoResendUnfulfilledCommands: false, // Or a charge that was cut off would be made twice.
    maxRetriesPerRequest: 0,
    commandTimeout: timeoutMs,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(times * RECONNECT_STEP_MS, RECONNECT_MAX_MS),
  });

  const failed = (cause: unknown): void => {
    pausedUntilMs = performance.now() + PAUSE_MS;
    if (isAway) return;
    isAway = true;
    log.warn({ err: cause }, "redis is away: rate limits are counted in this process alone");
  };
  client.on("error", failed);

  return {
    client,
    failed,
    isUsable: () => client.status === "ready" && performance.now() >= pausedUntilMs,
    answered: () => {
      if (!isAway) return;
      isAway = false;
      log.info("redis is back: rate limits are counted together again");
    },
    close: () => client.disconnect(),
  };
}
