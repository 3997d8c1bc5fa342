// What the notification service's commands may use.
import { createSharedTransactions, type Db, type SharedTransactions } from "@souk/db";
import { databaseOf, type Host } from "@souk/service";
import type { Telemetry } from "@souk/telemetry";
import { type AccountsClient, createAccountsClient } from "./clients/accounts.ts";
import { createOrdersClient, type OrdersClient } from "./clients/orders.ts";
import { createWaitingClient, type WaitingClient } from "./clients/waiting.ts";
import type { Config } from "./config.ts";
import type { Mailer } from "./mail/mailer.ts";
import { type NotificationMetrics, notificationMetrics } from "./metrics.ts";
import { createDeliveries, type Deliveries } from "./store/deliveries.ts";
import type { Database } from "./store/database.gen.ts";
import type { Shop } from "./templates/mail-order.ts";

export type Deps = {
  readonly db: Db<Database>;
  readonly deliveries: Deliveries;
  readonly sharedTransactions: SharedTransactions;
  readonly orders: OrdersClient;
  readonly accounts: AccountsClient;
  readonly waiting: WaitingClient;
  readonly mailer: Mailer;
  readonly shop: () => Shop;
  readonly metrics: NotificationMetrics;
  readonly telemetry: Telemetry;
  readonly now: () => Date;
  readonly newId: () => string;
};

export type DepsParts = { readonly config: Config; readonly host: Host; readonly mailer: Mailer };

export function createDeps({ config, host, mailer }: DepsParts): Deps {
  const db = databaseOf<Database>(host);
  return {
    db,
    deliveries: createDeliveries(db),
    sharedTransactions: createSharedTransactions(db),
    orders: createOrdersClient(host.rpc, host.publicUrl),
    accounts: createAccountsClient(host.rpc),
    waiting: createWaitingClient(host.rpc),
    mailer,
    shop: () => ({ name: config.sender.name, url: host.publicUrl() }),
    metrics: notificationMetrics(host.telemetry.metrics),
    telemetry: host.telemetry,
    now: host.now,
    newId: host.newId,
  };
}
