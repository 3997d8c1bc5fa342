// How a route is declared: method and path, who may call it, what is owned, its schemas, and its handler.
import type { IncomingHttpHeaders } from "node:http";
import type { Logger } from "@souk/telemetry";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Answer } from "./answers.ts";
import type { Access, Caller } from "./caller.ts";
import type { UploadedFile } from "./uploads.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type IdempotencyPolicy = "required" | "accepted" | "none";
/** `resourceId` was made when the key was first seen: the id of whatever the handler creates, the same in every retry. */
export type Idempotency = { readonly key: string; readonly resourceId: string };

export type HandlerInput<Params, Query, Body, Who extends Caller> = {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Who;
  readonly headers: IncomingHttpHeaders;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly idempotency: Idempotency | undefined;
  readonly requestId: string;
  readonly log: Logger;
};
export type ScopeInput<Params, Query, Body> = Pick<
  HandlerInput<Params, Query, Body, Caller>,
  "params" | "query" | "body" | "headers"
>;

export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** A result is checked against the `response` schema by the compiler. No result is 204. */
export type HandlerResult<Response> =
  | DeepReadonly<Response>
  | Answer<DeepReadonly<Response>>
  | Answer
  | undefined
  | void;

/** How a body that is no JSON reaches the handler: as the Buffer that was sent (`true`), or as a file on disk (`"file"`). */
export type RawBody = boolean | "file";

export type RouteOptions<Params, Query, Body, Response, Who extends Caller, Raw extends RawBody> = {
  readonly summary: string;
  readonly tags?: readonly string[];
  readonly access: Access<Who>;
  /** The rule in words, such as "own orders; staff with orders:read"; "none" only where nothing is owned. */
  readonly ownership: string;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly response?: z.ZodType<Response>;
  /** Default 200. */
  readonly status?: 200 | 201 | 202 | 204;
  /** "accepted" is the default of POST, "none" of the others. "none" on a POST: its answer must not be kept (tokens, codes). */
  readonly idempotency?: IdempotencyPolicy;
  /** What an unsigned caller's key belongs to; must contain what opens the answer, since a repeated key gets it without the handler. */
  readonly idempotencyScope?: (input: ScopeInput<Params, Query, Body>) => string | undefined;
  /** What the call takes from a rate limit; default 1, and 0 is free. */
  readonly cost?: number;
  /**
   * What is sent can be guessed (a password, a code, a mailed token): counted in the strict limit of sign-ins too, before the answer is known.
   * "when_refused": where most requests bring nothing that can be guessed, only those that are refused count, afterwards.
   */
  readonly guessable?: boolean | "when_refused";
  /**
   * Whatever its content type, the body reaches the handler as the Buffer that was sent; or, with "file", as a file that was written
   * while it arrived (`UploadedFile`), for what is too large for memory. `bodyLimitBytes` bounds both.
   */
  readonly rawBody?: Raw;
  readonly bodyLimitBytes?: number;
  /** Left out of the OpenAPI document. */
  readonly hidden?: boolean;
  /** The path is not below the prefix. */
  readonly absolute?: boolean;
};

export type AnyRouteOptions = RouteOptions<unknown, unknown, unknown, unknown, Caller, RawBody>;
export type AnyHandlerInput = HandlerInput<unknown, unknown, unknown, Caller>;

/** A declared route, ready for `mountRoutes`, `openApiDocument` and `accessTable`. */
export type Route = {
  readonly method: Method;
  readonly path: string;
  readonly options: AnyRouteOptions;
  readonly idempotency: IdempotencyPolicy;
  readonly cost: number;
  readonly handler: (input: AnyHandlerInput) => unknown;
};

const SIGNATURE = /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)$/;
const methods = new Map<string, Method>([
  ["GET", "GET"],
  ["POST", "POST"],
  ["PUT", "PUT"],
  ["PATCH", "PATCH"],
  ["DELETE", "DELETE"],
]);

type BodyAs<Raw extends RawBody, Body> = Raw extends "file" ? UploadedFile : Raw extends true ? Buffer : Body;

/** Declares a route. One without an access policy or an ownership rule neither compiles nor starts. */
export function route<
  Params = undefined,
  Query = undefined,
  Body = undefined,
  Response = unknown,
  Who extends Caller = Caller,
  Raw extends RawBody = false,
>(
  signature: `${Method} /${string}`,
  options: RouteOptions<Params, Query, Body, Response, Who, Raw>,
  handler: (
    input: HandlerInput<Params, Query, BodyAs<Raw, Body>, Who>,
  ) => HandlerResult<NoInfer<Response>> | Promise<HandlerResult<NoInfer<Response>>>,
): Route;
export function route(
  signature: string,
  options: AnyRouteOptions,
  handler: (input: AnyHandlerInput) => unknown,
): Route {
  const [, name = "", path = ""] = SIGNATURE.exec(signature) ?? [];
  const method = methods.get(name);
  if (method === undefined) throw new Error(`A route is declared as "GET /path", not "${signature}".`);
  const idempotency = options.idempotency ?? (method === "POST" ? "accepted" : "none");
  const declared: Route = { method, path, options, idempotency, cost: options.cost ?? 1, handler };
  for (const [isWrong, why] of faultsOf(declared)) {
    if (isWrong) throw new Error(`The route ${signature} ${why}.`);
  }
  return declared;
}

/** The types say most of this already; a declaration built from data or in plain JavaScript must not slip through. */
function faultsOf({ method, path, options, idempotency }: Route): (readonly [boolean, string])[] {
  const isRead = method === "GET";
  const isRaw = options.rawBody === true || options.rawBody === "file";
  return [
    [typeof options.access?.kind !== "string", "does not say who may call it (access)"],
    [
      typeof options.ownership !== "string" || options.ownership.trim() === "",
      "does not say what is owned (ownership)",
    ],
    [typeof options.summary !== "string" || options.summary.trim() === "", "has no summary"],
    [path.includes("/:") && options.params === undefined, "has a parameter in its path and no params schema"],
    [isRead && (options.body !== undefined || isRaw), "is a GET with a body"],
    [isRead && idempotency !== "none", "is a GET with an idempotency key"],
    [options.body !== undefined && isRaw, "has both a body schema and a raw body"],
  ];
}
