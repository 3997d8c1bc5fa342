// The interface between services: what a service offers and how it reaches the others, whatever lies between them.
import type { DescService } from "@bufbuild/protobuf";
import type { Client, ConnectRouter } from "@connectrpc/connect";
import type { Telemetry } from "@souk/telemetry";

/** What a service offers to the others: `(router) => router.service(StockService, { … })`. */
export type RpcImplementations = (router: ConnectRouter) => void;

/** A service's implementations with its own log, metrics and tracer; without them those of the calling side are used. */
export type RpcRegistration =
  | RpcImplementations
  | { readonly implementations: RpcImplementations; readonly telemetry: Telemetry };

/** How a service reaches the others. */
export type Rpc = { readonly client: <Service extends DescService>(service: Service) => Client<Service> };
