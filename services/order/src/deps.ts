// What the order service's commands may use.
import { randomBytes } from "node:crypto";
import { createSharedTransactions, type Db, type SharedTransactions } from "@souk/db";
import { databaseOf, type Host } from "@souk/service";
import type { Telemetry } from "@souk/telemetry";
import { type CartsInMemory, keepCartsInMemory } from "./carts/carts-in-memory.ts";
import { createCatalogueClient, type CatalogueClient } from "./clients/catalogue.ts";
import { createPaymentsClient, type PaymentsClient } from "./clients/payments.ts";
import { createSettingsClient, type SettingsClient } from "./clients/settings.ts";
import { createStockClient, type StockClient } from "./clients/stock.ts";
import type { Config } from "./config.ts";
import { createGiftCardCodes, type GiftCardCodes } from "./gift-cards/gift-card-codes.ts";
import { ORDER_NUMBER_BYTES, orderNumberFrom } from "./orders/domain/order-number.ts";
import { createGuestTokens, type GuestTokens } from "./orders/guest-tokens.ts";
import { createOrderReads, type OrderReads } from "./orders/store/orders.ts";
import type { Database } from "./store/database.gen.ts";
import { keepRulesInMemory, type RulesInMemory } from "./pricing/rules-in-memory.ts";

export type Deps = {
  readonly db: Db<Database>;
  readonly sharedTransactions: SharedTransactions;
  readonly orderReads: OrderReads;
  readonly carts: CartsInMemory;
  readonly catalogue: CatalogueClient;
  readonly stock: StockClient;
  readonly payments: PaymentsClient;
  readonly settings: SettingsClient;
  readonly guestTokens: GuestTokens;
  readonly giftCardCodes: GiftCardCodes;
  readonly pricing: RulesInMemory;
  readonly paymentWindowMs: number;
  /** How long after everything arrived an order is complete. */
  readonly completesAfterMs: number;
  readonly cartAbandonedAfterMs: number;
  readonly telemetry: Telemetry;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly newOrderNumber: () => string;
};

const MS_PER_SECOND = 1000;
const MS_PER_DAY = 86_400_000;
const MS_PER_HOUR = 3_600_000;

export function createDeps(config: Config, host: Host): Deps {
  const db = databaseOf<Database>(host);
  return {
    db,
    sharedTransactions: createSharedTransactions(db),
    orderReads: createOrderReads(db),
    carts: keepCartsInMemory(),
    catalogue: createCatalogueClient(host.rpc),
    stock: createStockClient(host.rpc),
    payments: createPaymentsClient(host.rpc),
    settings: createSettingsClient(host.rpc, host.now),
    guestTokens: createGuestTokens(config.linkSecret),
    giftCardCodes: createGiftCardCodes(config.giftCardSecret),
    pricing: keepRulesInMemory(db, host.now),
    paymentWindowMs: config.paymentWindowSeconds * MS_PER_SECOND,
    completesAfterMs: config.completesAfterDays * MS_PER_DAY,
    cartAbandonedAfterMs: config.cartAbandonedAfterHours * MS_PER_HOUR,
    telemetry: host.telemetry,
    now: host.now,
    newId: host.newId,
    newOrderNumber: () => orderNumberFrom(randomBytes(ORDER_NUMBER_BYTES)),
  };
}
