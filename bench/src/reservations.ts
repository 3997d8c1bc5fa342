// `node bench/src/reservations.ts`: how many reservations of stock a second the product service grants, over many variants and over one,
// with its embedded PostgreSQL as a shop has it (every commit on disk), in this process as callers and service are in a shop.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StockService } from "@souk/contracts/rpc";
import { demoCatalogue } from "@souk/demo";
import { startEmbeddedPostgres } from "@souk/embedded-postgres";
import { productService, seedCatalogue } from "@souk/product-service";
import { startServices } from "@souk/service";
import { createTelemetry } from "@souk/telemetry";
import { sql } from "kysely";
import { median, percentile } from "./figures.ts";
import { describeMachine } from "./machine.ts";

const CALLERS = 32;
const RESERVATIONS = 6_000;
const ROUNDS = 3;
const STOCK = 1_000_000;
const TTL_SECONDS = 600;
const SPREAD_MIN = 1_000;
const HOT_MIN = 300;

type Reserve = (variantId: string) => Promise<void>;
/** `processorUs`: of callers and service, for one reservation; what others do on the machine is not in it. PostgreSQL's is not either. */
type Round = { readonly perSecond: number; readonly p99Ms: number; readonly processorUs: number };

async function round(reserve: Reserve, variantIds: readonly string[]): Promise<Round> {
  const latencies: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const caller = async (): Promise<void> => {
    for (let index = next++; index < RESERVATIONS; index = next++) {
      const before = performance.now();
      await reserve(variantIds[index % variantIds.length] ?? "");
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    perSecond: RESERVATIONS / seconds,
    p99Ms: percentile(latencies, 0.99),
    processorUs: (user + system) / RESERVATIONS,
  };
}

async function measure(reserve: Reserve, variantIds: readonly string[]): Promise<Round> {
  const rounds: Round[] = [];
  for (let index = 0; index < ROUNDS; index += 1) rounds.push(await round(reserve, variantIds));
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
    processorUs: median(rounds.map(({ processorUs }) => processorUs)),
  };
}

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "souk-reservations-"));
  const server = await startEmbeddedPostgres({ dataDirectory: directory, durable: true });
  try {
    for (const name of ["souk_product", "souk_bus"]) await server.ensureDatabase(name);
    const services = await startServices({
      modules: [productService],
      env: {},
      databaseUrl: (name) => server.url(`souk_${name}`),
      dataDirectory: directory,
      publicUrl: () => "http://127.0.0.1",
      telemetryOf: (service) => createTelemetry({ service, logLevel: "error" }),
    });
    const [runtime] = services.runtimes;
    if (!runtime) throw new Error("The product service did not start.");
    await seedCatalogue(runtime.host, demoCatalogue());
    await sql`update stock_levels set on_hand = ${STOCK}`.execute(runtime.host.db);
    const { rows } = await sql<{ variant_id: string }>`select variant_id from stock_levels`.execute(
      runtime.host.db,
    );
    const variantIds = rows.map((row) => row.variant_id);
    const stock = services.rpc.client(StockService);
    const reserve = async (variantId: string): Promise<void> => {
      const lines = [{ variantId, quantity: 1 }];
      const { reserved } = await stock.reserve({ orderId: randomUUID(), lines, ttlSeconds: TTL_SECONDS });
      if (!reserved) throw new Error("The stock ran out.");
    };
    console.log(describeMachine());
    const spread = await measure(reserve, variantIds);
    const hot = await measure(reserve, variantIds.slice(0, 1));
    for (const [name, { perSecond, p99Ms, processorUs }, least] of [
      [`spread over ${variantIds.length} variants`, spread, SPREAD_MIN],
      ["one hot variant", hot, HOT_MIN],
    ] as const) {
      console.log(
        `${name}: ${Math.round(perSecond)}/s (≥ ${least}), p99 ${p99Ms.toFixed(1)} ms, ${Math.round(processorUs)} µs of processor each without PostgreSQL`,
      );
      if (perSecond < least) process.exitCode = 1;
    }
    await services.stop();
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

await main();
