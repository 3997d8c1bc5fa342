// What a call is answered that cannot be done: {"error": {type, code, message, …}} with Stripe's statuses.
export type ErrorType = "invalid_request_error" | "card_error" | "api_error" | "idempotency_error";

export type ErrorFacts = {
  readonly type: ErrorType;
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly payment_intent?: unknown;
};

/** Thrown by what the API does, answered by its error handler. */
export class ApiError extends Error {
  readonly status: number;
  readonly facts: ErrorFacts;

  constructor(status: number, facts: ErrorFacts) {
    super(facts.message);
    this.status = status;
    this.facts = facts;
  }
}

export function invalid(
  message: string,
  facts: { readonly code?: string; readonly param?: string } = {},
): ApiError {
  return new ApiError(400, { type: "invalid_request_error", message, ...facts });
}

export function missing(kind: string, id: string): ApiError {
  const facts = { code: "resource_missing", param: "id" };
  return new ApiError(404, { type: "invalid_request_error", message: `No such ${kind}: '${id}'`, ...facts });
}

/** An object that is not in a state for what was asked. */
export function unexpectedState(message: string, code = "payment_intent_unexpected_state"): ApiError {
  return invalid(message, { code });
}
