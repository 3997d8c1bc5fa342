// How a refusal crosses to another service and back, and what every other failure of a call means to the caller.
import { Code, ConnectError, decodeBinaryHeader, encodeBinaryHeader } from "@connectrpc/connect";
import {
  isRefusal,
  OutcomeUnknown,
  type OutcomeUnknownReason,
  Refusal,
  type RefusalDetails,
  type RefusalKind,
} from "@souk/errors";
import { REFUSAL_BYTES_MAX } from "./limits.ts";

const REFUSAL_HEADER = "souk-refusal-bin";
const OUTCOME_HEADER = "souk-outcome-unknown";

const codeByKind: Readonly<Record<RefusalKind, Code>> = {
  invalid: Code.InvalidArgument,
  unauthenticated: Code.Unauthenticated,
  forbidden: Code.PermissionDenied,
  not_found: Code.NotFound,
  method_not_allowed: Code.Unimplemented,
  conflict: Code.FailedPrecondition,
  gone: Code.NotFound,
  precondition_failed: Code.FailedPrecondition,
  payload_too_large: Code.ResourceExhausted,
  unsupported_media_type: Code.InvalidArgument,
  unprocessable: Code.InvalidArgument,
  precondition_required: Code.FailedPrecondition,
  too_many_requests: Code.ResourceExhausted,
  unavailable: Code.Unavailable,
};

/** What Connect itself says about a call; it passes without its message. */
const ownCodes: ReadonlySet<Code> = new Set([Code.Unimplemented, Code.DeadlineExceeded, Code.Canceled]);

const reasonByText: ReadonlyMap<string, OutcomeUnknownReason> = new Map(
  (["deadline_exceeded", "connection_lost", "peer_failed", "cancelled"] as const).map((reason) => [
    reason,
    reason,
  ]),
);

type WireRefusal = {
  kind: RefusalKind;
  code: string;
  message: string;
  details: Omit<RefusalDetails, "cause">;
};

/** What a handler threw, as it goes to the caller: a refusal whole, anything else without a word about its cause. */
export function toWireError(error: unknown): ConnectError {
  if (isRefusal(error)) return refusalToWire(error);
  if (error instanceof OutcomeUnknown)
    return new ConnectError("outcome unknown", Code.Unknown, { [OUTCOME_HEADER]: error.reason });
  if (isCallEnd(error)) return new ConnectError("call ended", error.code);
  return new ConnectError("internal error", Code.Internal);
}

/** A call that ended because its time was up or its caller had gone, or that nobody implements: no bug of the handler. */
export function isCallEnd(error: unknown): error is ConnectError {
  return error instanceof ConnectError && ownCodes.has(error.code);
}

function refusalToWire(refusal: Refusal): ConnectError {
  const { kind, code, message } = refusal;
  const { cause: _stays, ...details } = refusal.details;
  const whole = JSON.stringify({ kind, code, message, details } satisfies WireRefusal);
  // Details that do not fit a trailer are left behind: the code is what callers branch on.
  const text =
    Buffer.byteLength(whole) <= REFUSAL_BYTES_MAX
      ? whole
      : JSON.stringify({ kind, code, message, details: {} } satisfies WireRefusal);
  return new ConnectError("refused", codeByKind[kind], { [REFUSAL_HEADER]: encodeBinaryHeader(text) });
}

/** How a call failed: the peer said no, it was never asked, or nobody knows. */
export type CallFailure =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "unreachable" }
  | { readonly kind: "not_offered" }
  | { readonly kind: "too_large" }
  | { readonly kind: "misbuilt" }
  | { readonly kind: "unknown"; readonly reason: OutcomeUnknownReason; readonly relayed: boolean };

/** What the error of a transport means; `cancelled` says that the caller gave up itself. */
export function classifyFailure(error: ConnectError, cancelled: boolean): CallFailure {
  const refusal = error.metadata.get(REFUSAL_HEADER);
  if (refusal !== null) return { kind: "refused", refusal: refusalFromWire(refusal) };
  const outcome = error.metadata.get(OUTCOME_HEADER);
  if (outcome !== null)
    return { kind: "unknown", reason: reasonByText.get(outcome) ?? "peer_failed", relayed: true };
  if (cancelled) return { kind: "unknown", reason: "cancelled", relayed: false };
  if (error.code === Code.DeadlineExceeded)
    return { kind: "unknown", reason: "deadline_exceeded", relayed: false };
  if (error.code === Code.Unimplemented) return { kind: "not_offered" };
  if (error.isWireError && error.code !== Code.Unavailable)
    return { kind: "unknown", reason: "peer_failed", relayed: false };
  // Both sides have one limit, so a request that is too large is stopped here, before anything was sent.
  if (error.code === Code.ResourceExhausted && error.rawMessage.includes("writeMaxBytes"))
    return { kind: "too_large" };
  if (error.rawMessage.startsWith("serialize ")) return { kind: "misbuilt" };
  if (neverConnected(error)) return { kind: "unreachable" };
  return { kind: "unknown", reason: "connection_lost", relayed: false };
}

/** The error that the caller of the method gets; a message that cannot be encoded is its own bug and comes back as it is. */
export function toCallerError(
  failure: CallFailure,
  method: string,
  cause: ConnectError,
): Refusal | OutcomeUnknown | ConnectError {
  if (failure.kind === "refused") return failure.refusal;
  if (failure.kind === "unknown") return new OutcomeUnknown(failure.reason, method, cause);
  if (failure.kind === "unreachable") return serviceUnavailable(method, cause);
  if (failure.kind === "misbuilt") return cause;
  if (failure.kind === "too_large")
    return new Refusal("payload_too_large", "message_too_large", `The request of ${method} is too large.`, {
      cause,
    });
  return new Refusal(
    "unavailable",
    "service_unavailable",
    `${method} is not offered by the service that was asked.`,
    { cause },
  );
}

/** The clear "no": nothing was sent, so nothing happened. */
export function serviceUnavailable(method: string, cause?: unknown): Refusal {
  const details = { retryAfterSeconds: 1, ...(cause !== undefined && { cause }) };
  return new Refusal(
    "unavailable",
    "service_unavailable",
    `The service behind ${method} cannot be reached.`,
    details,
  );
}

function refusalFromWire(header: string): Refusal {
  const { kind, code, message, details }: WireRefusal = JSON.parse(
    new TextDecoder().decode(decodeBinaryHeader(header)),
  );
  return new Refusal(kind, code, message, details);
}

/** The node error at the bottom says which system call failed: these two come before any byte of the request. */
function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("syscall" in error && (error.syscall === "connect" || error.syscall === "getaddrinfo")) return true;
  // Several addresses of one name were tried, each refused.
  if (error instanceof AggregateError) return error.errors.every(neverConnected);
  return neverConnected(error.cause);
}
