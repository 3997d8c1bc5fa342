// From what a handler gave back to status, headers and bytes, and from there onto the wire.
import type { Readable } from "node:stream";
import { assertNever } from "@souk/errors";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Answer } from "./answers.ts";
import { etagOf, isNotModified } from "./etag.ts";

const JSON_CONTENT_TYPE = "application/json; charset=utf-8";
/** Kept by the browser, but asked about each time; by nobody in between. */
const CACHE_CONTROL_DEFAULT = "private, no-cache";
const OK = 200;
const NO_CONTENT = 204;
const NOT_MODIFIED = 304;

export type RenderedAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | Readable | undefined;
};
/** `declaredStatus` is the route's; a read gets an entity tag of its content where the handler names none. */
export type Rendering = { readonly declaredStatus: number; readonly isRead: boolean };

function renderJson(
  answer: Answer<unknown> | undefined,
  data: unknown,
  { declaredStatus, isRead }: Rendering,
): RenderedAnswer {
  const body = JSON.stringify(data);
  const status = answer?.status ?? declaredStatus;
  const named = answer?.content.kind === "json" ? answer.content.etag : undefined;
  const etag = named ?? (isRead && status === OK ? etagOf(body) : undefined);
  const headers = {
    "content-type": JSON_CONTENT_TYPE,
    "cache-control": CACHE_CONTROL_DEFAULT,
    ...(etag && { etag }),
    ...answer?.headers,
  };
  return { status, headers, body };
}

/** Pure: nothing has been sent, so that a failure in here can still be answered. */
export function renderAnswer(result: unknown, rendering: Rendering): RenderedAnswer {
  if (result === undefined) return { status: NO_CONTENT, headers: {}, body: undefined };
  if (!(result instanceof Answer)) return renderJson(undefined, result, rendering);
  const { content, headers = {} } = result;
  const status = result.status ?? rendering.declaredStatus;
  switch (content.kind) {
    case "json":
      return renderJson(result, content.data, rendering);
    case "document":
      return {
        status,
        headers: {
          "content-type": JSON_CONTENT_TYPE,
          "cache-control": CACHE_CONTROL_DEFAULT,
          etag: content.etag,
          ...headers,
        },
        body: content.body,
      };
    case "stream":
      return { status, headers: { "content-type": content.contentType, ...headers }, body: content.content };
    case "empty":
      return { status, headers, body: undefined };
    default:
      return assertNever(content);
  }
}

function isUnchanged({ status, headers }: RenderedAnswer, request: FastifyRequest): boolean {
  const { etag } = headers;
  if (etag === undefined || status !== OK) return false;
  const isRead = request.method === "GET" || request.method === "HEAD";
  return isRead && isNotModified(request.headers["if-none-match"], etag);
}

/** Sends it, or 304 where the caller has it already. */
export function sendAnswer(answer: RenderedAnswer, request: FastifyRequest, reply: FastifyReply): void {
  reply.header("x-request-id", request.id);
  for (const name in answer.headers) reply.header(name, answer.headers[name]);
  if (isUnchanged(answer, request)) {
    reply.removeHeader("content-type").code(NOT_MODIFIED).send();
    return;
  }
  reply.code(answer.status).send(answer.body);
}
