// One PostgreSQL server for a whole test run; it lives in a temporary folder and goes when the run ends.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@souk/embedded-postgres";

/** Where test files find the server: `createTestDatabase` reads it. */
export const POSTGRES_URL_VARIABLE = "SOUK_TEST_POSTGRES_URL";

/** Vitest calls it before the first test file and calls what it gives back after the last. */
export async function setup(): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "souk-test-"));
  const server = await startEmbeddedPostgres({
    dataDirectory: join(directory, "postgres"),
    durable: false,
    settings: { max_connections: "400" },
  });
  process.env[POSTGRES_URL_VARIABLE] = server.url("postgres");
  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
