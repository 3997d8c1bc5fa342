// Tells an answer from silence when another service was asked to do something.
import { isRefusal, type Refusal } from "@souk/errors";

/** Refused for good: the request itself was wrong. A service that cannot be reached, or whose answer was lost, has not said no. */
export function isFinalRefusal(error: unknown): error is Refusal {
  return isRefusal(error) && error.kind !== "unavailable";
}
