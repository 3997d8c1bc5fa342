// Puts the analytics service together.
import type { Host, Service, ServiceModule } from "@souk/service";
import { createDeps } from "./deps.ts";
import { routes } from "./routes.ts";
import { subscriptions } from "./subscriptions.ts";

export async function buildApp(host: Host): Promise<Service> {
  const deps = createDeps(host);
  return { routes: routes(deps), subscriptions: subscriptions(deps), jobs: [] };
}

export const analyticsService: ServiceModule = {
  name: "analytics",
  migrations: new URL("../migrations/", import.meta.url),
  buildApp,
};
