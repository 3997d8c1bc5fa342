// Puts the payment service together.
import type { Host, Service, ServiceModule } from "@souk/service";
import { readConfig } from "./config.ts";
import { createDeps } from "./deps.ts";
import { disputeRoutes } from "./disputes/routes.ts";
import { jobs, startJobs } from "./jobs.ts";
import { ledgerRoutes } from "./ledger/routes.ts";
import { routes } from "./payments/routes.ts";
import { rpc } from "./rpc.ts";
import { reconciliationRoutes } from "./reconciliation/routes.ts";
import { savedMethodRoutes } from "./saved-methods/routes.ts";

export async function buildApp(host: Host): Promise<Service> {
  const deps = createDeps(readConfig(host.env), host);
  return {
    routes: [
      ...routes(deps),
      ...disputeRoutes(deps),
      ...ledgerRoutes(deps),
      ...reconciliationRoutes(deps),
      ...savedMethodRoutes(deps),
    ],
    rpc: rpc(deps),
    subscriptions: [],
    jobs: jobs(deps),
    start: () => startJobs(deps),
  };
}

export const paymentService: ServiceModule = {
  name: "payment",
  migrations: new URL("../migrations/", import.meta.url),
  buildApp,
};
