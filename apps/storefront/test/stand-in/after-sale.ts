// What the stand-in knows of an order after its sale: parcels, returns, refunds, documents. Builders for tests to change.
import type { Invoice, Order, OrderReturn } from "@souk/contracts";

export const ID = "01a1f9d5-0426-72d8-967d-a5af57b23aa2";
export const at = "2026-11-20T09:00:00.000Z";
export const eur = (amount: number) => ({ amount, currency: "EUR" });
export const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json({ type: "about:blank", title: code, status, code }, { status, headers });
const address = {
  firstName: "Mina",
  lastName: "Haddad",
  street: "Lange Reihe 12",
  zipCode: "20099",
  city: "Hamburg",
  country: "DE",
};
const line = (id: string, quantity: number) => ({
  id,
  variantId: id,
  productId: id,
  productSlug: id,
  productName: `The ${id}`,
  variantName: "Blue",
  sku: id,
  image: null,
  quantity,
  unitPrice: eur(1_000),
  total: eur(1_000 * quantity),
  discount: eur(0),
  tax: eur(0),
  taxRateBasisPoints: 1_900,
  taxIncluded: true,
  paid: eur(1_000 * quantity),
});
export const shipment = (lineId: string, quantity: number) => ({
  id: `p-${lineId}`,
  lines: [{ lineId, quantity }],
  carrier: "DHL",
  trackingNumber: "0034",
  trackingUrl: "https://track.example/0034",
  shippedAt: at,
  deliveredAt: null,
});
export const anOrder = (more: Partial<Order> = {}): Order => ({
  id: ID,
  number: "SK-1",
  status: "processing",
  currency: "EUR",
  total: eur(4_000),
  customerId: null,
  totals: { subtotal: eur(4_000), discount: eur(0), shipping: eur(0), tax: eur(0), total: eur(4_000) },
  lines: [line("rug", 3), line("bowl", 1)],
  email: "mina@example.com",
  shippingAddress: address,
  billingAddress: address,
  shippingMethod: { id: "s", name: "Standard" },
  trackingCode: null,
  cancelReason: null,
  paymentId: null,
  amountDue: eur(3_000),
  explanation: [],
  credits: [{ kind: "gift_card", last4: "9XYZ", amount: eur(1_000) }],
  refunded: eur(0),
  fulfilment: "partial",
  shipments: [shipment("rug", 2)],
  returns: [],
  refunds: [],
  history: [{ type: "order.placed", from: null, to: "pending", at }],
  version: 1,
  placedAt: at,
  updatedAt: at,
  ...more,
});
export const aReturn = (more: Partial<OrderReturn> = {}): OrderReturn => ({
  id: "r-1",
  orderId: ID,
  orderNumber: "SK-1",
  status: "requested",
  note: null,
  received: [],
  lines: [{ lineId: "rug", quantity: 1, reason: "damaged" }],
  rejectReason: null,
  requestedAt: at,
  updatedAt: at,
  ...more,
});

export const aRefund = {
  id: "f-1",
  amount: eur(1_000),
  shipping: eur(0),
  returnId: null,
  to: "original" as const,
  reason: "x",
  toCredits: eur(400),
  toPayment: eur(600),
  toStoreCredit: eur(0),
  requestedAt: at,
  lines: [{ lineId: "rug", quantity: 1, amount: eur(1_000) }],
};

export const invoiceOf = (id: string, kind: Invoice["kind"]): Invoice => ({
  id,
  kind,
  number: `${kind === "invoice" ? "INV" : "CN"}-${id}`,
  orderId: ID,
  orderNumber: "SK-1",
  total: eur(4_000),
  issuedAt: at,
});

export const transfer = {
  id: "p",
  orderId: ID,
  provider: "bank_transfer",
  status: "requires_action",
  amount: eur(3_000),
  instructions: "IBAN DE00 1234\nSK-1",
  expiresAt: at,
  captures: [],
  refunds: [],
};
