// Puts the user service together.
import { randomBytes } from "node:crypto";
import type { Host, Service, ServiceModule } from "@souk/service";
import { ensureAdministrator, type FirstAdministrator } from "./commands/ensure-administrator.ts";
import { readConfig } from "./config.ts";
import { createDeps } from "./deps.ts";
import { jobs, startJobs } from "./jobs.ts";
import { routes } from "./routes.ts";
import { rpc } from "./rpc.ts";

const PASSWORD_BYTES = 15;

export type UserServiceOptions = {
  /** Told once, when the shop gets its first administrator: nobody else ever learns a password that was made for it. */
  readonly onFirstAdministrator?: (administrator: FirstAdministrator) => void;
};

export async function buildApp(
  host: Host,
  { onFirstAdministrator }: UserServiceOptions = {},
): Promise<Service> {
  const config = readConfig(host.env);
  const deps = await createDeps(config, host);
  return {
    routes: routes(deps),
    rpc: rpc(deps),
    subscriptions: [],
    jobs: jobs(deps, config),
    jwks: () => deps.accessTokens.jwks(),
    async start() {
      const password = config.adminPassword ?? randomBytes(PASSWORD_BYTES).toString("base64url");
      const administrator = { email: config.adminEmail, password };
      if (await ensureAdministrator(deps, administrator)) onFirstAdministrator?.(administrator);
      await startJobs(deps);
    },
  };
}

export function createUserService(options: UserServiceOptions): ServiceModule {
  return {
    name: "user",
    migrations: new URL("../migrations/", import.meta.url),
    buildApp: (host) => buildApp(host, options),
  };
}

export const userService: ServiceModule = createUserService({});
