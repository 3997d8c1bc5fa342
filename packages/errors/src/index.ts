// What a part of Souk says when it will not do what was asked. The table from kind to HTTP status lives in packages/http.

/** Why something was refused, in the words of the edge; packages/http maps each to one HTTP status. */
export type RefusalKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "gone"
  | "precondition_failed"
  | "payload_too_large"
  | "unsupported_media_type"
  | "unprocessable"
  | "precondition_required"
  | "too_many_requests"
  | "unavailable";

/** One wrong field of a request; `pointer` is a JSON Pointer into the body, such as `/lines/0/quantity`. */
export type FieldError = { readonly pointer: string; readonly code: string; readonly message: string };

/** What a refusal may carry besides its code: wrong fields, extra members of the problem document, when to try again. */
export type RefusalDetails = {
  readonly fields?: readonly FieldError[];
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
};

/** A refusal that only the edge reports. Its `code` is stable and is what callers match; its message is for people. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly details: RefusalDetails;

  // oxlint-disable-next-line max-params -- kind, code and message read as one sentence wherever something is refused
  constructor(kind: RefusalKind, code: string, message: string, details: RefusalDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "Refusal";
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

/** Tells a refusal, which the caller is told of, from a bug, which it is not. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Refusal;
}

/** Marks the place after the last case of a `switch`: the compiler complains when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
export { OutcomeUnknown, type OutcomeUnknownReason } from "./outcome-unknown.ts";
