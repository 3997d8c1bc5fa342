// Where each service's data lives: in the embedded PostgreSQL, or where DATABASE_URL_<SERVICE> points.
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@souk/embedded-postgres";
import { databaseNames as names, type DatabaseName, variableOf } from "./database-names.ts";

export type Databases = {
  urlOf(name: DatabaseName): string;
  /** All of them are in the embedded server, which serves this process alone. */
  readonly areOurs: boolean;
  stop(): Promise<void>;
};

type Options = {
  readonly dataDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told when the embedded server ends by itself. */
  readonly onLost: () => void;
};

/** Opens them all; the embedded server starts only when some service has no database of its own. */
export async function openDatabases({ dataDirectory, env, onLost }: Options): Promise<Databases> {
  const given = new Map(names.map((name) => [name, env[variableOf(name)]]));
  const embeddedNames = names.filter((name) => given.get(name) === undefined);
  const server =
    embeddedNames.length > 0 ? await startEmbeddedPostgres(embeddedOptions(dataDirectory)) : undefined;
  let isStopping = false;
  if (server) {
    void server.ended.then(() => (isStopping ? undefined : onLost()));
    for (const name of embeddedNames) await server.ensureDatabase(databaseOf(name));
  }
  return {
    areOurs: embeddedNames.length === names.length,
    urlOf: (name) => given.get(name) ?? embeddedUrl(server, name),
    async stop() {
      isStopping = true;
      await server?.stop();
    },
  };
}

function embeddedOptions(dataDirectory: string) {
  return { dataDirectory: join(dataDirectory, "postgres"), durable: true };
}

function databaseOf(name: DatabaseName): string {
  return `souk_${name}`;
}

function embeddedUrl(server: EmbeddedPostgres | undefined, name: DatabaseName): string {
  if (!server) throw new Error(`There is no database for ${name}.`);
  return server.url(databaseOf(name));
}
