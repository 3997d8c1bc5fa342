// The evidence of one order with everything: a coupon, a gift card, added tax, captures and shipments in parts, a return, refunds.
import type { Evidence } from "../src/evidence.ts";
import { aGoodDay } from "./evidence.ts";

const [plainOrder] = aGoodDay.orders as [Evidence["orders"][number]];
const [plainPayment] = aGoodDay.payments as [Evidence["payments"][number]];
const eur = (amount: number) => ({ amount, currency: "EUR" });

const types: readonly (readonly [type: string, to: string, subject?: string])[] = [
  ["placed", "pending"],
  ["confirmed", "confirmed"],
  ["shipped", "processing", "parcel-1"],
  ["shipped", "shipped", "parcel-2"],
  ["delivered", "shipped", "parcel-1"],
  ["delivered", "delivered", "parcel-2"],
  ["return_requested", "delivered", "return"],
  ["return_approved", "delivered", "return"],
  ["return_received", "delivered", "return"],
  ["refund_requested", "delivered", "refused"],
  ["refund_failed", "delivered", "refused"],
  ["refund_requested", "delivered", "refund"],
  ["refund_recorded", "delivered", "refund"],
  ["refund_recorded", "delivered", "refund"],
];
const piece = { lineId: "line", quantity: 1 };
const pending = { lines: [], toCredits: [], toPayment: 0, toStoreCredit: 0, returnId: null };

/** 5,000 − 500 + 590 + 19 % of tax on the goods = 5,945; a gift card paid 1,000 of it. */
export const richOrder: Evidence["orders"][number] = {
  ...plainOrder,
  status: "delivered",
  total: eur(5_945),
  totals: { subtotal: 5_000, discount: 500, shipping: 590, tax: 855, total: 5_945 },
  lines: [
    {
      id: "line",
      variantId: "kilim",
      quantity: 2,
      total: 5_000,
      discount: 500,
      tax: 855,
      taxIncluded: false,
      paid: 5_355,
    },
  ],
  credits: [{ creditId: "card", amount: 1_000 }],
  amountDue: eur(4_945),
  promotions: [{ promotionId: "spring" }],
  refunded: 2_678,
  shipments: [{ lines: [piece] }, { lines: [piece] }],
  returns: [{ id: "return", status: "refunded", received: [{ ...piece, restock: true }] }],
  refunds: [
    { ...pending, id: "refused", status: "failed", amount: 2_678, given: 0 },
    {
      id: "refund",
      status: "succeeded",
      amount: 2_678,
      given: 2_678,
      lines: [{ ...piece, amount: 2_678 }],
      returnId: "return",
      toPayment: 2_000,
      toCredits: [{ creditId: "card", amount: 678 }],
      toStoreCredit: 0,
    },
  ],
  history: types.map(([type, , subject = null], index) => ({ version: index + 1, type, subject })),
  moves: types.map(([type, to], index) => ({ type, from: types[index - 1]?.[1] ?? null, to })),
};
const moved = { paymentId: "sp", orderId: "order", currency: "EUR" };
const told = ["confirmed", "shipped", "shipped", "delivered", "delivered", "refunded"];
const returned = ["return_requested", "return_approved", "return_received"];

export const aRichDay: Evidence = {
  ...aGoodDay,
  orders: [richOrder],
  movements: [
    { kind: "capture", amount: 945, ...moved },
    { kind: "capture", amount: 4_000, ...moved },
    { kind: "refund", amount: 2_000, ...moved },
  ],
  payments: [{ ...plainPayment, amount: 4_945, captured: 4_945, refunded: 2_000, captures: [945, 4_000] }],
  ledger: [
    { transactionId: "held", kind: "authorize", account: "authorized", ...eur(4_945) },
    { transactionId: "held", kind: "authorize", account: "authorizations", ...eur(-4_945) },
    { transactionId: "taken", kind: "capture", account: "provider", ...eur(4_945) },
    { transactionId: "taken", kind: "capture", account: "customers", ...eur(-4_945) },
    { transactionId: "back", kind: "refund", account: "provider", ...eur(-2_000) },
    { transactionId: "back", kind: "refund", account: "customers", ...eur(2_000) },
    { transactionId: "fee", kind: "fee", account: "provider", ...eur(-94) },
    { transactionId: "fee", kind: "fee", account: "fees", ...eur(94) },
  ],
  promotions: [{ id: "spring", usesMax: 1, usesPerCustomerMax: 1, uses: 1, usesOfOneCustomer: 1 }],
  promotionUses: [
    { promotionId: "spring", orderId: "order", isLive: true },
    { promotionId: "spring", orderId: "never paid", isLive: false },
  ],
  credits: [{ id: "card", balance: 9_678, booked: 9_678 }],
  creditEntries: [
    { creditId: "card", kind: "issued", amount: 10_000, orderId: null },
    { creditId: "card", kind: "redeemed", amount: -1_000, orderId: "order" },
    { creditId: "card", kind: "returned", amount: 678, orderId: "order" },
  ],
  sold: [{ orderId: "order", variantId: "kilim", quantity: 1, sales: 1, restocked: 1 }],
  sales: [{ orderId: "order", units: 2, revenue: 5_945 }],
  reported: { orders: 1, units: 2, revenue: 5_945 },
  notifications: [...told, ...returned].map((news) => ({
    orderId: "order",
    template: `order.${news}`,
    status: "sent",
  })),
};
