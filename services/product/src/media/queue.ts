// Heavy work, so much of it at once and no more; who comes when too many wait is sent away at once.
import { Refusal } from "@souk/errors";

export type Queue = <Result>(work: () => Promise<Result>) => Promise<Result>;

const RETRY_AFTER_SECONDS = 2;

export function createQueue({
  workers,
  waitingMax,
}: {
  readonly workers: number;
  readonly waitingMax: number;
}): Queue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < workers) running += 1;
    else if (waiting.length < waitingMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else {
      throw new Refusal("unavailable", "pictures_busy", "Too many pictures are being made.", {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
    try {
      return await work();
    } finally {
      // The place goes to whoever has waited longest.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
