// Puts the product service together: what a shape (one process or many) needs to run it.
import { databaseOf, type Host, type Service, type ServiceModule } from "@souk/service";
import { createAccountsClient } from "./back-in-stock/clients/accounts.ts";
import { scheduleTidying } from "./back-in-stock/jobs.ts";
import { schedulePublishing } from "./catalogue/jobs.ts";
import { createProductPages } from "./catalogue/product-pages.ts";
import { createPricedVariants } from "./catalogue/priced-variants.ts";
import { createShopCatalogue } from "./catalogue/shop-catalogue.ts";
import { createChanges } from "./changes.ts";
import { readConfig } from "./config.ts";
import type { Deps } from "./deps.ts";
import { createDocumentCache } from "./documents.ts";
import { jobs } from "./jobs.ts";
import { createMedia } from "./media/create-media.ts";
import { scheduleMediaSweep } from "./media/jobs.ts";
import type { DrawPicture } from "./media/originals.ts";
import { productMetrics } from "./metrics.ts";
import { createOrdersClient } from "./reviews/clients/orders.ts";
import { createInterest } from "./recommendations/interest.ts";
import { scheduleCounting } from "./recommendations/jobs.ts";
import { routes } from "./routes.ts";
import { implementations } from "./rpc.ts";
import { createSearch } from "./search/create-search.ts";
import { startSearch } from "./search/jobs.ts";
import { scheduleSweep } from "./stock/jobs.ts";
import { createSellTogether } from "./stock/sell-together.ts";
import { createTakeTogether } from "./stock/take-together.ts";
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
  const media = await createMedia({
    ...options,
    directory: `${host.dataDirectory}/media`,
    s3: config.mediaS3,
    workers: config.pictureWorkers,
    metrics,
  });
  return {
    db,
    metrics,
    ...media,
    telemetry: host.telemetry,
    documents: createDocumentCache({
      changes,
      nowMs,
      reads: metrics.documentReads,
      isKept: config.keepsDocuments,
    }),
    productPages: createProductPages(db),
    pricedVariants: createPricedVariants({ db, changes, nowMs }),
    search: await createSearch({
      db,
      changes,
      nowMs,
      openSearch: config.openSearch,
      telemetry: host.telemetry,
    }),
    interest: createInterest({ db, telemetry: host.telemetry, now: host.now }),
    takeTogether: createTakeTogether({ db, telemetry: host.telemetry }),
    sellTogether: createSellTogether(db),
    shopCatalogue: createShopCatalogue({ db, changes, nowMs }),
    orders: createOrdersClient(host.rpc),
    accounts: createAccountsClient(host.rpc),
    publicUrl: host.publicUrl,
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
    start: async () => {
      await Promise.all([
        scheduleSweep(deps),
        scheduleMediaSweep(deps),
        schedulePublishing(deps),
        scheduleTidying(deps),
      ]);
      await Promise.all([startSearch(deps), scheduleCounting(deps)]);
    },
    close: async () => {
      deps.mediaStorage.close();
      await deps.interest.close();
      await deps.search.engine.close();
    },
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
