// All routes of the product service.
import type { Route } from "@souk/http";
import { catalogueRoutes } from "./catalogue/routes.ts";
import type { Deps } from "./deps.ts";
import { mediaRoutes } from "./media/routes.ts";
import { searchRoutes } from "./search/routes.ts";
import { stockRoutes } from "./stock/routes.ts";

export const routes = (deps: Deps): readonly Route[] => [
  ...searchRoutes(deps),
  ...catalogueRoutes(deps),
  ...stockRoutes(deps),
  ...mediaRoutes(deps),
];
