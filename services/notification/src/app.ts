// Puts the notification service together.
import type { Host, Service, ServiceModule } from "@souk/service";
import { readConfig } from "./config.ts";
import { createDeps } from "./deps.ts";
import { jobs } from "./jobs.ts";
import { createSmtpMailer } from "./mail/smtp-mailer.ts";
import { routes } from "./routes.ts";
import { subscriptions } from "./subscriptions.ts";

export async function buildApp(host: Host): Promise<Service> {
  const config = readConfig(host.env);
  const mailer = createSmtpMailer(config);
  const deps = createDeps({ config, host, mailer });
  return {
    routes: routes(deps),
    subscriptions: subscriptions(deps),
    jobs: jobs(deps),
    close: async () => mailer.close(),
  };
}

export const notificationService: ServiceModule = {
  name: "notification",
  migrations: new URL("../migrations/", import.meta.url),
  buildApp,
};
