// The evidence of one order that went as it should, to plant faults into.
import type { Evidence } from "../src/evidence.ts";

const total = { amount: 5_590, currency: "EUR" };

/** Neither reduced nor taxed. */
const plain = { discount: 0, tax: 0, taxIncluded: true };
const asked = { paymentId: "sp", orderId: "order", ...total };
const booked = { transactionId: "t", kind: "capture" };

export const aGoodDay: Evidence = {
  told: [
    { cartId: "cart", key: "key", status: 503, orderId: undefined, body: "overloaded" },
    { cartId: "cart", key: "key", status: 201, orderId: "order", body: "{}" },
    { cartId: "late", key: "other", status: 409, orderId: undefined, body: "sold_out" },
  ],
  movements: [{ kind: "capture", ...asked }],
  mails: [{ to: "leyla@example.com", subject: "Your order N1 is confirmed" }],
  orders: [
    {
      id: "order",
      number: "N1",
      cartId: "cart",
      status: "confirmed",
      email: "leyla@example.com",
      total,
      totals: { subtotal: 5_000, discount: 0, shipping: 590, tax: 0, total: 5_590 },
      lines: [{ id: "line", variantId: "kilim", quantity: 2, total: 5_000, ...plain, paid: 5_000 }],
      shipping: { total: 590, ...plain, paid: 590 },
      credits: [],
      amountDue: total,
      promotions: [],
      refunded: 0,
      shipments: [],
      returns: [],
      refunds: [],
      history: [
        { version: 1, type: "placed", subject: null },
        { version: 2, type: "confirmed", subject: null },
      ],
      moves: [
        { type: "placed", from: null, to: "pending" },
        { type: "confirmed", from: "pending", to: "confirmed" },
      ],
    },
  ],
  promotions: [],
  promotionUses: [],
  credits: [],
  creditEntries: [],
  payments: [
    {
      id: "payment",
      orderId: "order",
      status: "captured",
      amount: 5_590,
      captured: 5_590,
      refunding: 0,
      refunded: 0,
      captures: [],
    },
  ],
  ledger: [
    { ...booked, account: "provider", ...total },
    { ...booked, account: "customers", amount: -5_590, currency: "EUR" },
  ],
  stock: [{ variantId: "kilim", location: "main", onHand: 8, reserved: 0, moved: 8, held: 0 }],
  sold: [{ orderId: "order", variantId: "kilim", quantity: 2, sales: 1, restocked: 0 }],
  sales: [{ orderId: "order", units: 2, revenue: 5_590 }],
  reported: { orders: 1, units: 2, revenue: 5_590 },
  notifications: [{ orderId: "order", template: "order.confirmed", status: "sent" }],
  webhooks: [{ outcome: "applied" }],
  onBus: [{ type: "order.confirmed.v1", orderId: "order", events: 1 }],
  undelivered: [],
  unfinished: [],
};
