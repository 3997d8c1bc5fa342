// REST of the second factor: using one, having one, and whether staff need one.
import type { Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { passkeyRoutes } from "./passkey-routes.ts";
import { policyRoutes } from "./policy-routes.ts";
import { secondStepRoutes } from "./second-step-routes.ts";
import { totpRoutes } from "./totp-routes.ts";

export function secondFactorRoutes(deps: Deps): readonly Route[] {
  return [...secondStepRoutes(deps), ...totpRoutes(deps), ...passkeyRoutes(deps), ...policyRoutes(deps)];
}
