// Puts the admin service together.
import type { Host, Service, ServiceModule } from "@souk/service";
import { createDeps } from "./deps.ts";
import { routes } from "./routes.ts";
import { rpc } from "./rpc.ts";
import { subscriptions } from "./subscriptions.ts";

export async function buildApp(host: Host): Promise<Service> {
  const deps = createDeps(host);
  return { routes: routes(deps), rpc: rpc(deps), subscriptions: subscriptions(deps), jobs: [] };
}

export const adminService: ServiceModule = {
  name: "admin",
  migrations: new URL("../migrations/", import.meta.url),
  buildApp,
};
