// When a mail that the server did not take is tried again, and when it is given up. Pure.

const FIRST_DELAY_MS = 1_000;
const DELAY_MAX_MS = 15 * 60_000;
/** Ten attempts in the first quarter of an hour, then one every quarter: about a day. */
export const ATTEMPTS_MAX = 105;

/** Doubles from a second to a quarter of an hour. */
export function retryDelayMs(attempt: number): number {
  return Math.min(DELAY_MAX_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
}
