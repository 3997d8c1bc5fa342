// The gateway's own routes: what operators, balancers and other programs ask of it.
import { timingSafeEqual, createHash } from "node:crypto";
import { Refusal } from "@souk/errors";
import {
  anyone,
  etagOf,
  healthRoutes,
  json,
  machine,
  openApiDocument,
  preserialized,
  route,
  stream,
  type Route,
} from "@souk/http";
import type { Telemetry } from "@souk/telemetry";
import type { FastifyRequest } from "fastify";

const KEYS_MAX_AGE_SECONDS = 300;
const API_VERSION = "1.0.0";

export type OwnRoutesOptions = {
  readonly telemetry: Telemetry;
  readonly metricsToken: string | undefined;
  readonly ready: () => Promise<readonly string[]>;
  readonly jwks: () => Promise<object>;
};

export function ownRoutes(options: OwnRoutesOptions): readonly Route[] {
  const { telemetry, metricsToken } = options;
  return [
    ...healthRoutes({ ready: options.ready }),
    route(
      "GET /.well-known/jwks.json",
      {
        summary: "The public keys that access tokens are signed with",
        tags: ["platform"],
        access: anyone(),
        ownership: "none",
        absolute: true,
        cost: 0,
      },
      async () =>
        json(await options.jwks(), {
          headers: { "cache-control": `public, max-age=${KEYS_MAX_AGE_SECONDS}` },
        }),
    ),
    route(
      "GET /metrics",
      {
        summary: "Metrics for Prometheus",
        tags: ["platform"],
        access: machine("this machine, or the operators' token"),
        ownership: "none",
        absolute: true,
        hidden: true,
      },
      async ({ request }) => {
        if (!mayReadMetrics(request, metricsToken))
          throw new Refusal("not_found", "route_not_found", "There is nothing at this address.");
        const { registry } = telemetry.metrics;
        return stream(registry.contentType, Buffer.from(await registry.metrics()));
      },
    ),
  ];
}

/** The OpenAPI document of the whole API, serialised once. */
export function documentRoute(routes: readonly Route[]): Route {
  const body = Buffer.from(
    JSON.stringify(openApiDocument(routes, { title: "Souk API", version: API_VERSION })),
  );
  const etag = etagOf(body.toString("utf8"));
  return route(
    "GET /api/openapi.json",
    {
      summary: "This document",
      tags: ["platform"],
      access: anyone(),
      ownership: "none",
      absolute: true,
      hidden: true,
    },
    () => preserialized(body, etag),
  );
}

/** A proxy on this machine makes every client look local, but says so in a header. */
function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  const { authorization } = request.headers;
  if (token !== undefined && authorization !== undefined)
    return digestsEqual(authorization, `Bearer ${token}`);
  const isForwarded = ["x-forwarded-for", "forwarded", "via"].some((name) => name in request.headers);
  return !isForwarded && ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.ip);
}

function digestsEqual(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
