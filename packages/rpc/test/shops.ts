// Two services that talk, once in memory and once over gRPC: what the conformance suite runs against.
import { Writable } from "node:stream";
import type { ServiceImpl } from "@connectrpc/connect";
import { CatalogueService, StockService } from "@souk/contracts/rpc";
import { createTelemetry, type Telemetry } from "@souk/telemetry";
import {
  createGrpcRpc,
  createInMemoryRpc,
  createServiceTokenIssuer,
  createServiceTokenVerifier,
  startRpcServer,
  type Rpc,
} from "../src/index.ts";

export const SECRET = new Uint8Array(32).fill(7);

export type Offered = {
  readonly stock?: Partial<ServiceImpl<typeof StockService>>;
  readonly catalogue?: Partial<ServiceImpl<typeof CatalogueService>>;
};

export type Connected = {
  /** The order service's way to the product service. */
  readonly rpc: Rpc;
  /** What the product service logged, line by line. */
  readonly productLog: readonly Record<string, unknown>[];
  readonly close: () => Promise<void>;
};

export type Carrier = { readonly name: string; readonly connect: (offered: Offered) => Promise<Connected> };

export function telemetryOf(service: string): { telemetry: Telemetry; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  return { telemetry: createTelemetry({ service, destination }), lines };
}

function implementationsOf(offered: Offered) {
  return (router: import("@connectrpc/connect").ConnectRouter) => {
    router.service(StockService, offered.stock ?? {});
    if (offered.catalogue) router.service(CatalogueService, offered.catalogue);
  };
}

const inMemory: Carrier = {
  name: "in memory",
  connect: async (offered) => {
    const product = telemetryOf("product");
    const rpc = createInMemoryRpc({
      register: [{ implementations: implementationsOf(offered), telemetry: product.telemetry }],
      telemetry: telemetryOf("order").telemetry,
      secret: SECRET,
    });
    return { rpc, productLog: product.lines, close: async () => undefined };
  },
};

const grpc: Carrier = {
  name: "over gRPC",
  connect: async (offered) => {
    const product = telemetryOf("product");
    const verify = createServiceTokenVerifier({ secret: SECRET });
    const server = await startRpcServer({
      register: [implementationsOf(offered)],
      telemetry: product.telemetry,
      verify,
      port: 0,
      stopMs: 50,
    });
    const rpc = createGrpcRpc({
      baseUrls: { [StockService.typeName]: server.url, [CatalogueService.typeName]: server.url },
      telemetry: telemetryOf("order").telemetry,
      serviceToken: createServiceTokenIssuer({ service: "order", secret: SECRET }),
    });
    const close = async () => {
      rpc.close();
      await server.close();
    };
    return { rpc, productLog: product.lines, close };
  },
};

export const carriers: readonly Carrier[] = [inMemory, grpc];
