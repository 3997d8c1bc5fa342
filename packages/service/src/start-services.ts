// Starts services together in one process: each with its own database, calls between them in memory, events through one bus.
import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { UserService } from "@souk/contracts/rpc";
import { closeDb, createDb, migrate, newId as newUuid } from "@souk/db";
import { busMigrations, createPostgresBus } from "@souk/events";
import { endIdempotencyLeases, type ExchangeCredential } from "@souk/http";
import { createInMemoryRpc, type Rpc, type RpcRegistration } from "@souk/rpc";
import type { Telemetry } from "@souk/telemetry";
import type { JSONWebKeySet } from "jose";
import { createRuntime, type ServiceRuntime } from "./runtime.ts";
import {
  type Environment,
  type Host,
  migrationsOf,
  type ServiceModule,
  type ServiceName,
} from "./service.ts";

const SERVICE_SECRET_BYTES = 32;
/** An outside issuer may have to be asked for its keys first. */
const EXCHANGE_TIMEOUT_MS = 8_000;
const BUS_CONNECTIONS_MAX = 6;

export type StartServices = {
  readonly modules: readonly ServiceModule[];
  readonly env: Environment;
  readonly databaseUrl: (name: ServiceName | "bus") => string;
  /** Below it each service gets a folder of its own. */
  readonly dataDirectory: string;
  readonly publicUrl: () => string;
  readonly telemetryOf: (name: ServiceName | "bus") => Telemetry;
  readonly now?: () => Date;
  readonly newId?: () => string;
  readonly connectionsMax?: number;
  /** No other process serves these databases: what a dead one held of them is let go of at once. */
  readonly isAlone?: boolean;
};

export type RunningServices = {
  readonly runtimes: readonly ServiceRuntime[];
  /** A client's view of all of them, for whoever put them together. */
  readonly rpc: Rpc;
  /** The public keys of everything that signs access tokens. */
  jwks(): Promise<JSONWebKeySet>;
  /** Gives an access token for an API key or a token of an outside issuer; only where a user service is among them. */
  readonly exchange: ExchangeCredential | undefined;
  /** What is not ready, in words. */
  ready(): Promise<readonly string[]>;
  /** No event and no outbox row is on its way. */
  isSettled(): Promise<boolean>;
  stop(): Promise<void>;
};

/** Migrates, builds and starts the services. When one of them fails to start, those that did are stopped again. */
export async function startServices(options: StartServices): Promise<RunningServices> {
  const closing: (() => Promise<void>)[] = [];
  const { log } = options.telemetryOf("bus");
  const closeAll = (): Promise<void> => closeInTurn(closing);
  try {
    const bus = await openBus(options, closing);
    const secret = randomBytes(SERVICE_SECRET_BYTES);
    const register: RpcRegistration[] = [];
    const rpcOf = (telemetry: Telemetry): Rpc => createInMemoryRpc({ register, telemetry, secret });
    const runtimes = await settled(
      options.modules.map(async (module) => {
        const host = await openHost(options, { module, rpcOf, closing });
        const service = await module.buildApp(host);
        if (service.rpc) register.push({ implementations: service.rpc, telemetry: host.telemetry });
        return createRuntime(module, service, { host, bus });
      }),
      (built) => closing.push(() => stopTogether(built)),
    );
    await settled(runtimes.map((runtime) => runtime.start()));
    return running({ runtimes, rpc: rpcOf(options.telemetryOf("bus")), stop: closeAll });
  } catch (error) {
    // Why it did not start matters more than what then did not close.
    await closeAll().catch((cause: unknown) => log.error({ err: cause }, "services did not close cleanly"));
    throw error;
  }
}

/** Waits for all of them, also when one fails: what is still on its way could not be closed. */
async function settled<T>(
  work: readonly Promise<T>[],
  onDone: (done: readonly T[]) => void = () => {},
): Promise<readonly T[]> {
  const results = await Promise.allSettled(work);
  onDone(results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])));
  return Promise.all(work);
}

/** At the same time: each may take a while to finish what runs, and a stop has a limit. */
async function stopTogether(runtimes: readonly ServiceRuntime[]): Promise<void> {
  await settled(runtimes.map((runtime) => runtime.stop()));
}

/** In the opposite order; one that fails does not keep the others open. */
async function closeInTurn(closing: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closing.toReversed()) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function openBus(options: StartServices, closing: (() => Promise<void>)[]) {
  const url = options.databaseUrl("bus");
  const telemetry = options.telemetryOf("bus");
  const db = createDb<unknown>({
    url,
    applicationName: "souk-bus",
    connectionsMax: BUS_CONNECTIONS_MAX,
    onError: (error) => telemetry.log.warn({ err: error }, "a connection to the bus broke"),
  });
  closing.push(() => closeDb(db));
  await migrate(db, [busMigrations]);
  const bus = await createPostgresBus({ db, telemetry });
  closing.push(() => bus.close());
  return bus;
}

type HostParts = {
  readonly module: ServiceModule;
  readonly rpcOf: (telemetry: Telemetry) => Rpc;
  readonly closing: (() => Promise<void>)[];
};

async function openHost(options: StartServices, { module, rpcOf, closing }: HostParts): Promise<Host> {
  const telemetry = options.telemetryOf(module.name);
  const databaseUrl = options.databaseUrl(module.name);
  const db = createDb<unknown>({
    url: databaseUrl,
    applicationName: `souk-${module.name}`,
    ...(options.connectionsMax && { connectionsMax: options.connectionsMax }),
    onError: (error) => telemetry.log.warn({ err: error }, "a connection to the database broke"),
  });
  closing.push(() => closeDb(db));
  await migrate(db, migrationsOf(module));
  if (options.isAlone) await endIdempotencyLeases(db);
  const dataDirectory = join(options.dataDirectory, module.name);
  await mkdir(dataDirectory, { recursive: true });
  return {
    env: options.env,
    db,
    databaseUrl,
    rpc: rpcOf(telemetry),
    telemetry,
    now: options.now ?? (() => new Date()),
    newId: options.newId ?? newUuid,
    publicUrl: options.publicUrl,
    dataDirectory,
  };
}

function exchangeBy(rpc: Rpc): ExchangeCredential {
  const users = rpc.client(UserService);
  const patience = { timeoutMs: EXCHANGE_TIMEOUT_MS };
  return async (credential) => (await users.exchangeCredential({ credential }, patience)).accessToken;
}

function running(parts: Pick<RunningServices, "runtimes" | "rpc" | "stop">): RunningServices {
  const { runtimes, rpc } = parts;
  const hasUsers = runtimes.some(({ name }) => name === "user");
  return {
    ...parts,
    exchange: hasUsers ? exchangeBy(rpc) : undefined,
    async jwks() {
      const sets = await Promise.all(runtimes.flatMap(({ service }) => service.jwks?.() ?? []));
      return { keys: sets.flatMap(({ keys }) => keys) };
    },
    async ready() {
      const missing = await Promise.all(
        runtimes.map(async ({ name, service }) => {
          const reasons = (await service.ready?.()) ?? [];
          return reasons.map((reason) => `${name}: ${reason}`);
        }),
      );
      return missing.flat();
    },
    async isSettled() {
      const settled = await Promise.all(runtimes.map((runtime) => runtime.isSettled()));
      return settled.every(Boolean);
    },
  };
}
