// What the commands and reads of the product service may use.
import type { Db } from "@souk/db";
import type { Telemetry } from "@souk/telemetry";
import type { ShopCatalogue } from "./catalogue/shop-catalogue.ts";
import type { DocumentCache } from "./documents.ts";
import type { Originals } from "./media/originals.ts";
import type { Renditions } from "./media/renditions.ts";
import type { ProductMetrics } from "./metrics.ts";
import type { Database } from "./store/database.gen.ts";

export type Deps = {
  readonly db: Db<Database>;
  readonly telemetry: Telemetry;
  readonly metrics: ProductMetrics;
  readonly documents: DocumentCache;
  readonly shopCatalogue: () => Promise<ShopCatalogue>;
  readonly originals: Originals;
  readonly renditions: Renditions;
  readonly now: () => Date;
  readonly newId: () => string;
};
