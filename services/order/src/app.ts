// Puts the order service together.
import type { Host, Service, ServiceModule } from "@souk/service";
import { readConfig } from "./config.ts";
import { createDeps } from "./deps.ts";
import { jobs, startJobs } from "./jobs.ts";
import { routes } from "./routes.ts";
import { rpc } from "./rpc.ts";
import { subscriptions } from "./subscriptions.ts";

export async function buildApp(host: Host): Promise<Service> {
  const deps = createDeps(readConfig(host.env), host);
  return {
    routes: routes(deps),
    rpc: rpc(deps),
    subscriptions: subscriptions(deps),
    jobs: jobs(deps),
    start: () => startJobs(deps),
  };
}

export const orderService: ServiceModule = {
  name: "order",
  migrations: new URL("../migrations/", import.meta.url),
  buildApp,
};
