// The gRPC server of one service: HTTP/2 without TLS, for a private network or a mesh that encrypts.
import { once } from "node:events";
import { createServer, type ServerHttp2Session } from "node:http2";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import type { Telemetry } from "@souk/telemetry";
import { registerHandlers } from "./handlers.ts";
import { SERVER_STOP_MS } from "./limits.ts";
import type { RpcRegistration } from "./rpc.ts";
import type { ServiceTokenVerifier } from "./service-token.ts";

export type RpcServerOptions = {
  readonly register: readonly RpcRegistration[];
  readonly telemetry: Telemetry;
  readonly verify: ServiceTokenVerifier;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  /** How long `close` waits for calls that are running. */
  readonly stopMs?: number;
};

export type RpcServer = {
  readonly port: number;
  readonly url: string;
  /** Takes no new calls, lets running ones end, then cuts what is left. */
  readonly close: () => Promise<void>;
};

/** Serves a service's gRPC interface; resolves when it listens. */
export async function startRpcServer(options: RpcServerOptions): Promise<RpcServer> {
  const { host = "127.0.0.1", stopMs = SERVER_STOP_MS } = options;
  const protocol = { connect: false, grpc: true, grpcWeb: false, acceptCompression: [] };
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer(
    connectNodeAdapter({
      ...protocol,
      routes: (router) => registerHandlers(router, { ...options, protocol }),
    }),
  );
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });
  server.listen(options.port, host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;

  return {
    port,
    url: `http://${host}:${port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const session of sessions) session.close();
      const cut = setTimeout(() => sessions.forEach((session) => session.destroy()), stopMs);
      await closed;
      clearTimeout(cut);
    },
  };
}
