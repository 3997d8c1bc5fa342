// Puts the product service together: what a shape (one process or many) needs to run it.
import { mkdir } from "node:fs/promises";
import { databaseOf, type Host, type Service, type ServiceModule } from "@souk/service";
import { createShopCatalogue } from "./catalogue/shop-catalogue.ts";
import { createChanges } from "./changes.ts";
import { readConfig } from "./config.ts";
import type { Deps } from "./deps.ts";
import { createDocumentCache } from "./documents.ts";
import { jobs } from "./jobs.ts";
import { createOriginals, type DrawPicture } from "./media/originals.ts";
import { createRenditions } from "./media/renditions.ts";
import { productMetrics } from "./metrics.ts";
import { routes } from "./routes.ts";
import { implementations } from "./rpc.ts";
import { scheduleSweep } from "./stock/jobs.ts";
import type { Database } from "./store/database.gen.ts";
import { subscriptions } from "./subscriptions.ts";

export type { DrawPicture, PictureRequest } from "./media/originals.ts";
export { seedCatalogue, seedProducts, type SeedCatalogue, type SeedResult } from "./seed.ts";

export type ProductOptions = {
  /** Draws the pictures of the demo shop when they are first asked for. */
  readonly drawPicture?: DrawPicture;
};

/** What the commands and reads may use, of what a shape gives. */
export async function buildDeps(host: Host, options: ProductOptions = {}): Promise<Deps> {
  const config = readConfig(host.env);
  const db = databaseOf<Database>(host);
  const metrics = productMetrics(host.telemetry.metrics);
  const changes = createChanges();
  const nowMs = (): number => performance.now();
  const originals = createOriginals({ directory: `${host.dataDirectory}/media/originals`, ...options });
  const directory = `${host.dataDirectory}/media/renditions`;
  await mkdir(directory, { recursive: true });
  return {
    db,
    metrics,
    originals,
    telemetry: host.telemetry,
    documents: createDocumentCache({
      changes,
      nowMs,
      reads: metrics.documentReads,
      isKept: config.keepsDocuments,
    }),
    shopCatalogue: createShopCatalogue({ db, changes, nowMs }),
    renditions: createRenditions({ directory, workers: config.pictureWorkers, metrics }),
    now: host.now,
    newId: host.newId,
  };
}

export async function buildApp(host: Host, options: ProductOptions = {}): Promise<Service> {
  const deps = await buildDeps(host, options);
  return {
    routes: routes(deps),
    rpc: implementations(deps),
    subscriptions: subscriptions(deps),
    jobs: jobs(deps),
    start: () => scheduleSweep(deps),
  };
}

export function createProductService(options: ProductOptions = {}): ServiceModule {
  return {
    name: "product",
    migrations: new URL("../migrations/", import.meta.url),
    buildApp: (host) => buildApp(host, options),
  };
}

export const productService: ServiceModule = createProductService();
