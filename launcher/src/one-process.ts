// The default shape: every service, the gateway and the storefront in this process, with an embedded database.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildGateway, readConfig as readGatewayConfig } from "@souk/gateway-service";
import { createTokenVerifier } from "@souk/http";
import { type RunningServices, startServices } from "@souk/service";
import { createRegistry, createTelemetry, type Telemetry } from "@souk/telemetry";
import { buildStorefront } from "@souk/storefront/server/build.ts";
import {
  createStorefrontHandler,
  type StorefrontBuild,
  type StorefrontHandler,
} from "@souk/storefront/server/handler.ts";
import type { FastifyInstance } from "fastify";
import { createApiFetch } from "./api-fetch.ts";
import { type Closing, createClosing } from "./closing.ts";
import type { LauncherConfig } from "./config.ts";
import { type Databases, openDatabases } from "./databases.ts";
import {
  administratorToShow,
  type FirstAdministrator,
  forgetFirstPassword,
  prepareFirstPassword,
} from "./first-administrator.ts";
import { serviceModules } from "./modules.ts";
import { paymentWaysOf } from "./payment-ways.ts";
import { findPort } from "./port.ts";
import { startSandboxes, type Sandboxes } from "./sandboxes.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import { seedDemo } from "./seed-demo.ts";
import { browserUrlOf, listeningUrlOf } from "./shop-url.ts";

const OWNER_ONLY = 0o700;
/** Eight services and the bus share one server of 200 connections. */
const CONNECTIONS_MAX = 6;

export type RunningShop = {
  readonly url: string;
  readonly sandboxUrl: string;
  /** Only where its password was made here and not shown yet; `forgetFirstPassword` once it is. */
  readonly firstAdministrator: FirstAdministrator | undefined;
  forgetFirstPassword(): Promise<void>;
  readonly gateway: FastifyInstance;
  readonly services: RunningServices;
  stop(): Promise<void>;
};
export type StartOptions = {
  readonly config: LauncherConfig;
  readonly say?: (line: string) => void;
  /** Told when something the shop cannot live without ended by itself. */
  readonly onLost?: (reason: string) => void;
};

export async function startOneProcess(options: StartOptions): Promise<RunningShop> {
  const closing = createClosing();
  try {
    return await start(options, closing);
  } catch (error) {
    await closing.closeAll();
    throw error;
  }
}

async function start(
  { config, say = () => {}, onLost = () => {} }: StartOptions,
  closing: Closing,
): Promise<RunningShop> {
  const port = await findPort(config.host, config.port);
  await mkdir(config.dataDirectory, { recursive: true, mode: OWNER_ONLY });
  const [databases, storefront] = await Promise.all([
    openDatabases({ ...config, onLost: () => onLost("the embedded database ended") }),
    buildStorefront({ log: say }),
  ]);
  closing.add("databases", () => databases.stop());
  const secrets = await loadSecrets(config.dataDirectory, config.env);
  const listeningUrl = listeningUrlOf(config.host, port);
  const publicUrl = config.publicUrl ?? (await browserUrlOf(config.host, port));
  const sandboxes = await startSandboxes({ config, secrets, shopUrl: listeningUrl, closing });
  const telemetryOf = telemetries(config);
  const parts = { config, databases, secrets, sandboxes, telemetryOf, publicUrl };
  const { services, firstAdministrator } = await openServices(parts);
  closing.add("services", () => services.stop());
  if (config.seed === "demo") await seedDemo(services, config.dataDirectory);
  const gateway = await openGateway({
    config,
    services,
    sandboxes,
    telemetry: telemetryOf("gateway"),
    storefront,
    listeningUrl,
    publicUrl,
  });
  closing.add("gateway", () => gateway.close());
  await gateway.listen({ host: config.host, port });
  return {
    url: publicUrl,
    sandboxUrl: sandboxes.paymentsUrl,
    firstAdministrator,
    forgetFirstPassword: () => forgetFirstPassword(config.dataDirectory),
    gateway,
    services,
    stop: () => closing.closeAll(),
  };
}

