// How many attempts somebody has, and how fast used ones come back: a bucket each that leaks at a steady pace. No I/O.

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

export type AttemptLimit = { readonly attemptsMax: number; readonly refillMs: number };

/**
 * Guessing one account from one place is slowed hard. One account from everywhere is slowed softly, so that whoever guesses cannot keep its
 * owner out, and yet stays far below what finds a password (NIST SP 800-63B, section 3.2.2, allows 100 failures in a row). A network is
 * slowed where it tries many accounts, high enough for an office or a mobile network behind one address.
 */
export const attemptLimits = {
  accountFromNetwork: { attemptsMax: 10, refillMs: 90 * SECOND_MS },
  account: { attemptsMax: 30, refillMs: 30 * SECOND_MS },
  network: { attemptsMax: 1_000, refillMs: 2 * SECOND_MS },
  /** One-time codes of an account, from everywhere: 58 guesses on the first day, 48 on later ones, each right with a chance of 3 in a million. */
  oneTimeCode: { attemptsMax: 10, refillMs: 30 * MINUTE_MS },
  /** Mails to one address that somebody else may have asked for. */
  mail: { attemptsMax: 5, refillMs: 12 * MINUTE_MS },
} as const satisfies Record<string, AttemptLimit>;

export type AttemptLevel = { readonly level: number; readonly updatedAt: Date };
type Counted = { readonly state: AttemptLevel; readonly limit: AttemptLimit };

/** The level now: what was used up, less what has come back. Clocks differ, and so does the order of those who wait: time never runs backwards here. */
export function levelAt({ state, limit }: Counted, at: Date): number {
  const elapsedMs = Math.max(0, at.getTime() - state.updatedAt.getTime());
  return Math.max(0, state.level - elapsedMs / limit.refillMs);
}

/** The state with one more attempt used up. */
export function withAttempt(counted: Counted, at: Date): AttemptLevel {
  const { updatedAt } = counted.state;
  return { level: levelAt(counted, at) + 1, updatedAt: at > updatedAt ? at : updatedAt };
}

/** How long until there is an attempt again in all of them; 0 where there is one now. */
export function waitMs(counted: readonly Counted[], at: Date): number {
  const waits = counted.map((one) => (levelAt(one, at) + 1 - one.limit.attemptsMax) * one.limit.refillMs);
  return Math.max(0, ...waits);
}

/** When a level will be nothing again. */
export function emptyAt({ level, updatedAt }: AttemptLevel, { refillMs }: AttemptLimit): Date {
  return new Date(updatedAt.getTime() + level * refillMs);
}
