// Refusals and faults as RFC 9457 problem documents; the one table from the kind of a refusal to an HTTP status.
import { STATUS_CODES } from "node:http";
import { isRefusal, Refusal, type RefusalKind } from "@souk/errors";

export const PROBLEM_CONTENT_TYPE = "application/problem+json";

export const statusOfKind: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  unprocessable: 422,
  precondition_required: 428,
  too_many_requests: 429,
  unavailable: 503,
};

const INTERNAL_STATUS = 500;
const RETRY_AFTER_DEFAULT_SECONDS = 5;

export type ProblemAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly document: Readonly<Record<string, unknown>>;
};
export type ProblemPlace = { readonly instance: string | undefined; readonly requestId: string | undefined };

function headersOf(refusal: Refusal): Record<string, string> {
  const { retryAfterSeconds, extra } = refusal.details;
  const headers: Record<string, string> = {};
  if (refusal.kind === "unauthenticated") {
    headers["www-authenticate"] =
      refusal.code === "token_invalid" ? 'Bearer realm="souk", error="invalid_token"' : 'Bearer realm="souk"';
  }
  if (refusal.kind === "method_not_allowed" && Array.isArray(extra?.allow))
    headers.allow = extra.allow.join(", ");
  const waits = refusal.kind === "unavailable" || refusal.kind === "too_many_requests";
  if (retryAfterSeconds !== undefined || waits) {
    headers["retry-after"] = String(Math.max(0, Math.ceil(retryAfterSeconds ?? RETRY_AFTER_DEFAULT_SECONDS)));
  }
  return headers;
}

function documentOf(status: number, code: string, place: ProblemPlace): Record<string, unknown> {
  return {
    type: `/problems/${code}`,
    title: STATUS_CODES[status],
    status,
    code,
    instance: place.instance,
    requestId: place.requestId,
  };
}

/** What the caller is told. A fault of ours says nothing about itself but the id under which it is found in the log. */
export function problemOf(error: unknown, place: ProblemPlace): ProblemAnswer {
  if (!isRefusal(error)) {
    return {
      status: INTERNAL_STATUS,
      headers: {},
      document: documentOf(INTERNAL_STATUS, "internal_error", place),
    };
  }
  const status = statusOfKind[error.kind];
  const { fields, extra } = error.details;
  const document = {
    ...extra,
    ...documentOf(status, error.code, place),
    detail: error.message,
    ...(fields ? { errors: fields } : {}),
  };
  return { status, headers: headersOf(error), document };
}

const refusalsOfFramework: Readonly<Record<string, readonly [RefusalKind, string, string]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: ["invalid", "body_not_json", "The body is not valid JSON."],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    "invalid",
    "body_length_wrong",
    "The body is not as long as Content-Length says.",
  ],
  FST_ERR_CTP_BODY_TOO_LARGE: ["payload_too_large", "body_too_large", "The body is too large."],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    "unsupported_media_type",
    "media_type_unsupported",
    "Send the body as application/json.",
  ],
  FST_ERR_BAD_URL: ["invalid", "url_invalid", "The URL is not correctly encoded."],
  FST_ERR_MAX_PARAM_LENGTH: ["invalid", "url_too_long", "A part of the URL is too long."],
  FST_ERR_HANDLER_TIMEOUT: ["unavailable", "timed_out", "This took too long. Try again later."],
};

/** Fastify's own errors about a request in our words; what is no client's fault comes back as it was. */
export function refusalOfFramework(error: unknown): unknown {
  if (!(error instanceof Error) || isRefusal(error)) return error;
  const known =
    "code" in error && typeof error.code === "string" ? refusalsOfFramework[error.code] : undefined;
  if (known !== undefined) return new Refusal(known[0], known[1], known[2], { cause: error });
  const status =
    "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : INTERNAL_STATUS;
  const isClientFault = status >= statusOfKind.invalid && status < INTERNAL_STATUS;
  return isClientFault
    ? new Refusal("invalid", "request_invalid", "The request cannot be read.", { cause: error })
    : error;
}
