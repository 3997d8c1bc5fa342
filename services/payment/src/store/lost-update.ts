// Tells the database's refusals that a command must branch on from errors that are bugs.

const LOST_UPDATE = "SK409"; // raised by require_one() of migration 0001
const UNIQUE_VIOLATION = "23505";

/** Somebody else changed or made the row since it was read: read again and decide again. */
export function isLostUpdate(error: unknown): boolean {
  return codeOf(error) === LOST_UPDATE || codeOf(error) === UNIQUE_VIOLATION;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
