// One piece of work, run again and again: when woken, when something is due, else at a slow poll, for the case that every wake was lost.
// The first wake after a rest is followed at once; while wakes keep coming the looks keep a distance, so that each finds much to do.
import { AsyncResource } from "node:async_hooks";

export type Look = {
  /** When something will be due that nobody will wake us for. */
  readonly dueInMs?: number;
};

export type LoopOptions = {
  readonly work: () => Promise<Look>;
  /** Distance of looks when nothing happens: the fall-back when every wake was lost. */
  readonly pollMs: number;
  /** The least distance from the begin of one look to the next; none unless said otherwise. */
  readonly restMs?: number;
  readonly onError: (error: unknown) => void;
};

const failureDelayMs = 100;
const failureDelayMsMax = 5_000;
export const stopMsMax = 5_000;

export class Loop {
  readonly #options: LoopOptions;
  /** Without this the work would go on in the context (trace, request) of whoever woke it. */
  readonly #run: () => void;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isActive = false;
  #wantedAt = Infinity;
  #restedAt = -Infinity;
  #failures = 0;

  constructor(options: LoopOptions) {
    this.#options = options;
    this.#run = AsyncResource.bind(() => {
      this.#running = this.#lookAndSchedule();
    });
  }

  start(): void {
    this.#isActive = true;
    this.#wantedAt = Infinity;
    this.#schedule(0);
  }

  /** Looks within `delayMs`, or sooner, but not before it has rested. */
  wake(delayMs = 0): void {
    if (this.#failures === 0) this.#schedule(delayMs);
  }

  /** Resolves when the running work has ended or `stopMsMax` has passed. */
  async stop(): Promise<void> {
    this.#isActive = false;
    clearTimeout(this.#timer);
    await within(stopMsMax, this.#running);
  }

  #schedule(delayMs: number): void {
    const nowMs = performance.now();
    const at = Math.max(nowMs + delayMs, this.#restedAt);
    if (at >= this.#wantedAt) return;
    this.#wantedAt = at;
    if (!this.#isActive || this.#running !== undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#run, at - nowMs);
  }

  async #lookAndSchedule(): Promise<void> {
    this.#wantedAt = Infinity;
    this.#restedAt = performance.now() + (this.#options.restMs ?? 0);
    const delayMs = await this.#look();
    this.#running = undefined;
    const wokenAt = this.#wantedAt;
    this.#wantedAt = Infinity;
    this.#schedule(Math.max(0, Math.min(delayMs, wokenAt - performance.now())));
  }

  /** Gives the time until the next look. */
  async #look(): Promise<number> {
    const { work, pollMs, onError } = this.#options;
    try {
      const { dueInMs = Infinity } = await work();
      this.#failures = 0;
      return Math.min(pollMs, Math.max(0, dueInMs));
    } catch (error) {
      if (this.#isActive) onError(error);
      this.#failures += 1;
      return backOffMs(this.#failures, failureDelayMs, failureDelayMsMax);
    }
  }
}

/** Doubles from `firstMs` with every failure, with jitter (half to whole) so that those who failed together do not return together. */
export function backOffMs(failures: number, firstMs: number, maxMs: number): number {
  return Math.min(maxMs, firstMs * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
}

/** Waits for `work`, but no longer than `limitMs`. */
export async function within(limitMs: number, work: Promise<unknown> | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
