// What the commands and reads of the product service may use.
import type { Db } from "@souk/db";
import type { Telemetry } from "@souk/telemetry";
import type { AccountsClient } from "./back-in-stock/clients/accounts.ts";
import type { ProductPages } from "./catalogue/product-pages.ts";
import type { PricedVariants } from "./catalogue/priced-variants.ts";
import type { ShopCatalogue } from "./catalogue/shop-catalogue.ts";
import type { DocumentCache } from "./documents.ts";
import type { Media } from "./media/create-media.ts";
import type { ProductMetrics } from "./metrics.ts";
import type { OrdersClient } from "./reviews/clients/orders.ts";
import type { Interest } from "./recommendations/interest.ts";
import type { Search } from "./search/create-search.ts";
import type { SellTogether } from "./stock/sell-together.ts";
import type { TakeTogether } from "./stock/take-together.ts";
import type { Database } from "./store/database.gen.ts";

export type Deps = Media & {
  readonly db: Db<Database>;
  readonly telemetry: Telemetry;
  readonly metrics: ProductMetrics;
  readonly documents: DocumentCache;
  readonly productPages: ProductPages;
  readonly pricedVariants: PricedVariants;
  readonly search: Search;
  readonly interest: Interest;
  readonly takeTogether: TakeTogether;
  readonly sellTogether: SellTogether;
  readonly shopCatalogue: () => Promise<ShopCatalogue>;
  readonly orders: OrdersClient;
  readonly accounts: AccountsClient;
  /** The shop's origin, for links in mails. */
  readonly publicUrl: () => string;
  readonly now: () => Date;
  readonly newId: () => string;
};
