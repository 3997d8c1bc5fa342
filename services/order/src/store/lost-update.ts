// Tells the database's refusals that a command must branch on from errors that are bugs.

const LOST_UPDATE = "SK409"; // raised by require_one() of migration 0001
const UNIQUE_VIOLATION = "23505";
const CHECK_VIOLATION = "23514";

/** Somebody else changed the row since it was read: read again and decide again. */
export function isLostUpdate(error: unknown): boolean {
  return codeOf(error) === LOST_UPDATE || codeOf(error) === UNIQUE_VIOLATION;
}

export function isQuantityRefused(error: unknown): boolean {
  return codeOf(error) === CHECK_VIOLATION;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error && error.code;
}
