// Services in other processes: what their routes let in is passed on to the replica that has least to do.
import { Refusal } from "@souk/errors";
import { assertAccess, findCaller, urlOf, type TokenVerifier } from "@souk/http";
import { continueTrace, currentTraceparent } from "@souk/telemetry";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ClientAddress } from "./rate-limits/client-address.ts";
import type { LimitedRoute } from "./rate-limits/rules.ts";
import { passBodies } from "./raw-bodies.ts";

/** A service elsewhere: the addresses of its replicas, and its routes as it declares them. What is not among them is not its business. */
export type GatewayUpstream = {
  readonly name: string;
  readonly routes: readonly LimitedRoute[];
  readonly urls: readonly string[];
};

export type UpstreamOptions = {
  readonly verifier: TokenVerifier;
  readonly addressOf: ClientAddress;
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly bodyLimitBytes: number;
};

const CONNECTIONS_PER_REPLICA_MAX = 256;

/** Other ways in which proxies say who the client is; ours is `X-Forwarded-For`, and nothing that a client wrote may look like it. */
const otherForwardedHeaders = { forwarded: undefined, "x-real-ip": undefined } as const;

type Replica = { readonly url: string; pending: number };

export async function mountUpstream(
  scope: FastifyInstance,
  upstream: GatewayUpstream,
  options: UpstreamOptions,
): Promise<void> {
  passBodies(scope, options.bodyLimitBytes);
  const { default: replyFrom } = await import("@fastify/reply-from"); // With a client of HTTP, which one process alone never needs.
  await scope.register(replyFrom, {
    undici: {
      connections: CONNECTIONS_PER_REPLICA_MAX,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      connect: { timeout: options.connectTimeoutMs },
    },
    disableRequestLogging: true,
  });
  const passOn = createPassOn(upstream, options.addressOf);
  for (const route of upstream.routes) {
    scope.route({
      method: route.method,
      url: urlOf(route),
      onRequest: async (request) => admit(route, request, options.verifier),
      handler: (request, reply) => continueTrace({ requestId: request.id }, () => passOn(reply)),
    });
  }
}

/** Who may not is turned away here. Whoever is let in the service checks again, and ownership only it can know. */
async function admit(
  { options: { access } }: LimitedRoute,
  { headers }: FastifyRequest,
  verifier: TokenVerifier,
): Promise<void> {
  if (access.kind === "machine") return; // `Authorization` is the provider's business there.
  assertAccess(access, await findCaller(headers.authorization, verifier));
}

function createPassOn({ name, urls }: GatewayUpstream, addressOf: ClientAddress) {
  const replicas = urls.map((url): Replica => ({ url, pending: 0 }));
  return (reply: FastifyReply): void => {
    const replica = leastPending(replicas);
    if (replica === undefined) throw unavailable(name);
    replica.pending += 1;
    reply.raw.once("close", () => {
      replica.pending -= 1;
    });
    reply.from(undefined, {
      getUpstream: () => replica.url,
      // Nothing is asked twice: the default repeats a GET ten times against a service that is shedding load, and `maxRetriesOn503: 0` does not stop it.
      retryDelay: () => null,
      rewriteRequestHeaders: (original, headers) => ({
        ...headers,
        ...otherForwardedHeaders,
        ...forwardedHeaders(original, addressOf),
      }),
      onError: (failed, { error }) => {
        void failed.send(unavailable(name, error));
      },
    });
  };
}

function leastPending(replicas: readonly Replica[]): Replica | undefined {
  let best: Replica | undefined;
  for (const replica of replicas) {
    if (best === undefined || replica.pending < best.pending) best = replica;
  }
  return best;
}

/** The services behind trust this hop, so what it says here is the whole truth. */
function forwardedHeaders(
  request: Pick<FastifyRequest, "ip" | "socket" | "host" | "protocol" | "id">,
  addressOf: ClientAddress,
): Record<string, string> {
  const traceparent = currentTraceparent();
  return {
    "x-forwarded-for": addressOf(request),
    "x-forwarded-host": request.host,
    "x-forwarded-proto": request.protocol,
    "x-request-id": request.id,
    ...(traceparent !== undefined && { traceparent }),
  };
}

function unavailable(name: string, cause?: Error): Refusal {
  return new Refusal("unavailable", "service_unavailable", `The ${name} service cannot answer now.`, {
    retryAfterSeconds: 1,
    ...(cause !== undefined && { cause }),
  });
}
