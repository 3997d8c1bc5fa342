// All routes of the product service.
import type { Route } from "@souk/http";
import { backInStockRoutes } from "./back-in-stock/routes.ts";
import { attributeRoutes } from "./catalogue/attribute-routes.ts";
import { categoryRoutes } from "./catalogue/category-routes.ts";
import { catalogueRoutes } from "./catalogue/routes.ts";
import type { Deps } from "./deps.ts";
import { mediaRoutes } from "./media/routes.ts";
import { priceRoutes } from "./prices/routes.ts";
import { recommendationRoutes } from "./recommendations/routes.ts";
import { reviewRoutes } from "./reviews/routes.ts";
import { searchRoutes } from "./search/routes.ts";
import { stockRoutes } from "./stock/routes.ts";
import { transferRoutes } from "./transfer/routes.ts";
import { wishlistRoutes } from "./wishlists/routes.ts";

export const routes = (deps: Deps): readonly Route[] => [
  ...searchRoutes(deps),
  ...recommendationRoutes(deps),
  ...catalogueRoutes(deps),
  ...categoryRoutes(deps),
  ...attributeRoutes(deps),
  ...stockRoutes(deps),
  ...mediaRoutes(deps),
  ...priceRoutes(deps),
  ...transferRoutes(deps),
  ...reviewRoutes(deps),
  ...wishlistRoutes(deps),
  ...backInStockRoutes(deps),
];
