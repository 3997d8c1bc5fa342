// Tells the database's refusals that a command must branch on from errors that are bugs.

/** Raised by a service's SQL function `require_one()` where a guarded update changed nothing. */
const LOST_UPDATE = "SK409";
const UNIQUE_VIOLATION = "23505";
const CHECK_VIOLATION = "23514";

/** Somebody else changed or made the row since it was read: read again and decide again. */
export function isLostUpdate(error: unknown): boolean {
  return codeOf(error) === LOST_UPDATE || codeOf(error) === UNIQUE_VIOLATION;
}

/** A `check` of the table refused the values. */
export function isCheckViolation(error: unknown): boolean {
  return codeOf(error) === CHECK_VIOLATION;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
