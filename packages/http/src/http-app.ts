// A Fastify application that speaks Souk's dialect of HTTP: problem documents for every failure, request ids, no guessing.
import type { Socket } from "node:net";
import { Refusal } from "@souk/errors";
import type { Telemetry } from "@souk/telemetry";
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { createFaultReporter, pathOf } from "./faults.ts";
import { KnownPaths } from "./known-paths.ts";
import { PROBLEM_CONTENT_TYPE, refusalOfFramework } from "./problems.ts";
import { createRequestIds } from "./request-ids.ts";
import { createRequestRecorder } from "./request-log.ts";
import { trustedHops, type TrustedHops } from "./trusted-hops.ts";

export type HttpAppOptions = {
  readonly telemetry: Telemetry;
  /** Addresses and networks of the hops whose `X-Forwarded-*`, `X-Request-Id` and `traceparent` are believed; default none. */
  readonly trustProxy?: readonly string[];
  readonly bodyLimitBytes?: number;
  readonly requestTimeoutMs?: number;
  readonly keepAliveTimeoutMs?: number;
};

/** What `mountRoutes` needs to know of the application it mounts on. */
export type AppContext = { readonly paths: KnownPaths; readonly isTrusted: TrustedHops };

const BODY_LIMIT_BYTES = 262_144;
const PARAM_LENGTH_MAX = 255;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than load balancers keep an idle connection (60 s), so that we never close one that they are about to use. */
const KEEP_ALIVE_TIMEOUT_MS = 72_000;

const contexts = new WeakMap<object, AppContext>();

/** The context of an application, also of its plugins' encapsulated instances, which share the server. */
export function contextOf(app: FastifyInstance): AppContext {
  const context = contexts.get(app.server);
  if (context === undefined)
    throw new Error("Routes can only be mounted on an application made with createHttpApp.");
  return context;
}

const unreadable = new Map([
  ["HPE_HEADER_OVERFLOW", "431 Request Header Fields Too Large"],
  ["ERR_HTTP_REQUEST_TIMEOUT", "408 Request Timeout"],
]);

/** What is no HTTP never becomes a request; it is answered on the bare socket. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const statusLine = unreadable.get(error.code ?? "") ?? "400 Bad Request";
  const [status = "", ...title] = statusLine.split(" ");
  const code = "request_unreadable";
  const document = JSON.stringify({
    type: `/problems/${code}`,
    title: title.join(" "),
    status: Number(status),
    code,
  });
  const head = `HTTP/1.1 ${statusLine}\r\ncontent-type: ${PROBLEM_CONTENT_TYPE}\r\ncontent-length: ${Buffer.byteLength(document)}\r\nconnection: close\r\n\r\n`;
  socket.end(head + document, () => socket.destroy());
}

/** The refusal for an address that has no route for the method. */
function unroutedRefusal(allow: readonly string[]): Refusal {
  if (allow.length === 0)
    return new Refusal("not_found", "route_not_found", "There is nothing at this address.");
  return new Refusal("method_not_allowed", "method_not_allowed", `This address takes ${allow.join(", ")}.`, {
    extra: { allow },
  });
}

/** An application without routes; `mountRoutes` adds them. */
export function createHttpApp(options: HttpAppOptions): FastifyInstance {
  const { telemetry, trustProxy = [] } = options;
  const isTrusted = trustedHops(trustProxy);
  const paths = new KnownPaths();
  const faults = createFaultReporter(telemetry);
  const record = createRequestRecorder(telemetry, "any", "unknown");

  const answerUnrouted = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    faults.answer(error, request, reply);
    record(request, reply);
  };
  const answerUnknown = (request: FastifyRequest, reply: FastifyReply): void => {
    const allow = paths.methodsOf(pathOf(request.url));
    if (request.method === "OPTIONS" && allow.length > 0)
      reply.code(204).header("allow", allow.join(", ")).send();
    else answerUnrouted(unroutedRefusal(allow), request, reply);
  };

  const app = fastify({
    logger: false, // It would make a child for each request; ours knows the request by itself.
    genReqId: createRequestIds(isTrusted),
    requestIdHeader: false,
    trustProxy: (address) => isTrusted(address),
    bodyLimit: options.bodyLimitBytes ?? BODY_LIMIT_BYTES,
    requestTimeout: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    keepAliveTimeout: options.keepAliveTimeoutMs ?? KEEP_ALIVE_TIMEOUT_MS,
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    return503OnClosing: false, // Requests that were accepted before the stop are served; readiness has told the balancer already.
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, request, reply) => answerUnrouted(refusalOfFramework(error), request, reply),
  });
  contexts.set(app.server, { paths, isTrusted });
  app.setErrorHandler((error, request, reply) => faults.answer(refusalOfFramework(error), request, reply));
  app.setNotFoundHandler(answerUnknown);
  return app;
}
