// Puts declared routes on a Fastify application.
import { newId, type AnyDb } from "@souk/db";
import type { Telemetry } from "@souk/telemetry";
import type { FastifyInstance } from "fastify";
import { acceptJson, acceptRaw, ignoreBody } from "./bodies.ts";
import { createFaultReporter } from "./faults.ts";
import { contextOf } from "./http-app.ts";
import { IdempotentCalls } from "./idempotency.ts";
import { createRequestRecorder } from "./request-log.ts";
import type { Route } from "./route.ts";
import { RouteServer, type ServeContext } from "./serve.ts";
import type { TokenVerifier } from "./tokens.ts";
import { acceptFile } from "./uploads.ts";

export const API_PREFIX = "/api/v1";

export type MountContext = {
  /** Default `/api/v1`. */
  readonly prefix?: string;
  readonly verifier: TokenVerifier;
  /** The service's own database with the migrations of this package; without one, keys that are only accepted have no effect. */
  readonly idempotencyDb: AnyDb | undefined;
  readonly telemetry: Telemetry;
  readonly newId?: () => string;
  /** For tests: an answer that is not what its `response` schema says becomes a 500. */
  readonly checkResponses?: boolean;
  readonly idempotencyLeaseMs?: number;
  readonly idempotencyWaitMs?: number;
};

/** The address of a route: below the prefix, unless it is absolute. */
export function urlOf(
  { path, options }: Pick<Route, "path"> & { readonly options: Pick<Route["options"], "absolute"> },
  prefix: string = API_PREFIX,
): string {
  return options.absolute === true ? path : `${prefix}${path}`;
}

type BodyReading = { readonly accept: (app: FastifyInstance) => void; readonly routes: readonly Route[] };

/** Each way of reading bodies is an encapsulated instance, since Fastify's parsers belong to instances. */
function byBody(routes: readonly Route[]): readonly BodyReading[] {
  const isRaw = (route: Route) => route.options.rawBody === true;
  const isFile = (route: Route) => route.options.rawBody === "file";
  const isJson = (route: Route) => route.options.body !== undefined;
  return [
    { accept: acceptRaw, routes: routes.filter(isRaw) },
    { accept: acceptFile, routes: routes.filter(isFile) },
    { accept: acceptJson, routes: routes.filter(isJson) },
    {
      accept: ignoreBody,
      routes: routes.filter((route) => !isRaw(route) && !isFile(route) && !isJson(route)),
    },
  ];
}

function createServeContext(app: FastifyInstance, context: MountContext): ServeContext {
  const {
    telemetry,
    verifier,
    idempotencyDb: db,
    idempotencyLeaseMs: leaseMs,
    idempotencyWaitMs: waitMs,
  } = context;
  const idempotency = { newId: context.newId ?? newId, log: telemetry.log, leaseMs, waitMs };
  return {
    verifier,
    telemetry,
    faults: createFaultReporter(telemetry),
    isTrusted: contextOf(app).isTrusted,
    idempotentCalls: db === undefined ? undefined : new IdempotentCalls({ db, ...idempotency }),
    checkResponses: context.checkResponses ?? false,
  };
}

function mountRoute(
  app: FastifyInstance,
  url: string,
  { route, context }: { route: Route; context: ServeContext },
): void {
  const { method, options } = route;
  const server = new RouteServer(route, context);
  const record = createRequestRecorder(context.telemetry, method, url);
  app.route({
    method,
    url,
    ...(options.bodyLimitBytes !== undefined && { bodyLimit: options.bodyLimitBytes }),
    ...(method !== "GET" && { onRequest: (request) => server.admitEarly(request) }),
    onResponse: (request, reply, done) => {
      record(request, reply);
      done();
    },
    handler: (request, reply) => server.handle(request, reply),
  });
}

/** Adds the routes to an application made with `createHttpApp`, or to a plugin of it; before it is ready. */
export function mountRoutes(app: FastifyInstance, routes: readonly Route[], context: MountContext): void {
  const { paths } = contextOf(app);
  const needsKeys = routes.find((route) => route.idempotency === "required");
  if (needsKeys !== undefined && context.idempotencyDb === undefined) {
    throw new Error(
      `${needsKeys.method} ${needsKeys.path} requires idempotency keys, and there is no database to keep them.`,
    );
  }
  const serveContext = createServeContext(app, context);
  for (const { accept, routes: sameBody } of byBody(routes)) {
    if (sameBody.length === 0) continue;
    void app.register(async (child) => {
      accept(child);
      for (const route of sameBody)
        mountRoute(child, urlOf(route, context.prefix), { route, context: serveContext });
    });
  }
  for (const route of routes) paths.add(route.method, `${app.prefix}${urlOf(route, context.prefix)}`);
}
