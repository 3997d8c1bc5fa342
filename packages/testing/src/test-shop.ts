// Real services on real databases in the test's own process: reached through their routes, their events and their jobs.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { EventDefinition } from "@souk/contracts";
import { closeDb, createDb, type Db } from "@souk/db";
import { busMigrations, type EventMeta } from "@souk/events";
import { createHttpApp, createTokenVerifier, mountRoutes } from "@souk/http";
import type { Rpc } from "@souk/rpc";
import { startMailbox } from "@souk/sandbox-mailbox";
import { startSandboxPayments } from "@souk/sandbox-payments";
import {
  migrationsOf,
  type RunningServices,
  type ServiceModule,
  type ServiceName,
  type ServiceRuntime,
  startServices,
} from "@souk/service";
import { createRegistry, createTelemetry, type Telemetry } from "@souk/telemetry";
import type { FastifyInstance } from "fastify";
import { createCaller, type Call } from "./calls.ts";
import { createTestDatabase, type TestDatabase } from "./databases.ts";
import { createPeople, type People, TOKEN_AUDIENCE, TOKEN_ISSUER } from "./people.ts";
import { listPublished, makeJobsDue, type PublishedEvent } from "./records.ts";

const SETTLE_TIMEOUT_MS = 20_000;
const SETTLE_POLL_MS = 10;
const CONNECTIONS_MAX = 8;

export type TestShopOptions = {
  readonly services: readonly ServiceModule[];
  readonly env?: Readonly<Record<string, string>>;
  /** Starts the sandbox payment provider, which sends its webhooks to this shop. */
  readonly sandbox?: boolean;
  readonly mailbox?: boolean;
};

export type TestShop = People & {
  readonly call: Call;
  readonly clock: { now(): Date; advance(milliseconds: number): void };
  readonly rpc: Rpc;
  /** The shop's origin; it really listens. */
  readonly url: string;
  /** Where the sandbox provider listens, if it was asked for. */
  readonly sandboxUrl: string;
  readonly app: FastifyInstance;
  /** Every log line of the services, as JSON text. */
  readonly logLines: readonly string[];
  mails(): ReturnType<Awaited<ReturnType<typeof startMailbox>>["messages"]>;
  service(name: ServiceName): ServiceRuntime;
  db(name: ServiceName): Db<unknown>;
  /** What that service has published so far, oldest first. */
  published(name: ServiceName): Promise<readonly PublishedEvent[]>;
  /** Hands one event to a service as the bus would; the same `eventId` twice is a duplicate. */
  deliver<Data>(name: ServiceName, definition: EventDefinition<Data>, delivery: Delivery<Data>): Promise<void>;
  /** Makes the waiting jobs of a service due and runs them. */
  runJobs(name: ServiceName): Promise<void>;
  /** Waits until no event and no due job is on its way. */
  settled(): Promise<void>;
  close(): Promise<void>;
};
type Delivery<Data> = { readonly data: Data; readonly eventId?: string };

export const SANDBOX_API_KEY = "sk_test_key_of_the_tests";
export const SANDBOX_WEBHOOK_SECRET = "whsec_of_the_tests_0123456789abcdef";

/** Starts the shop; close it in `afterAll`. */
export async function startTestShop(options: TestShopOptions): Promise<TestShop> {
  const closing: (() => Promise<unknown>)[] = [];
  const directory = await mkdtemp(join(tmpdir(), "souk-shop-"));
  closing.push(() => rm(directory, { recursive: true, force: true }));
  const clock = createClock();
  const { door, url } = await openDoor();
  closing.push(() => new Promise((resolve) => door.close(resolve)));
  const sandbox = options.sandbox ? await openSandbox(directory, url) : undefined;
  if (sandbox) closing.push(() => sandbox.close());
  const mailbox = options.mailbox ? await startMailbox({ dataDirectory: join(directory, "mailbox") }) : undefined;
  if (mailbox) closing.push(() => mailbox.close());
  const databases = await openDatabases(options.services, closing);
  const busDb = createDb<unknown>({ url: databases.get("bus")?.url ?? "", applicationName: "test", connectionsMax: 1 });
  closing.push(() => closeDb(busDb));
  const logLines: string[] = [];
  const telemetryOf = telemetries(logLines);
  const services = await startServices({
    modules: options.services,
    env: {
      ...testSecrets,
      ...(sandbox && { PAYMENT_SANDBOX_URL: sandbox.url }),
      ...(mailbox && { SMTP_URL: mailbox.smtpUrl }),
      ...options.env,
    },
    databaseUrl: (name) => databases.get(name)?.url ?? "",
    dataDirectory: directory,
    publicUrl: () => url,
    telemetryOf,
    now: clock.now,
    connectionsMax: CONNECTIONS_MAX,
  });
  closing.push(() => services.stop());
  const people = await createPeople(clock.now);
  const app = await mountAll(services, { people, clock, telemetry: telemetryOf("bus") });
  closing.push(() => app.close());
  door.on("request", (request, response) => app.routing(request, response));
  return {
    ...people,
    ...reaching(services, busDb),
    call: createCaller(app),
    clock,
    rpc: services.rpc,
    url,
    sandboxUrl: sandbox?.url ?? "",
    app,
    logLines,
    mails: () => mailbox?.messages() ?? [],
    async close() {
      door.closeAllConnections();
      for (const close of closing.toReversed()) await close();
    },
  };
}

