// What a service is, whatever shape it runs in: what the shape gives to it and what it gives back.
import type { Db, MigrationSource } from "@souk/db";
import { migrations as eventsMigrations, type Subscription } from "@souk/events";
import { migrations as httpMigrations, type Route } from "@souk/http";
import { migrations as jobsMigrations, type JobHandler } from "@souk/jobs";
import type { Rpc, RpcImplementations } from "@souk/rpc";
import type { JSONWebKeySet } from "jose";
import type { Telemetry } from "@souk/telemetry";

export const serviceNames = [
  "user",
  "product",
  "order",
  "payment",
  "notification",
  "admin",
  "analytics",
] as const;
export type ServiceName = (typeof serviceNames)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a shape (one process, or a process for each service) gives to a service. */
export type Host = {
  readonly env: Environment;
  /** The service's own database, migrated. `databaseOf` gives it its schema's type. */
  readonly db: Db<unknown>;
  readonly databaseUrl: string;
  /** Clients of the other services. */
  readonly rpc: Rpc;
  readonly telemetry: Telemetry;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The gateway's origin, such as `http://127.0.0.1:4000`; known once it listens. */
  readonly publicUrl: () => string;
  /** A folder of the service's own; it exists. */
  readonly dataDirectory: string;
};

/** What a service gives back to its shape. */
export type Service = {
  readonly routes: readonly Route[];
  readonly rpc?: RpcImplementations;
  readonly subscriptions: readonly Subscription[];
  readonly jobs: readonly JobHandler[];
  /** Runs once everything is wired and migrated: first records, warm caches, work left by a crash. */
  readonly start?: () => Promise<void>;
  /** What is not ready, in words; an empty list when the service can work. */
  readonly ready?: () => Promise<readonly string[]>;
  readonly close?: () => Promise<void>;
  /** The public keys of access tokens; the service that signs them has it. */
  readonly jwks?: () => Promise<JSONWebKeySet>;
};

export type ServiceModule = {
  readonly name: ServiceName;
  /** The folder of the service's own migrations. */
  readonly migrations: URL;
  readonly buildApp: (host: Host) => Promise<Service>;
};

/** The tables every service has (outbox, inbox, jobs, idempotency keys), then its own, in order of application. */
export function migrationsOf(module: Pick<ServiceModule, "name" | "migrations">): readonly MigrationSource[] {
  return [
    eventsMigrations,
    jobsMigrations,
    httpMigrations,
    { namespace: module.name, directory: module.migrations },
  ];
}
