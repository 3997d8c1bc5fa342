// How patient a caller is with one peer: calls that may be repeated are, and a peer that only fails is left alone for a while.
import { circuitBreaker, ConsecutiveBreaker, ExponentialBackoff, handleWhen, retry, wrap } from "cockatiel";
import {
  BREAKER_FAILURES_MAX,
  BREAKER_RECOVERY_MS,
  RETRY_ATTEMPTS_MAX,
  RETRY_DELAY_FIRST_MS,
  RETRY_DELAY_MAX_MS,
} from "./limits.ts";

/** How the calls to one peer are run. */
export type Peer = {
  readonly run: <Result>(work: () => Promise<Result>, repeatable: boolean) => Promise<Result>;
};

/** What the policies need to know about a failure. */
export type FailureSigns = {
  /** The connection failed: a repeatable call is made again. */
  readonly isTransient: (error: unknown) => boolean;
  /** The peer did not answer at all: counts towards leaving it alone. */
  readonly isSilence: (error: unknown) => boolean;
};

/** Makes the policies of one peer; `isBrokenCircuitError` of cockatiel tells that the peer is being left alone. */
export function createPeer(signs: FailureSigns): Peer {
  const breaker = circuitBreaker(handleWhen(signs.isSilence), {
    breaker: new ConsecutiveBreaker(BREAKER_FAILURES_MAX),
    halfOpenAfter: BREAKER_RECOVERY_MS,
  });
  const backoff = new ExponentialBackoff({
    initialDelay: RETRY_DELAY_FIRST_MS,
    maxDelay: RETRY_DELAY_MAX_MS,
  });
  const patient = wrap(
    retry(handleWhen(signs.isTransient), { maxAttempts: RETRY_ATTEMPTS_MAX, backoff }),
    breaker,
  );
  return { run: (work, repeatable) => (repeatable ? patient : breaker).execute(work) };
}
