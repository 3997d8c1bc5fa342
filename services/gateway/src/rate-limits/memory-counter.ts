// Counts in this process: without a promise, without timers, and in a bounded amount of memory however many addresses come.
// Why not by rate-limiter-flexible: docs/decisions/0011-rate-limits-counted-in-memory.md
import type { Counter, Policy, Tally } from "./policy.ts";

const MS_PER_SECOND = 1_000;
/** About 13 MB for each policy when it is full. */
const KEYS_MAX = 50_000;

type Window = { usedPoints: number; readonly endsAtMs: number };

export type MemoryCounterOptions = {
  readonly keysMax?: number;
  /** Never goes back, as a wall clock may. */
  readonly nowMs?: () => number;
};
export type MemoryCounter = Pick<Counter, "policy" | "giveBack"> & {
  readonly charge: (key: string, cost: number) => Tally;
  readonly size: () => number;
};

/**
 * Keys live in two generations. The younger becomes the older when it is one window old, and the older is dropped: all its windows have ended.
 * A flood of keys makes generations change sooner; then the longest-known keys begin anew, which costs nobody a refusal.
 */
export function createMemoryCounter(policy: Policy, options: MemoryCounterOptions = {}): MemoryCounter {
  const { keysMax = KEYS_MAX, nowMs = () => performance.now() } = options;
  const windowMs = policy.windowSeconds * MS_PER_SECOND;
  const generationMax = Math.ceil(keysMax / 2);
  let younger = new Map<string, Window>();
  let older = new Map<string, Window>();
  let changesAtMs = nowMs() + windowMs;

  const changeGenerations = (now: number): void => {
    older = now >= changesAtMs + windowMs ? new Map() : younger;
    younger = new Map();
    changesAtMs = now + windowMs;
  };

  const openWindow = (key: string, now: number): Window => {
    if (younger.size >= generationMax) changeGenerations(now);
    const window = { usedPoints: 0, endsAtMs: now + windowMs };
    younger.set(key, window);
    return window;
  };

  return {
    policy,
    charge: (key, cost) => {
      const now = nowMs();
      if (now >= changesAtMs) changeGenerations(now);
      const known = younger.get(key) ?? older.get(key);
      const window = known !== undefined && now < known.endsAtMs ? known : openWindow(key, now);
      window.usedPoints += cost;
      return { usedPoints: window.usedPoints, resetMs: window.endsAtMs - now };
    },
    giveBack: (key, cost) => {
      const window = younger.get(key) ?? older.get(key);
      if (window !== undefined) window.usedPoints = Math.max(0, window.usedPoints - cost);
    },
    size: () => younger.size + older.size,
  };
}
