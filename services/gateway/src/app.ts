// The only public door: puts the services' routes, the pages and the files of the shop behind one origin, and guards it.
import { constants } from "node:zlib";
import compress from "@fastify/compress";
import cors from "@fastify/cors";
import { createHttpApp, mountRoutes, type MountContext, type Route, type TokenVerifier } from "@souk/http";
import type { Telemetry } from "@souk/telemetry";
import type { FastifyInstance, FastifyPluginAsync } from "fastify";
import { mountApiReference } from "./api-reference.ts";
import type { Config } from "./config.ts";
import { BROTLI_QUALITY, COMPRESSED_BYTES_MIN, createDocumentCompression } from "./document-compression.ts";
import { stripIdentityHeaders } from "./identity-headers.ts";
import { createLoadGate, watchLoopDelay } from "./load-shedding.ts";
import { documentRoute, ownRoutes } from "./routes.ts";
import {
  createPagePolicy,
  headersOfEveryAnswer,
  headersOverHttps,
  isHtml,
  mailboxPolicy,
  setPolicy,
} from "./security-headers.ts";
import { type ClientAddress, createClientAddress } from "./rate-limits/client-address.ts";
import { openCounters } from "./rate-limits/counters.ts";
import { createRateLimits, type LimitScope } from "./rate-limits/rate-limits.ts";
import { createRuleBook, pageRule } from "./rate-limits/rules.ts";
import { mountAssets, mountBackOffice } from "./static-files.ts";
import { mountPages, type PageHandler } from "./storefront.ts";
import { mountUpstream, type GatewayUpstream } from "./upstreams.ts";

const CORS_MAX_AGE_SECONDS = 600;
const IDLE_SWEEP_MS = 50;

export { readConfig, type Config } from "./config.ts";
export type { PageContext, PageHandler } from "./storefront.ts";
export type { GatewayUpstream } from "./upstreams.ts";

/** A service in the same process. */
export type GatewayMount = {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly verifier: TokenVerifier;
  readonly idempotencyDb: MountContext["idempotencyDb"];
  readonly telemetry: Telemetry;
};

export type GatewayOptions = {
  readonly config: Config;
  readonly telemetry: Telemetry;
  readonly mounts: readonly GatewayMount[];
  readonly upstreams: readonly GatewayUpstream[];
  readonly storefront?: PageHandler;
  /** The storefront's immutable, hashed client files, served below `/assets`. */
  readonly storefrontAssets?: { readonly directory: string };
  /** Shown at `/dev/mailbox`. */
  readonly mailbox?: FastifyPluginAsync;
  /** A single-page application served at `/admin`. */
  readonly backOffice?: { readonly directory: string };
  /** What is not ready yet; the shop can sell when nothing is. */
  readonly ready: () => Promise<readonly string[]>;
  readonly jwks: () => Promise<object>;
  /** Services verify again; where they are in this process they share this one, so that each token is checked once. */
  readonly verifier: TokenVerifier;
};

/** Builds the gateway; it listens when the caller says so. */
export async function buildGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const { config, telemetry } = options;
  const app = createHttpApp({
    telemetry,
    trustProxy: config.trustedHops,
    bodyLimitBytes: config.bodyLimitBytes,
    requestTimeoutMs: config.requestTimeoutMs,
  });
  app.server.maxConnections = config.connectionsMax;
  guard(app, config);
  if (config.corsOrigins.length > 0) await app.register(cors, corsOptions(config.corsOrigins));
  const addressOf = createClientAddress(config.trustedHops.length > 0);
  const parts = { ...options, addressOf, limit: await openLimits(app, options, addressOf) };
  await mountApi(app, parts);
  await mountUpstreams(app, parts);
  await mountPagesAndFiles(app, parts);
  return app;
}

/** What happens to every request, in one hook without a promise: it is let in or turned away, and its answer gets its headers. */
function guard(app: FastifyInstance, config: Config): void {
  const loopDelay = watchLoopDelay();
  const gate = createLoadGate({
    inFlightMax: config.inFlightMax,
    loopDelayMaxMs: config.loopDelayMaxMs,
    loopDelayMs: loopDelay.readMs,
  });
  // Without a trusted hop in front nobody can say that the outside is https, and this server itself is not.
  const mayBeHttps = config.trustedHops.length > 0;

  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(mayBeHttps && request.protocol === "https" ? headersOverHttps : headersOfEveryAnswer);
    const refusal = gate.enter(request.url);
    if (refusal !== undefined) return done(refusal);
    // Fastify's own onResponse is not called for a client that hangs up before the answer.
    reply.raw.once("close", gate.leave);
    stripIdentityHeaders(request.headers);
    return done();
  });
  app.addHook("onClose", (_app, done) => {
    loopDelay.stop();
    done();
  });
  // A connection whose last request was still on its way when the stop began is idle a moment later, and Node looks only once.
  app.addHook("preClose", (done) => {
    const sweep = setInterval(() => app.server.closeIdleConnections(), IDLE_SWEEP_MS);
    app.server.once("close", () => clearInterval(sweep));
    sweep.unref();
    done();
  });
}

