// REST of the order service: carts and orders.
import type { Route } from "@souk/http";
import { cartRoutes } from "./carts/routes.ts";
import type { Deps } from "./deps.ts";
import { orderRoutes } from "./orders/routes.ts";

export function routes(deps: Deps): readonly Route[] {
  return [...cartRoutes(deps), ...orderRoutes(deps)];
}
