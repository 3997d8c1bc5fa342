// Calls between services in one process: the same rules and the same encoding as over the network, without the network.
import { randomBytes } from "node:crypto";
import { createClient, type Transport } from "@connectrpc/connect";
import type { Telemetry } from "@souk/telemetry";
import { createCallTransport } from "./call-transport.ts";
import { handlerRules, offerOf } from "./handlers.ts";
import { createInMemoryTransport, InMemoryEndpoints } from "./in-memory-transport.ts";
import { SERVICE_SECRET_BYTES_MIN } from "./limits.ts";
import type { Rpc, RpcRegistration } from "./rpc.ts";
import {
  createServiceTokenIssuer,
  createServiceTokenVerifier,
  type ServiceTokenVerifier,
} from "./service-token.ts";

export type InMemoryRpcOptions = {
  /** Read when the first call is made, so that services which need each other can be built one after the other. */
  readonly register: readonly RpcRegistration[];
  /** The calling service's: its `service` is the identity that handlers see. */
  readonly telemetry: Telemetry;
  /** Signs and checks the caller's identity; one made for this process where none is given. */
  readonly secret?: Uint8Array;
  /** Full names of methods that may be repeated, besides those that say so in their protobuf file. */
  readonly idempotentMethods?: readonly string[];
  readonly now?: () => Date;
};

/** How one service reaches the others in its own process. */
export function createInMemoryRpc(options: InMemoryRpcOptions): Rpc {
  const { telemetry, idempotentMethods = [], now = () => new Date() } = options;
  const secret = options.secret ?? randomBytes(SERVICE_SECRET_BYTES_MIN);
  const verify = createServiceTokenVerifier({ secret, now });
  let carrier: Pick<Transport, "unary"> | undefined;
  const transport = createCallTransport({
    telemetry,
    idempotentMethods,
    serviceToken: createServiceTokenIssuer({ service: telemetry.service, secret, now }),
    routeTo: (peer) => {
      carrier ??= createInMemoryTransport(endpointsOf(options, verify));
      return { transport: carrier, peer };
    },
  });
  return { client: (service) => createClient(service, transport) };
}

function endpointsOf(
  { register, telemetry: callers }: InMemoryRpcOptions,
  verify: ServiceTokenVerifier,
): InMemoryEndpoints {
  const endpoints = new InMemoryEndpoints();
  for (const registration of register) {
    const { implementations, telemetry } = offerOf(registration, callers);
    implementations(endpoints.routerFor(handlerRules(telemetry, verify)));
  }
  return endpoints;
}
