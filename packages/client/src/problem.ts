// What the client throws: the server's problem document (RFC 9457), or that no usable answer came.

/** One wrong field of a request; `pointer` is a JSON Pointer into the body, such as `/shippingAddress/city`. */
export type ApiFieldError = { readonly pointer: string; readonly code: string; readonly message: string };

type ProblemFields = {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly errors?: readonly ApiFieldError[];
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
};

/**
 * A request that was not done. `code` is stable and is what callers match. `status` is 0 where no answer came at all:
 * then `code` is `timeout` or `unreachable`, and the request may have been done nevertheless.
 */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly ApiFieldError[];
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** All other members of the problem document, such as the new quote of `price_changed`. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(fields: ProblemFields) {
    super(fields.message, { cause: fields.cause });
    this.name = "ApiProblem";
    this.status = fields.status;
    this.code = fields.code;
    this.errors = fields.errors ?? [];
    this.requestId = fields.requestId;
    this.retryAfterSeconds = fields.retryAfterSeconds;
    this.extra = fields.extra ?? {};
  }
}

/** Tells what the API said from a bug; with a code, whether it said that. */
export function isApiProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOr = (value: unknown, otherwise: string): string => (typeof value === "string" ? value : otherwise);

function parseFieldErrors(value: unknown): readonly ApiFieldError[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((entry) => ({
    pointer: textOr(entry["pointer"], ""),
    code: textOr(entry["code"], "invalid"),
    message: textOr(entry["message"], ""),
  }));
}

/** Reads a failed answer's body. A body that is no problem document (a proxy's error page) becomes `unexpected_answer`. */
export function parseProblem(status: number, body: unknown, headers: Headers): ApiProblem {
  const retryAfter = Number(headers.get("retry-after") ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : undefined;
  if (!isRecord(body)) {
    return new ApiProblem({
      status,
      code: "unexpected_answer",
      message: `The server answered ${status}.`,
      retryAfterSeconds,
    });
  }
  const {
    code,
    title,
    detail,
    errors,
    requestId,
    type: _type,
    status: _status,
    instance: _instance,
    ...extra
  } = body;
  return new ApiProblem({
    status,
    code: textOr(code, "unexpected_answer"),
    message: textOr(detail, textOr(title, `The server answered ${status}.`)),
    errors: parseFieldErrors(errors),
    requestId: typeof requestId === "string" ? requestId : undefined,
    retryAfterSeconds,
    extra,
  });
}
