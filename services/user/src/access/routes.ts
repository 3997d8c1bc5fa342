// REST of who may do what: people and their roles, the shop's own roles, keys for machines.
import type { Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { apiKeyRoutes } from "./api-key-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { roleRoutes } from "./role-routes.ts";

export function accessRoutes(deps: Deps): readonly Route[] {
  return [...peopleRoutes(deps), ...roleRoutes(deps), ...apiKeyRoutes(deps)];
}
