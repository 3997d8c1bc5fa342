// Lets a few pieces of work run at once and a few more wait; what comes beyond that is refused, not kept.

export type GateOptions = {
  readonly atOnceMax: number;
  readonly waitingMax: number;
  readonly onWaiting: (count: number) => void;
  /** Throws what the refused caller gets. */
  readonly refuse: () => never;
};
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** First come, first served. */
export function createGate({ atOnceMax, waitingMax, onWaiting, refuse }: GateOptions): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;

  const enter = async (): Promise<void> => {
    if (running < atOnceMax) {
      running += 1;
      return;
    }
    if (waiting.length >= waitingMax) refuse();
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      onWaiting(waiting.length);
    });
  };
  /** Whoever leaves hands the place to the next, so that nobody slips in between. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else {
      onWaiting(waiting.length);
      next();
    }
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
