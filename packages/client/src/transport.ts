// One call to the API: address, headers, body, time limit, and an error that callers can match.
import { ApiProblem, parseProblem } from "./problem.ts";

export const TIMEOUT_MS_DEFAULT = 10_000;

/** `fetch`, or anything like it that takes a text address: tests and the one-process shape hand in their own. */
export type ApiFetch = (url: string, init: RequestInit) => Promise<Response>;

/** What a single call may say beside its content. */
export type CallOptions = {
  /** Same key and body: the first answer again. A caller that may repeat a request keeps the key and sends it again. */
  readonly idempotencyKey?: string;
  /** The version an edit was made from, for `If-Match`. */
  readonly etag?: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
};

/** What came back. `etag` goes into the next edit; `replayed` tells that an idempotency key had been seen before. */
export type ApiAnswer<Data> = {
  readonly data: Data;
  readonly status: number;
  readonly etag: string | null;
  readonly replayed: boolean;
};

/** A list is sent as the name repeated. */
export type QueryValues = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
export type ApiRequest = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: QueryValues | undefined;
  readonly body?: unknown;
  readonly options?: CallOptions | undefined;
};
export type Connection = {
  readonly baseUrl: string;
  readonly fetch: ApiFetch;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
};

function addressOf(connection: Connection, { path, query = {} }: ApiRequest): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) {
      if (each !== undefined && each !== "") search.append(name, String(each));
    }
  }
  return `${connection.baseUrl}${path}${search.size > 0 ? `?${search}` : ""}`;
}

function headersOf(connection: Connection, { body, options = {} }: ApiRequest): Record<string, string> {
  return {
    accept: "application/json, application/pdf",
    ...connection.headers,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(options.idempotencyKey === undefined ? {} : { "idempotency-key": options.idempotencyKey }),
    ...(options.etag === undefined ? {} : { "if-match": options.etag }),
  };
}

function failureOf(error: unknown, callerSignal: AbortSignal | undefined): unknown {
  if (callerSignal?.aborted) return error; // The caller gave up: that is not the server's fault, and no problem to show.
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return new ApiProblem({
      status: 0,
      code: "timeout",
      message: "The server did not answer in time.",
      cause: error,
    });
  }
  return new ApiProblem({
    status: 0,
    code: "unreachable",
    message: "The server could not be reached.",
    cause: error,
  });
}

/** The body as data; nothing where it is not JSON, and the caller says what that means. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- The one place where what came over the wire gets the type that the contract says.
function parseJson<Data>(body: string): { readonly data: Data } | undefined {
  try {
    return { data: JSON.parse(body === "" ? "null" : body) };
  } catch {
    return undefined;
  }
}

function ask(connection: Connection, request: ApiRequest): Promise<Response> {
  const { signal, timeoutMs = connection.timeoutMs } = request.options ?? {};
  const limit = AbortSignal.timeout(timeoutMs);
  return connection.fetch(addressOf(connection, request), {
    method: request.method,
    headers: headersOf(connection, request),
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
}

async function exchange(
  connection: Connection,
  request: ApiRequest,
): Promise<{ response: Response; body: string }> {
  try {
    const response = await ask(connection, request);
    return { response, body: await response.text() };
  } catch (error) {
    throw failureOf(error, request.options?.signal);
  }
}

/** Does one call whose answer is a file: it is handed on as it comes, without being held whole. */
export async function sendForFile(connection: Connection, request: ApiRequest): Promise<Response> {
  const response = await ask(connection, request).catch((error: unknown) => {
    throw failureOf(error, request.options?.signal);
  });
  if (response.ok) return response;
  throw parseProblem(response.status, parseJson<unknown>(await response.text())?.data, response.headers);
}

/** Does one call; the contract says what the answer is, so it is not checked again here. */
export async function send<Data>(connection: Connection, request: ApiRequest): Promise<ApiAnswer<Data>> {
  const { response, body } = await exchange(connection, request);
  if (!response.ok) throw parseProblem(response.status, parseJson<unknown>(body)?.data, response.headers);
  const parsed = parseJson<Data>(body);
  if (parsed === undefined) {
    throw new ApiProblem({
      status: response.status,
      code: "unexpected_answer",
      message: "The server's answer could not be read.",
    });
  }
  return {
    data: parsed.data,
    status: response.status,
    etag: response.headers.get("etag"),
    replayed: response.headers.get("idempotent-replayed") === "true",
  };
}