const testSecrets = {
  PAYMENT_SANDBOX_API_KEY: SANDBOX_API_KEY,
  PAYMENT_SANDBOX_WEBHOOK_SECRET: SANDBOX_WEBHOOK_SECRET,
  USER_SEAL_SECRET: "a secret that seals only what the tests seal",
  ORDER_LINK_SECRET: "a secret for links that only the tests know",
};

function createClock(): TestShop["clock"] {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance(milliseconds) {
      offsetMs += milliseconds;
    },
  };
}

/** Listens before the services exist, because the sandbox must know where its webhooks go before the services start. */
async function openDoor(): Promise<{ door: Server; url: string }> {
  const door = createServer();
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const address = door.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { door, url: `http://127.0.0.1:${port}` };
}

function openSandbox(directory: string, url: string) {
  return startSandboxPayments({
    dataDirectory: join(directory, "sandbox"),
    webhookUrl: `${url}/api/v1/webhooks/sandbox`,
    webhookSecret: SANDBOX_WEBHOOK_SECRET,
    apiKey: SANDBOX_API_KEY,
  });
}

async function openDatabases(
  modules: readonly ServiceModule[],
  closing: (() => Promise<unknown>)[],
): Promise<ReadonlyMap<ServiceName | "bus", TestDatabase>> {
  const made: readonly (readonly [ServiceName | "bus", TestDatabase])[] = [
    ["bus", await createTestDatabase([busMigrations])],
    ...(await Promise.all(
      modules.map(async (module) => [module.name, await createTestDatabase(migrationsOf(module))] as const),
    )),
  ];
  for (const [, database] of made) closing.push(() => database.drop());
  return new Map(made);
}

function telemetries(logLines: string[]): (name: ServiceName | "bus") => Telemetry {
  const registry = createRegistry();
  const destination = { write: (line: string) => void logLines.push(line) };
  const made = new Map<string, Telemetry>();
  return (name) => {
    const telemetry = made.get(name) ?? createTelemetry({ service: name, registry, destination, logLevel: "debug" });
    made.set(name, telemetry);
    return telemetry;
  };
}

type Mounting = { readonly people: People; readonly clock: TestShop["clock"]; readonly telemetry: Telemetry };

async function mountAll(services: RunningServices, { people, clock, telemetry }: Mounting): Promise<FastifyInstance> {
  const app = createHttpApp({ telemetry });
  const keys = async () => {
    const own = await Promise.all(services.runtimes.map(({ service }) => service.jwks?.()));
    return { keys: [...(await people.jwks()).keys, ...own.flatMap((set) => set?.keys ?? [])] };
  };
  const verifier = createTokenVerifier({ issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE, keys, now: clock.now });
  for (const { service, host } of services.runtimes) {
    mountRoutes(app, service.routes, {
      verifier,
      idempotencyDb: host.db,
      telemetry: host.telemetry,
      newId: host.newId,
      checkResponses: true,
    });
  }
  await app.ready();
  return app;
}

function reaching(services: RunningServices, bus: Db<unknown>) {
  const service = (name: ServiceName): ServiceRuntime => {
    const found = services.runtimes.find((runtime) => runtime.name === name);
    if (!found) throw new Error(`This test shop has no ${name} service.`);
    return found;
  };
  return {
    service,
    db: (name: ServiceName) => service(name).host.db,
    published: (name: ServiceName) => listPublished({ bus, own: service(name).host.db }, name),
    async deliver<Data>(name: ServiceName, definition: EventDefinition<Data>, { data, eventId }: Delivery<Data>) {
      const meta: EventMeta = {
        eventId: eventId ?? randomUUID(),
        type: definition.type,
        key: definition.keyOf(data),
        source: "test",
        occurredAt: new Date(),
        traceparent: undefined,
      };
      const heard = service(name).service.subscriptions.filter(({ type }) => type === definition.type);
      for (const subscription of heard) await subscription.handle({ ...meta, data });
    },
    async runJobs(name: ServiceName) {
      await makeJobsDue(service(name).host.db);
      await service(name).runDueJobs();
    },
    async settled() {
      const deadline = Date.now() + SETTLE_TIMEOUT_MS;
      for (;;) {
        const ran = await Promise.all(services.runtimes.map((runtime) => runtime.runDueJobs()));
        if (ran.every((count) => count === 0) && (await services.isSettled())) return;
        if (Date.now() > deadline) throw new Error("The shop did not settle.");
        await delay(SETTLE_POLL_MS);
      }
    },
  };
}
