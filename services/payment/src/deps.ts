// What the payment service's commands may use.
import type { Db } from "@souk/db";
import { Refusal } from "@souk/errors";
import { databaseOf, type Host } from "@souk/service";
import type { Telemetry } from "@souk/telemetry";
import type { DeclineLimits } from "./card-testing/card-testing-config.ts";
import { createOrdersClient, type OrdersClient } from "./clients/orders.ts";
import type { Config } from "./config.ts";
import type { CaptureMode, PaymentProvider } from "./providers/payment-provider.ts";
import { createPaymentsUnderWay, type PaymentsUnderWay } from "./payments/payments-under-way.ts";
import { createManualProvider } from "./providers/manual-provider.ts";
import { createPayPalProvider } from "./providers/paypal/create-paypal-provider.ts";
import { createSandboxProvider } from "./providers/sandbox-provider.ts";
import { createStripeProvider } from "./providers/stripe/stripe-provider.ts";
import type { Database } from "./store/database.gen.ts";

export type Deps = {
  readonly db: Db<Database>;
  readonly orders: OrdersClient;
  readonly underWay: PaymentsUnderWay;
  readonly providers: readonly PaymentProvider[];
  /** Refuses a name the shop has no provider for; `pointer` says where in the request the name stood. */
  readonly provider: (name: string, pointer?: string) => PaymentProvider;
  /** The shop's choice: whether money is taken when it is granted, or when the goods leave. */
  readonly captureMode: CaptureMode;
  /** How long an order waits for money that is brought by hand. */
  readonly manualWindowMs: number;
  readonly declines: DeclineLimits;
  readonly webhooksKeptDays: number;
  readonly telemetry: Telemetry;
  readonly now: () => Date;
  readonly newId: () => string;
};

export function createDeps(config: Config, host: Host): Deps {
  const providers = providersOf(config, host.now);
  return {
    db: databaseOf<Database>(host),
    orders: createOrdersClient(host.rpc),
    underWay: createPaymentsUnderWay(),
    providers,
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
    captureMode: config.captureMode,
    declines: config.declines,
    webhooksKeptDays: config.webhooksKeptDays,
    manualWindowMs: config.manual.windowMs,
    telemetry: host.telemetry,
    now: host.now,
    newId: host.newId,
  };
}

/** A provider is there when it is configured. */
function providersOf(
  { providerTimeoutMs: timeoutMs, sandbox, stripe, paypal, manual }: Config,
  now: () => Date,
): readonly PaymentProvider[] {
  return [
    ...manual.ways.map(createManualProvider),
    ...(sandbox ? [createSandboxProvider({ ...sandbox, timeoutMs, now })] : []),
    ...(stripe ? [createStripeProvider({ ...stripe, timeoutMs, now })] : []),
    ...(paypal ? [createPayPalProvider({ ...paypal, timeoutMs, now })] : []),
  ];
}
