// Small services for these tests: real databases, real bus, and a list of what happened in which order.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserCreated } from "@souk/contracts";
import { busMigrations, claimEvent, on } from "@souk/events";
import { defineJob, onJob } from "@souk/jobs";
import { createRegistry, createTelemetry } from "@souk/telemetry";
import { createTestDatabase } from "@souk/testing";
import { type AnyDb, closeDb, createDb, statement } from "@souk/db";
import { onTestFinished } from "vitest";
import {
  type Host,
  migrationsOf,
  type Service,
  type ServiceModule,
  type ServiceName,
  startServices,
  type StartServices,
} from "../src/index.ts";

export const Ring = defineJob<{ readonly bell: string }>({ name: "test.ring" });

export type Plan = {
  readonly name: ServiceName;
  readonly build?: (host: Host) => Promise<void>;
  readonly start?: (host: Host) => Promise<void>;
  readonly more?: (host: Host) => Partial<Service>;
};

export type Stage = {
  readonly events: string[];
  readonly logLines: string[];
  readonly directory: string;
  readonly options: (plans: readonly Plan[]) => StartServices;
  /** Connections that services and bus hold now. */
  connections(): Promise<number>;
};

const migrations = new URL("./migrations/", import.meta.url);

/** Everything it opened is gone after the test. */
export async function aStage(names: readonly ServiceName[]): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), "souk-service-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const databases = new Map([["bus", await createTestDatabase([busMigrations])]]);
  for (const name of names) databases.set(name, await createTestDatabase(migrationsOf({ name, migrations })));
  onTestFinished(async () => {
    for (const database of databases.values()) await database.drop();
  });
  const urlOf = (name: string): string => databases.get(name)?.url ?? "";
  const events: string[] = [];
  const logLines: string[] = [];
  const destination = { write: (line: string) => void logLines.push(line) };
  const registry = createRegistry();
  return {
    events,
    logLines,
    directory,
    connections: () => connectionsTo([...databases.values()].map(({ url }) => url)),
    options: (plans) => ({
      modules: plans.map((plan) => moduleOf(plan, events)),
      env: {},
      databaseUrl: urlOf,
      dataDirectory: directory,
      publicUrl: () => "http://127.0.0.1:4000",
      telemetryOf: (service) => createTelemetry({ service, registry, destination, logLevel: "debug" }),
      connectionsMax: 4,
    }),
  };
}

function moduleOf({ name, build, start, more }: Plan, events: string[]): ServiceModule {
  return {
    name,
    migrations,
    async buildApp(host) {
      await build?.(host);
      events.push(`${name} built`);
      return {
        routes: [],
        subscriptions: [],
        jobs: [],
        async start() {
          await start?.(host);
          events.push(`${name} started`);
        },
        close: async () => void events.push(`${name} closed`),
        ...more?.(host),
      };
    },
  };
}

/** Hears of new users and rings a bell when told to; both leave a row or a word. */
export function listening(events: string[]): NonNullable<Plan["more"]> {
  return ({ db }) => ({
    subscriptions: [
      on(UserCreated, async (data, { eventId }) => {
        if (!(await claimEvent(db, "order", eventId))) return;
        await remember(db, eventId, data);
      }),
    ],
    jobs: [
      onJob(Ring, async ({ bell }) => {
        events.push(`${bell} rang`);
        return "done";
      }),
    ],
  });
}

const seenInsert = statement<unknown, [string, string]>(
  "seen_insert",
  "insert into seen values ($1, $2::jsonb)",
);
const seenAll = statement<{ data: unknown }>("seen_all", "select data from seen");

async function remember(db: AnyDb, eventId: string, data: unknown): Promise<void> {
  await seenInsert.rows(db, [eventId, JSON.stringify(data)]);
}

export async function seen(db: AnyDb): Promise<readonly unknown[]> {
  return (await seenAll.rows(db, [])).map(({ data }) => data);
}

export async function started(options: StartServices) {
  const services = await startServices(options);
  onTestFinished(() => services.stop().catch(() => undefined));
  return services;
}

async function connectionsTo(urls: readonly string[]): Promise<number> {
  const names = urls.map((url) => new URL(url).pathname.slice(1));
  const db = createDb<unknown>({ url: urls[0] ?? "", applicationName: "counting", connectionsMax: 1 });
  const counted = statement<{ count: number }, [string]>(
    "connections",
    `select count(*)::int as count from pg_stat_activity
      where datname = any (string_to_array($1, ',')) and application_name <> 'counting'`,
  );
  const row = await counted.first(db, [names.join(",")]);
  await closeDb(db);
  return row?.count ?? Number.NaN;
}
