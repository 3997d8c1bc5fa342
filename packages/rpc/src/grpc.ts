// Calls to services in other processes: gRPC over HTTP/2, one connection for each peer.
import { createClient, type Transport } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { Refusal } from "@souk/errors";
import type { Telemetry } from "@souk/telemetry";
import { createCallTransport } from "./call-transport.ts";
import { MESSAGE_BYTES_MAX } from "./limits.ts";
import type { Rpc } from "./rpc.ts";
import type { ServiceTokenIssuer } from "./service-token.ts";

/** A connection that has been quiet for so long is checked before it is used. */
const PING_AFTER_QUIET_MS = 10_000;
const PING_ANSWER_MS = 1_000;

export type GrpcRpcOptions = {
  /** Where each service is, by its full protobuf name: `{ "souk.product.v1.StockService": "http://product:5000" }`. */
  readonly baseUrls: Readonly<Record<string, string>>;
  readonly telemetry: Telemetry;
  readonly serviceToken: ServiceTokenIssuer;
  /** Full names of methods that may be repeated, besides those that say so in their protobuf file. */
  readonly idempotentMethods?: readonly string[];
};

/** An `Rpc` that holds connections. */
export type GrpcRpc = Rpc & { readonly close: () => void };

/** How a service reaches the others over the network. */
export function createGrpcRpc(options: GrpcRpcOptions): GrpcRpc {
  const { telemetry, serviceToken, idempotentMethods = [] } = options;
  const routes = new Map<string, { transport: Transport; peer: string }>();
  const sessions = new Map<string, { transport: Transport; manager: Http2SessionManager }>();
  for (const [typeName, baseUrl] of Object.entries(options.baseUrls)) {
    const session = sessions.get(baseUrl) ?? connectTo(baseUrl);
    sessions.set(baseUrl, session);
    routes.set(typeName, { transport: session.transport, peer: baseUrl });
  }
  const transport = createCallTransport({
    telemetry,
    serviceToken,
    idempotentMethods,
    routeTo: (typeName) => {
      const route = routes.get(typeName);
      if (route === undefined)
        throw new Refusal("unavailable", "service_unavailable", `Nobody was named who offers ${typeName}.`);
      return route;
    },
  });
  return {
    client: (service) => createClient(service, transport),
    close: () => {
      for (const { manager } of sessions.values()) manager.abort();
    },
  };
}

function connectTo(baseUrl: string): { transport: Transport; manager: Http2SessionManager } {
  const manager = new Http2SessionManager(baseUrl, {
    pingIntervalMs: PING_AFTER_QUIET_MS,
    pingTimeoutMs: PING_ANSWER_MS,
  });
  const transport = createGrpcTransport({
    baseUrl,
    sessionManager: manager,
    acceptCompression: [],
    readMaxBytes: MESSAGE_BYTES_MAX,
    writeMaxBytes: MESSAGE_BYTES_MAX,
  });
  return { transport, manager };
}
