// Real services on real databases in the test's own process: reached through their routes, their events and their jobs.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDb, createDb } from "@souk/db";
import { createHttpApp, createTokenVerifier, mountRoutes } from "@souk/http";
import type { Rpc } from "@souk/rpc";
import type { Message } from "@souk/sandbox-mailbox";
import { type RunningServices, type ServiceModule, startServices } from "@souk/service";
import type { Telemetry } from "@souk/telemetry";
import type { FastifyInstance } from "fastify";
import { createCaller, type Call } from "./calls.ts";
import { createPeople, type People, TOKEN_AUDIENCE, TOKEN_ISSUER } from "./people.ts";
import { type Reach, reaching } from "./reach.ts";
import {
  type Closers,
  createClock,
  openDatabases,
  openDoor,
  openOutsideWorld,
  telemetries,
  type TestClock,
} from "./surroundings.ts";

const CONNECTIONS_MAX = 8;

export type TestShopOptions = {
  readonly services: readonly ServiceModule[];
  readonly env?: Readonly<Record<string, string>>;
  /** Starts the sandbox payment provider, which sends its webhooks to this shop. */
  readonly sandbox?: boolean;
  /** Gives the sandbox the shop's clock, for tests in which days pass. */
  readonly sharesClock?: boolean;
  /** Starts a mailbox for the mails of the notification service. */
  readonly mailbox?: boolean;
};

export type TestShop = People &
  Reach & {
    readonly call: Call;
    readonly clock: TestClock;
    readonly rpc: Rpc;
    /** The shop's origin; it really listens. */
    readonly url: string;
    /** Where the sandbox provider listens, if it was asked for. */
    readonly sandboxUrl: string;
    readonly app: FastifyInstance;
    /** Every log line of the services, as JSON text. */
    readonly logLines: readonly string[];
    mails(): readonly Message[];
    close(): Promise<void>;
  };

/** Starts the shop; close it in `afterAll`. */
export async function startTestShop(options: TestShopOptions): Promise<TestShop> {
  const closing: Closers = [];
  const directory = await mkdtemp(join(tmpdir(), "souk-shop-"));
  closing.push(() => rm(directory, { recursive: true, force: true }));
  const clock = createClock();
  const { door, url } = await openDoor();
  closing.push(() => new Promise((resolve) => door.close(resolve)));
  const { sandbox = false, mailbox = false } = options;
  const sandboxNow = options.sharesClock ? clock.now : undefined;
  const outside = await openOutsideWorld({ sandbox, mailbox, directory, url, sandboxNow }, closing);
  const databases = await openDatabases(options.services, closing);
  const databaseUrl = (name: string): string => databases.get(name)?.url ?? "";
  const busDb = createDb<unknown>({ url: databaseUrl("bus"), applicationName: "test", connectionsMax: 1 });
  closing.push(() => closeDb(busDb));
  const logLines: string[] = [];
  const telemetryOf = telemetries(logLines);
  const services = await startServices({
    modules: options.services,
    env: { ...outside.env, ...options.env },
    databaseUrl,
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
    clock,
    url,
    app,
    logLines,
    call: createCaller(app),
    rpc: services.rpc,
    sandboxUrl: outside.sandboxUrl ?? "",
    mails: () => outside.mailbox?.messages() ?? [],
    close: () => closeAll(closing, () => door.closeAllConnections()),
  };
}

async function closeAll(closing: Closers, hangUp: () => void): Promise<void> {
  hangUp();
  for (const close of closing.toReversed()) await close();
}

type Mounting = { readonly people: People; readonly clock: TestClock; readonly telemetry: Telemetry };

async function mountAll(
  services: RunningServices,
  { people, clock, telemetry }: Mounting,
): Promise<FastifyInstance> {
  const app = createHttpApp({ telemetry });
  const keys = async () => ({ keys: [...(await people.jwks()).keys, ...(await services.jwks()).keys] });
  const verifier = createTokenVerifier({
    issuer: TOKEN_ISSUER,
    audience: TOKEN_AUDIENCE,
    keys,
    exchange: services.exchange,
    now: clock.now,
  });
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
