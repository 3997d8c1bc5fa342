// What a caller gets when nobody can tell whether the other service did what it was asked.

/** Why the outcome is not known. */
export type OutcomeUnknownReason = "deadline_exceeded" | "connection_lost" | "peer_failed" | "cancelled";

/**
 * The call may have taken effect and may not have. Never treat it as a failure: ask again with the same ids, or ask what became of it.
 * The message names the method and nothing that was sent.
 */
export class OutcomeUnknown extends Error {
  readonly reason: OutcomeUnknownReason;
  /** The full name of the method, such as `souk.product.v1.StockService.Reserve`. */
  readonly method: string;

  constructor(reason: OutcomeUnknownReason, method: string, cause?: unknown) {
    super(`The outcome of ${method} is not known: ${reason}.`, cause === undefined ? undefined : { cause });
    this.name = "OutcomeUnknown";
    this.reason = reason;
    this.method = method;
  }
}
