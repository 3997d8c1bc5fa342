// Puts the payment service together.
import type { Host, Service, ServiceModule } from "@souk/service";
import { readConfig } from "./config.ts";
import { createDeps } from "./deps.ts";
import { jobs } from "./jobs.ts";
import { routes } from "./payments/routes.ts";
import { rpc } from "./rpc.ts";

export async function buildApp(host: Host): Promise<Service> {
  const deps = createDeps(readConfig(host.env), host);
  return { routes: routes(deps), rpc: rpc(deps), subscriptions: [], jobs: jobs(deps) };
}

export const paymentService: ServiceModule = {
  name: "payment",
  migrations: new URL("../migrations/", import.meta.url),
  buildApp,
};
