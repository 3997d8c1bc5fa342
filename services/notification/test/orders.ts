// The order service as the notification service hears it: only the gRPC contract, with orders that a test makes.
import { randomUUID } from "node:crypto";
import { OrderService } from "@souk/contracts/rpc";
import { Refusal } from "@souk/errors";
import type { ServiceModule } from "@souk/service";

const noMigrations = new URL("../../order/migrations/", import.meta.url);

/** Of the one line that every order has. */
export const LINE_ID = "0199a0b2-0000-7000-8000-000000000002";

export type TestOrder = { readonly orderId: string; readonly number: string; readonly email: string };
type OrderText = {
  readonly firstName: string;
  readonly productName: string;
  /** Without picture, variant, address and tax, but with a discount and free shipping. */
  readonly isBare: boolean;
};
export type TestOrders = {
  readonly module: ServiceModule;
  make(text?: Partial<OrderText>): TestOrder;
  /** While down, every question ends in an error. */
  setDown(isDown: boolean): void;
};

export function createTestOrders(): TestOrders {
  const orders = new Map<string, TestOrder & OrderText>();
  let isDown = false;
  return {
    make: (text = {}) => {
      const orderId = randomUUID();
      const number = `SK-${orderId.slice(0, 8).toUpperCase()}`;
      const email = `${orderId.slice(0, 8)}@shopper.example`;
      const order = {
        orderId,
        number,
        email,
        firstName: "Leyla",
        productName: "Brass tray",
        isBare: false,
        ...text,
      };
      orders.set(orderId, order);
      return order;
    },
    setDown: (down) => {
      isDown = down;
    },
    module: {
      name: "order",
      migrations: noMigrations,
      buildApp: async () => ({
        routes: [],
        subscriptions: [],
        jobs: [],
        rpc: (router) =>
          router.service(OrderService, {
            getOrder: ({ orderId }) => {
              if (isDown) throw new Refusal("unavailable", "service_unavailable", "Down for the test.");
              const order = orders.get(orderId);
              if (!order) throw new Refusal("not_found", "order_not_found", "There is no such order.");
              return messageOf(order);
            },
          }),
      }),
    },
  };
}

function messageOf({ orderId, number, email, firstName, productName, isBare }: TestOrder & OrderText) {
  return {
    orderId,
    number,
    email,
    firstName,
    status: "confirmed",
    currency: "EUR",
    totalMinor: 13_990n,
    subtotalMinor: 12_000n,
    discountMinor: isBare ? 1000n : 0n,
    shippingMinor: isBare ? 0n : 490n,
    taxMinor: isBare ? 0n : 1500n,
    lines: [
      {
        productName,
        variantName: isBare ? "" : "Large",
        sku: "TRAY-L",
        quantity: 2,
        unitPriceMinor: 6000n,
        totalMinor: 12_000n,
        imagePath: isBare ? "" : "/media/0199a0b2-0000-7000-8000-000000000001/320.webp",
        lineId: LINE_ID,
      },
    ],
    shippingMethodName: "Standard",
    ...(isBare ? {} : { shippingAddress: addressOf(firstName) }),
    orderPath: `/orders/${orderId}?token=secret-of-${orderId}`,
    placedAt: "2026-03-01T10:00:00.000Z",
  };
}

function addressOf(firstName: string) {
  return {
    firstName,
    lastName: "Demir",
    street: "Bazaar Lane 12",
    street2: "Back house",
    city: "Toronto",
    state: "ON",
    zipCode: "M5V 2T6",
    country: "CA",
    phone: "",
  };
}
