// Lets a handler in the style of the Fetch API (the server-rendered storefront) answer the requests of this server.
import { Readable } from "node:stream";
import { isRefusal, Refusal } from "@souk/errors";
import { continueTrace } from "@souk/telemetry";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ClientAddress } from "./rate-limits/client-address.ts";
import { passBodies } from "./raw-bodies.ts";
import {
  createNonce,
  isHtml,
  OPENS_TO_HEADER,
  openToOf,
  type PagePolicy,
  setPolicy,
} from "./security-headers.ts";

/** What the page needs to know besides the request: the nonce of its scripts, and who asks. */
export type PageContext = { readonly nonce: string; readonly requestId: string; readonly clientIp: string };

export type PageHandler = (request: Request, context: PageContext) => Promise<Response>;

export type PagesOptions = {
  readonly handler: PageHandler;
  readonly policyOf: PagePolicy;
  readonly addressOf: ClientAddress;
  readonly bodyLimitBytes: number;
};

/** They belong to one connection, never to a message that is passed on. */
const connectionHeaders: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Everything that no other route answers is a page. */
export function mountPages(scope: FastifyInstance, options: PagesOptions): void {
  passBodies(scope, options.bodyLimitBytes);
  scope.route({
    method: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    url: "/*",
    handler: async (request, reply) => {
      const nonce = createNonce();
      const controller = new AbortController();
      reply.raw.once("close", () => {
        if (!reply.raw.writableFinished) controller.abort();
      });
      const page = toFetchRequest(request, controller.signal);
      const context = { nonce, requestId: request.id, clientIp: options.addressOf(request) };
      const response = await continueTrace({ requestId: request.id }, () =>
        options.handler(page, context),
      ).catch((error: unknown) => {
        throw refusalOfBody(request) ?? error;
      });
      copyHead(response, reply);
      const openTo = openToOf(response.headers.get(OPENS_TO_HEADER));
      if (isHtml(reply.getHeader("content-type"))) setPolicy(reply, options.policyOf(nonce, openTo));
      return reply.send(bodyOf(response, request.method));
    },
  });
}

function toFetchRequest(request: FastifyRequest, signal: AbortSignal): Request {
  const url = `${request.protocol}://${request.host}${request.raw.url}`;
  if (!request.url.startsWith("/") || !URL.canParse(url))
    throw new Refusal("invalid", "url_invalid", "The address of the request cannot be read.");
  const init = { method: request.method, headers: toFetchHeaders(request), signal };
  const { body } = request;
  if (!(body instanceof Readable)) return new Request(url, init);
  const withBody = { ...init, body: toFetchBody(body), duplex: "half" };
  return new Request(url, withBody);
}

/** The page only learns that reading failed; a body that was too large is the client's fault and is told so. */
function refusalOfBody({ body }: FastifyRequest): Refusal | undefined {
  const fault = body instanceof Readable ? body.errored : undefined;
  return isRefusal(fault) ? fault : undefined;
}

/** Node's own conversion gives a stream whose type the Fetch API does not take. */
function toFetchBody(body: Readable): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => {
      body.destroy();
    },
  });
}

/** Ends the rendering when nobody listens any more; an async generator would wait for the next piece first. */
function toNodeBody(body: ReadableStream<Uint8Array>): Readable {
  const reader = body.getReader();
  const readable = new Readable({
    read() {
      reader.read().then(
        ({ done, value }) => this.push(done ? null : value),
        (cause: unknown) => this.destroy(new Error("The page broke off.", { cause })),
      );
    },
  });
  return readable.once("close", () => void giveUp(reader));
}

async function giveUp(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    await reader.cancel();
  } catch {
    return; // It broke off by itself, which `read` has reported.
  }
}

function toFetchHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (!connectionHeaders.has(name)) headers.set(name, String(value));
  }
  return headers;
}

function copyHead(response: Response, reply: FastifyReply): void {
  reply.code(response.status);
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie" && name !== OPENS_TO_HEADER && !connectionHeaders.has(name))
      reply.header(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
}

function bodyOf(response: Response, method: string): Readable | undefined {
  if (response.body === null || method === "HEAD") return undefined;
  return toNodeBody(response.body);
}
