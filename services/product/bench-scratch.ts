import { createDb, migrate, newId, statement } from "@souk/db";
import { migrationsOf, type Host } from "@souk/service";
import { createHttpApp, createTokenVerifier, mountRoutes } from "@souk/http";
import { createRegistry, createTelemetry } from "@souk/telemetry";
import { demoCatalogue, drawPicture } from "@souk/demo";
import pg from "pg";
import { createProductService, seedProducts, seedCatalogue } from "./src/app.ts";
const N = Number(process.argv[2] ?? 10000);
const admin = new pg.Client("postgres://postgres@127.0.0.1:54977/postgres"); await admin.connect();
const has = (await admin.query("select 1 from pg_database where datname='bench'")).rowCount;
if (process.argv[3] === "fresh" || !has) { await admin.query("drop database if exists bench with (force)"); await admin.query("create database bench"); }
await admin.end();
const url = "postgres://postgres@127.0.0.1:54977/bench";
const db = createDb<unknown>({ url, applicationName: "bench", connectionsMax: 6 });
const module = createProductService({ drawPicture });
await migrate(db, migrationsOf(module));
const telemetry = createTelemetry({ service: "product", registry: createRegistry(), logLevel: "silent" });
const host = { env: {}, db, databaseUrl: url, rpc: undefined as never, telemetry, now: () => new Date(), newId, publicUrl: () => "", dataDirectory: "/tmp/productpg/w" } as Host;
{ const t = performance.now(); console.log(await seedCatalogue(host, demoCatalogue()), Math.round(performance.now() - t), "ms"); }
{ const t = performance.now(); const r = await seedProducts(host, demoCatalogue(), { products: N }); const ms = performance.now() - t; console.log(r, Math.round(ms), "ms", Math.round(r.products / ms * 1000), "/s", Math.round(process.memoryUsage().rss / 1e6), "MB"); }
await statement("analyze", "analyze").rows(db, []);
const service = await module.buildApp(host);
const app = createHttpApp({ telemetry });
mountRoutes(app, service.routes, { verifier: createTokenVerifier({ issuer: "souk", audience: "souk-api", keys: async () => ({ keys: [] }) }), idempotencyDb: undefined, telemetry });
await app.listen({ port: 54988, host: "127.0.0.1" });
console.log("ready", process.pid);
process.on("SIGTERM", () => process.exit(0));
