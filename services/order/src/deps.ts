// What the order service's commands may use.
import { randomBytes } from "node:crypto";
import type { Db } from "@souk/db";
import { databaseOf, type Host } from "@souk/service";
import type { Telemetry } from "@souk/telemetry";
import { createCatalogueClient, type CatalogueClient } from "./clients/catalogue.ts";
import { createPaymentsClient, type PaymentsClient } from "./clients/payments.ts";
import { createSettingsClient, type SettingsClient } from "./clients/settings.ts";
import { createStockClient, type StockClient } from "./clients/stock.ts";
import type { Config } from "./config.ts";
import { ORDER_NUMBER_BYTES, orderNumberFrom } from "./orders/domain/order-number.ts";
import type { ShippingMethod } from "./pricing/domain/shipping.ts";
import { createGuestTokens, type GuestTokens } from "./orders/guest-tokens.ts";
import type { Database } from "./store/database.gen.ts";
import { listShippingMethods } from "./pricing/store/shipping-methods.ts";

export type Deps = {
  readonly db: Db<Database>;
  readonly catalogue: CatalogueClient;
  readonly stock: StockClient;
  readonly payments: PaymentsClient;
  readonly settings: SettingsClient;
  readonly guestTokens: GuestTokens;
  readonly shippingMethods: readonly ShippingMethod[];
  readonly paymentWindowMs: number;
  readonly telemetry: Telemetry;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly newOrderNumber: () => string;
};

const MS_PER_SECOND = 1000;

export async function createDeps(config: Config, host: Host): Promise<Deps> {
  const db = databaseOf<Database>(host);
  return {
    db,
    catalogue: createCatalogueClient(host.rpc),
    stock: createStockClient(host.rpc),
    payments: createPaymentsClient(host.rpc),
    settings: createSettingsClient(host.rpc, host.now),
    guestTokens: createGuestTokens(config.linkSecret),
    shippingMethods: await listShippingMethods(db),
    paymentWindowMs: config.paymentWindowSeconds * MS_PER_SECOND,
    telemetry: host.telemetry,
    now: host.now,
    newId: host.newId,
    newOrderNumber: () => orderNumberFrom(randomBytes(ORDER_NUMBER_BYTES)),
  };
}
