// Where the proof takes place: all services of the shop on real databases, each mounted alone, and all of them behind the gateway.
import { UserService } from "@souk/contracts/rpc";
import { buildGateway, readConfig } from "@souk/gateway-service";
import { createHttpApp, createTokenVerifier, mountRoutes, type TokenVerifier } from "@souk/http";
import { serviceModules } from "@souk/launcher/modules";
import { type ServiceName, serviceNames, type ServiceRuntime } from "@souk/service";
import { createTelemetry, type Telemetry } from "@souk/telemetry";
import { startTestShop, type TestShop } from "@souk/testing";
import type { FastifyInstance } from "fastify";
import { createForge, type Forge } from "./forge.ts";
import type { Target } from "./request.ts";

export const ADMINISTRATOR = {
  email: "proofs@souk.example",
  password: "a long password for the proofs",
};

export type Stage = {
  readonly shop: TestShop;
  readonly forge: Forge;
  readonly gateway: FastifyInstance;
  /** Every route of every service, at the service that has it. */
  readonly targets: readonly Target[];
  readonly serviceNames: readonly ServiceName[];
  /** All that was logged, by the services and by the gateway. */
  logText(): string;
  close(): Promise<void>;
};

/** Needs a PostgreSQL server for tests (`setup` of @souk/testing). */
export async function openStage(): Promise<Stage> {
  const shop = await startTestShop({
    services: serviceModules({}),
    env: { SOUK_ADMIN_EMAIL: ADMINISTRATOR.email, SOUK_ADMIN_PASSWORD: ADMINISTRATOR.password },
    sandbox: true,
    mailbox: true,
  });
  const forge = createForge();
  const gatewayLines: string[] = [];
  const telemetry = createTelemetry({
    service: "gateway",
    destination: { write: (line) => void gatewayLines.push(line) },
    logLevel: "debug",
  });
  const runtimes = serviceNames.map((name) => shop.service(name));
  const apps = await Promise.all(runtimes.map((runtime) => mountAlone(runtime, verifierOf(shop, forge))));
  const gateway = await openGateway({ shop, forge, telemetry, runtimes });
  return {
    shop,
    forge,
    gateway,
    serviceNames,
    targets: runtimes.flatMap(({ name, service }, index) =>
      service.routes.flatMap((route) => {
        const app = apps[index];
        return app ? [{ service: name, app, route }] : [];
      }),
    ),
    logText: () => [...shop.logLines, ...gatewayLines].join("\n"),
    async close() {
      await Promise.all([...apps, gateway].map((app) => app.close()));
      await shop.close();
    },
  };
}

function verifierOf(shop: TestShop, forge: Forge): TokenVerifier {
  const users = shop.rpc.client(UserService);
  return createTokenVerifier({
    issuer: "souk",
    audience: "souk-api",
    keys: async () => {
      const own = await shop.service("user").service.jwks?.();
      return { keys: [...(await forge.keys()).keys, ...(own?.keys ?? [])] };
    },
    exchange: async (credential) => (await users.exchangeCredential({ credential })).accessToken,
    now: shop.clock.now,
  });
}

async function mountAlone(
  { service, host }: ServiceRuntime,
  verifier: TokenVerifier,
): Promise<FastifyInstance> {
  const app = createHttpApp({ telemetry: host.telemetry });
  mountRoutes(app, service.routes, {
    verifier,
    idempotencyDb: host.db,
    telemetry: host.telemetry,
    newId: host.newId,
    checkResponses: true,
  });
  await app.ready();
  return app;
}

type GatewayParts = {
  readonly shop: TestShop;
  readonly forge: Forge;
  readonly telemetry: Telemetry;
  readonly runtimes: readonly ServiceRuntime[];
};

/** Its limits are off: thousands of requests come from one address here, and what they are refused for must be what they carry. */
function openGateway({ shop, forge, telemetry, runtimes }: GatewayParts): Promise<FastifyInstance> {
  const verifier = verifierOf(shop, forge);
  return buildGateway({
    config: readConfig({ GATEWAY_RATE_LIMITS: "off" }),
    telemetry,
    verifier,
    mounts: runtimes.map(({ name, service, host }) => ({
      name,
      routes: service.routes,
      verifier,
      idempotencyDb: host.db,
      telemetry: host.telemetry,
    })),
    upstreams: [],
    ready: async () => [],
    jwks: forge.keys,
  });
}
