// Services in other processes: their part of the API is passed on to the replica that has least to do.
import replyFrom from "@fastify/reply-from";
import { Refusal } from "@souk/errors";
import { continueTrace, currentTraceparent } from "@souk/telemetry";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { passBodies } from "./raw-bodies.ts";

/** A service elsewhere: the addresses of its replicas, and the paths below which everything is its business. */
export type GatewayUpstream = {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly urls: readonly string[];
};

export type UpstreamOptions = {
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly bodyLimitBytes: number;
};

const CONNECTIONS_PER_REPLICA_MAX = 256;

type Replica = { readonly url: string; pending: number };

export async function mountUpstream(
  scope: FastifyInstance,
  upstream: GatewayUpstream,
  options: UpstreamOptions,
): Promise<void> {
  passBodies(scope, options.bodyLimitBytes);
  await scope.register(replyFrom, {
    undici: {
      connections: CONNECTIONS_PER_REPLICA_MAX,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      connect: { timeout: options.connectTimeoutMs },
    },
    disableRequestLogging: true,
  });
  const replicas = upstream.urls.map((url): Replica => ({ url, pending: 0 }));
  const pass = (request: FastifyRequest, reply: FastifyReply): void =>
    continueTrace({ requestId: request.id }, () => passOn(reply));
  const passOn = (reply: FastifyReply): void => {
    const replica = leastPending(replicas);
    if (replica === undefined) throw unavailable(upstream.name);
    replica.pending += 1;
    reply.raw.once("close", () => {
      replica.pending -= 1;
    });
    reply.from(undefined, {
      getUpstream: () => replica.url,
      // Nothing is asked twice: the default repeats a GET ten times against a service that is shedding load, and `maxRetriesOn503: 0` does not stop it.
      retryDelay: () => null,
      rewriteRequestHeaders: (original, headers) => ({ ...headers, ...forwardedHeaders(original) }),
      onError: (failed, { error }) => {
        void failed.send(unavailable(upstream.name, error));
      },
    });
  };
  for (const prefix of upstream.prefixes) {
    scope.all(prefix, pass);
    scope.all(`${prefix}/*`, pass);
  }
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
  request: Pick<FastifyRequest, "ip" | "host" | "protocol" | "id">,
): Record<string, string> {
  const traceparent = currentTraceparent();
  return {
    "x-forwarded-for": request.ip,
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
