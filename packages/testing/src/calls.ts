// Calls to a shop's API as a client makes them.
import type { FastifyInstance } from "fastify";
import type { Person } from "./people.ts";

export type CallOptions = {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: Person;
  /** Sent as `Idempotency-Key`. */
  readonly key?: string;
  /** The path is not below `/api/v1`. */
  readonly absolute?: boolean;
};
export type CallAnswer = {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
};
export type Call = (method: CallMethod, path: string, options?: CallOptions) => Promise<CallAnswer>;
type CallMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";

export function createCaller(app: FastifyInstance): Call {
  return async (method, path, options = {}) => {
    const { body, headers, as, key, absolute } = options;
    const answer = await app.inject({
      method,
      url: absolute ? path : `/api/v1${path}`,
      headers: {
        ...(as && { authorization: `Bearer ${as.token}` }),
        ...(key !== undefined && { "idempotency-key": key }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { payload: isBytes(body) ? body : JSON.stringify(body) }),
    });
    const isJson = (answer.headers["content-type"] ?? "").includes("json");
    return {
      status: answer.statusCode,
      body: isJson && answer.body !== "" ? JSON.parse(answer.body) : undefined,
      text: answer.body,
      headers: answer.headers,
    };
  };
}

/** Text and bytes are sent as they are. */
function isBytes(body: unknown): body is string | Buffer {
  return typeof body === "string" || Buffer.isBuffer(body);
}
