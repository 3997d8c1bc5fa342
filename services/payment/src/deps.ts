// What the payment service's commands may use.
import type { Db } from "@souk/db";
import { Refusal } from "@souk/errors";
import { databaseOf, type Host } from "@souk/service";
import type { Telemetry } from "@souk/telemetry";
import { createOrdersClient, type OrdersClient } from "./clients/orders.ts";
import type { Config } from "./config.ts";
import type { PaymentProvider } from "./providers/payment-provider.ts";
import { createSandboxProvider } from "./providers/sandbox-provider.ts";
import type { Database } from "./store/database.gen.ts";

export type Deps = {
  readonly db: Db<Database>;
  readonly orders: OrdersClient;
  /** Refuses a name the shop has no provider for; `pointer` says where in the request the name stood. */
  readonly provider: (name: string, pointer?: string) => PaymentProvider;
  readonly telemetry: Telemetry;
  readonly now: () => Date;
  readonly newId: () => string;
};

export function createDeps(config: Config, host: Host): Deps {
  const { providerTimeoutMs: timeoutMs, sandbox } = config;
  const providers = sandbox ? [createSandboxProvider({ ...sandbox, timeoutMs, now: host.now })] : [];
  return {
    db: databaseOf<Database>(host),
    orders: createOrdersClient(host.rpc),
    provider(name, pointer = "/provider") {
      const found = providers.find((provider) => provider.name === name);
      if (found) return found;
      throw new Refusal(
        "unprocessable",
        "payment_provider_unknown",
        "This shop does not take payments that way.",
        { fields: [{ pointer, code: "unknown", message: "must be one of the shop's payment providers" }] },
      );
    },
    telemetry: host.telemetry,
    now: host.now,
    newId: host.newId,
  };
}