/** Where limits are off nothing is put before any route. */
async function openLimits(
  app: FastifyInstance,
  options: GatewayOptions,
  addressOf: ClientAddress,
): Promise<LimitScope> {
  const { config, telemetry, verifier } = options;
  if (config.quotas === undefined) return () => undefined;
  const { counters, close } = await openCounters(config.quotas, config.redis, telemetry.log);
  app.addHook("onClose", (_app, done) => {
    close();
    done();
  });
  return createRateLimits({ counters, verifier, addressOf, metrics: telemetry.metrics });
}

type Parts = GatewayOptions & { readonly addressOf: ClientAddress; readonly limit: LimitScope };

/** The API answers in documents, so its compression keeps what it has compressed. */
async function mountApi(app: FastifyInstance, parts: Parts): Promise<void> {
  const { telemetry, config, mounts, verifier } = parts;
  const own = { verifier, idempotencyDb: undefined, telemetry };
  const ownRouteList = ownRoutes({
    telemetry,
    metricsToken: config.metricsToken,
    ready: parts.ready,
    jwks: parts.jwks,
  });
  const routes = [...mounts.flatMap((mount) => mount.routes), ...ownRouteList];
  await app.register(async (scope) => {
    parts.limit(scope, createRuleBook(routes));
    scope.addHook("onSend", createDocumentCompression());
    for (const mount of mounts) mountRoutes(scope, mount.routes, mount);
    mountRoutes(scope, [...ownRouteList, documentRoute(routes)], own);
    for (const url of ["/api", "/api/*"]) scope.all(url, (_request, reply) => reply.callNotFound());
  });
}

async function mountUpstreams(app: FastifyInstance, parts: Parts): Promise<void> {
  const { config, verifier, addressOf } = parts;
  const shared = {
    verifier,
    addressOf,
    timeoutMs: config.upstreamTimeoutMs,
    connectTimeoutMs: config.upstreamConnectTimeoutMs,
    bodyLimitBytes: config.pageBodyLimitBytes,
  };
  for (const upstream of parts.upstreams) {
    await app.register(async (scope) => {
      parts.limit(scope, createRuleBook(upstream.routes));
      await mountUpstream(scope, upstream, shared);
    });
  }
}

/** Files cost next to nothing and are not limited; pages are. */
async function mountPagesAndFiles(app: FastifyInstance, parts: Parts): Promise<void> {
  const { config, storefront, storefrontAssets, backOffice, mailbox, addressOf } = parts;
  const policyOf = createPagePolicy(config.formActionOrigins);
  const compressed = (mount: (scope: FastifyInstance) => void | Promise<void>) =>
    app.register(async (scope) => {
      await scope.register(compress, streamCompression);
      await scope.register(async (inner) => mount(inner));
    });

  await compressed((scope) => mountApiReference(scope, createPagePolicy([])));
  if (storefrontAssets) await compressed((scope) => mountAssets(scope, storefrontAssets.directory));
  if (backOffice)
    await compressed((scope) => mountBackOffice(scope, { directory: backOffice.directory, policyOf }));
  if (mailbox) await app.register((scope) => mountMailbox(scope, mailbox));
  if (storefront)
    await compressed((scope) => {
      parts.limit(scope, () => pageRule);
      mountPages(scope, {
        handler: storefront,
        policyOf,
        addressOf,
        bodyLimitBytes: config.pageBodyLimitBytes,
      });
    });
}

/** A page that is rendered piece by piece must leave piece by piece, so each is flushed. */
const streamCompression = {
  encodings: ["br" as const, "gzip" as const],
  threshold: COMPRESSED_BYTES_MIN,
  brotliOptions: {
    flush: constants.BROTLI_OPERATION_FLUSH,
    params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
  },
  zlibOptions: { flush: constants.Z_SYNC_FLUSH },
  globalDecompression: false,
};

async function mountMailbox(scope: FastifyInstance, mailbox: FastifyPluginAsync): Promise<void> {
  scope.addHook("onSend", async (_request, reply) => {
    if (isHtml(reply.getHeader("content-type")) && !reply.hasHeader("content-security-policy"))
      setPolicy(reply, mailboxPolicy);
  });
  await scope.register(mailbox, { prefix: "/dev/mailbox" });
}

function corsOptions(origins: readonly string[]) {
  return {
    origin: [...origins],
    methods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    allowedHeaders: [
      "authorization",
      "content-type",
      "idempotency-key",
      "if-match",
      "if-none-match",
      "x-order-token",
    ],
    exposedHeaders: [
      "etag",
      "location",
      "retry-after",
      "ratelimit",
      "ratelimit-policy",
      "idempotent-replayed",
      "x-request-id",
    ],
    maxAge: CORS_MAX_AGE_SECONDS,
  };
}