type ServiceParts = {
  readonly config: LauncherConfig;
  readonly databases: Databases;
  readonly secrets: Secrets;
  readonly sandboxes: Sandboxes;
  readonly telemetryOf: (name: string) => Telemetry;
  readonly publicUrl: string;
};

async function openServices(parts: ServiceParts) {
  const { config, databases, secrets, sandboxes, telemetryOf, publicUrl } = parts;
  const first = await prepareFirstPassword(config.dataDirectory, config.adminPassword);
  let wasMadeNow = false;
  const services = await startServices({
    modules: serviceModules({ onFirstAdministrator: () => void (wasMadeNow = true) }),
    env: environmentOf(config, {
      ...secrets,
      PAYMENT_SANDBOX_URL: sandboxes.paymentsUrl,
      SMTP_URL: sandboxes.mailbox.smtpUrl,
      ...(first.password !== undefined && { SOUK_ADMIN_PASSWORD: first.password }),
    }),
    databaseUrl: (name: Parameters<Databases["urlOf"]>[0]) => databases.urlOf(name),
    dataDirectory: config.dataDirectory,
    publicUrl: () => publicUrl,
    telemetryOf,
    connectionsMax: CONNECTIONS_MAX,
    isAlone: databases.areOurs,
  });
  return { services, firstAdministrator: administratorToShow(config, first, wasMadeNow) };
}

function telemetries(config: LauncherConfig): (name: string) => Telemetry {
  const registry = createRegistry();
  const made = new Map<string, Telemetry>();
  return (name) => {
    const telemetry =
      made.get(name) ?? createTelemetry({ service: name, registry, logLevel: config.logLevel });
    made.set(name, telemetry);
    return telemetry;
  };
}

function environmentOf(config: LauncherConfig, made: Readonly<Record<string, string>>) {
  return { ...made, ...config.env, SOUK_ADMIN_EMAIL: config.adminEmail };
}

type GatewayParts = {
  readonly config: LauncherConfig;
  readonly services: RunningServices;
  readonly sandboxes: Sandboxes;
  readonly telemetry: Telemetry;
  readonly storefront: Awaited<ReturnType<typeof buildStorefront>>;
  readonly listeningUrl: string;
  readonly publicUrl: string;
};

async function openGateway(parts: GatewayParts): Promise<FastifyInstance> {
  const { config, services, sandboxes, telemetry, storefront, listeningUrl } = parts;
  const jwks = () => services.jwks();
  const { exchange } = services;
  const verifier = createTokenVerifier({ issuer: "souk", audience: "souk-api", keys: jwks, exchange });
  const formOrigins = [config.env["GATEWAY_FORM_ACTION_ORIGINS"], new URL(sandboxes.paymentsUrl).origin];
  const pages = await loadPages(parts, () => gateway);
  const gateway: FastifyInstance = await buildGateway({
    config: readGatewayConfig({
      ...config.env,
      GATEWAY_FORM_ACTION_ORIGINS: formOrigins.filter(Boolean).join(","),
    }),
    telemetry,
    mounts: services.runtimes.map(({ name, service, host }) => ({
      name,
      routes: service.routes,
      verifier,
      idempotencyDb: host.db,
      telemetry: host.telemetry,
    })),
    upstreams: [],
    storefront: pages,
    storefrontAssets: { directory: join(storefront.clientDirectory, "assets") },
    mailbox: sandboxes.mailbox.plugin,
    ready: () => services.ready(),
    jwks,
    verifier,
  });
  telemetry.log.info({ url: listeningUrl }, "the gateway is built");
  return gateway;
}

async function loadPages(
  { config, storefront, telemetry, publicUrl }: GatewayParts,
  gateway: () => FastifyInstance,
): Promise<StorefrontHandler> {
  const build: StorefrontBuild = await import(pathToFileURL(storefront.serverFile).href);
  return createStorefrontHandler({
    build,
    apiFetch: createApiFetch(gateway),
    secureCookies: publicUrl.startsWith("https:"),
    publicUrl: () => publicUrl,
    ...paymentWaysOf(config.env),
    log: (message, error) => telemetry.log.error({ err: error }, message),
  });
}
