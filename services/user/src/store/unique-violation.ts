// Tells a value that is taken from errors that are bugs.

const UNIQUE_VIOLATION = "23505";

export function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION;
}
