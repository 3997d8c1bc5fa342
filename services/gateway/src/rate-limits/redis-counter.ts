// Counts in Redis, together with all other gateways; where Redis does not answer, this process counts alone.
import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { createMemoryCounter } from "./memory-counter.ts";
import { isOver, type Counter, type Policy, type Tally } from "./policy.ts";
import type { RedisConnection } from "./redis-connection.ts";

const KEY_PREFIX = "souk:limit";

export function createRedisCounter(policy: Policy, connection: RedisConnection): Counter {
  const alone = createMemoryCounter(policy);
  const together = new RateLimiterRedis({
    storeClient: connection.client,
    keyPrefix: `${KEY_PREFIX}:${policy.name}`,
    points: policy.points,
    duration: policy.windowSeconds,
    inMemoryBlockOnConsumed: policy.points, // Redis need not be asked about a key that has nothing left.
  });

  const ask = async (key: string, cost: number): Promise<Tally> => {
    try {
      const tally = tallyOf(await together.consume(key, cost));
      connection.answered();
      return tally;
    } catch (reason) {
      if (reason instanceof RateLimiterRes) return overTally(policy, tallyOf(reason));
      connection.failed(reason);
      return alone.charge(key, cost);
    }
  };

  return {
    policy,
    charge: (key, cost) => (connection.isUsable() ? ask(key, cost) : alone.charge(key, cost)),
    giveBack: (key, cost) => {
      if (connection.isUsable()) together.reward(key, cost).catch(connection.failed);
      else alone.giveBack(key, cost);
    },
  };
}

function tallyOf({ consumedPoints, msBeforeNext }: RateLimiterRes): Tally {
  return { usedPoints: consumedPoints, resetMs: msBeforeNext };
}

/** The library says "refused" without a count where it did not ask Redis. */
function overTally(policy: Policy, tally: Tally): Tally {
  return isOver(policy, tally) ? tally : { ...tally, usedPoints: policy.points + 1 };
}
