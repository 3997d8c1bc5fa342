// The schema of each service's database and its types, read from a database that was migrated just now.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDb, createDb, dumpSchema, generateTypes, migrate, type MigrationSource } from "@souk/db";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@souk/embedded-postgres";
import { busMigrations } from "@souk/events";
import { migrationsOf } from "@souk/service";
import { serviceModules } from "@souk/launcher/modules";

type Generated = { readonly path: string; readonly text: string };

export async function generatedSchemas(): Promise<readonly Generated[]> {
  const directory = await mkdtemp(join(tmpdir(), "souk-generate-"));
  const server = await startEmbeddedPostgres({ dataDirectory: join(directory, "postgres"), durable: false });
  try {
    const services = await Promise.all(
      serviceModules({}).map(async (module) => {
        const { schema, types } = await describe(server, module.name, migrationsOf(module));
        return [
          { path: `services/${module.name}/schema.sql`, text: schema },
          { path: `services/${module.name}/src/store/database.gen.ts`, text: types },
        ];
      }),
    );
    const bus = await describe(server, "bus", [busMigrations]);
    return [...services.flat(), { path: "packages/events/bus-schema.sql", text: bus.schema }];
  } finally {
    await server.stop();
    await rm(directory, { recursive: true });
  }
}

async function describe(server: EmbeddedPostgres, name: string, sources: readonly MigrationSource[]) {
  await server.ensureDatabase(name);
  const db = createDb<unknown>({
    url: server.url(name),
    applicationName: "souk-generate",
    connectionsMax: 2,
  });
  try {
    await migrate(db, sources);
    return { schema: await dumpSchema(db), types: await generateTypes(db) };
  } finally {
    await closeDb(db);
  }
}
