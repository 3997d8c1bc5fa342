// Orders for the tests of the pure rules: terms with lines that cannot be shared evenly, and the steps that lead to a state.
import { money, type Money, zeroMoney } from "@souk/money";
import { decide, type OrderCommand } from "../src/orders/domain/decide.ts";
import { evolve } from "../src/orders/domain/evolve.ts";
import { type Order, placedOrder } from "../src/orders/domain/order.ts";
import { termsFrom } from "../src/orders/domain/stored-terms.ts";
import type { OrderCredit, OrderTerms } from "../src/orders/domain/terms.ts";

export const at = new Date("2026-11-20T10:00:00Z");
export const eur = (amount: number): Money => money(amount, "EUR");
const address = { firstName: "A", lastName: "B", street: "C", city: "D", zipCode: "1", country: "DE" };

export type OrderShape = {
  /** Of each line: what all its pieces cost, and how many they are. */
  readonly lines?: readonly (readonly [paidMinor: number, quantity: number])[];
  readonly shippingMinor?: number;
  readonly credits?: readonly OrderCredit[];
  readonly currency?: string;
  readonly customerId?: string | null;
};

export function termsWith(shape: OrderShape = {}): OrderTerms {
  const { lines = [[700, 3] as const, [200, 1] as const], shippingMinor = 100, currency = "EUR" } = shape;
  const { credits = [], customerId = "customer" } = shape;
  const of = (amount: number): Money => money(amount, currency);
  const subtotal = lines.reduce((sum, [paid]) => sum + paid, 0);
  const total = subtotal + shippingMinor;
  const nothing = zeroMoney(currency);
  const terms = termsFrom({
    number: "SK-1",
    cartId: "cart",
    customerId,
    email: "a@example.com",
    lines: lines.map(([paid, quantity], index) => ({
      id: `line-${index}`,
      variantId: `variant-${index}`,
      productId: "product",
      productSlug: "product",
      productName: "Product",
      variantName: "",
      sku: `SKU-${index}`,
      image: null,
      quantity,
      unitPrice: of(Math.ceil(paid / quantity)),
      total: of(paid),
    })),
    totals: {
      subtotal: of(subtotal),
      discount: nothing,
      shipping: of(shippingMinor),
      tax: nothing,
      total: of(total),
    },
    shippingAddress: address,
    billingAddress: address,
    shippingMethod: { id: "standard", name: "Standard" },
    credits,
  });
  const credited = credits.reduce((sum, { amount }) => sum + amount.amount, 0);
  return { ...terms, amountDue: of(total - credited) };
}

export function apply(order: Order, ...commands: readonly OrderCommand[]): Order {
  return commands.reduce(
    (now, command) => decide(now, command).reduce((next, event) => evolve(next, event, at), now),
    order,
  );
}

export function aPlacedOrder(shape?: OrderShape): Order {
  return placedOrder("order", termsWith(shape), at);
}

export function aConfirmedOrder(shape?: OrderShape): Order {
  const placed = aPlacedOrder(shape);
  return apply(placed, { type: "confirm", paymentId: "payment", amount: placed.amountDue });
}

export const ship = (
  shipmentId: string,
  lines?: readonly { lineId: string; quantity: number }[],
): OrderCommand => ({
  type: "ship",
  goods: { shipmentId, lines, carrier: null, trackingNumber: null, trackingUrl: null },
});

export const refund = (
  refundId: string,
  what: Partial<Extract<OrderCommand, { type: "request_refund" }>["request"]> = {},
): OrderCommand => ({
  type: "request_refund",
  request: {
    refundId,
    amountMinor: undefined,
    lines: undefined,
    includeShipping: false,
    returnId: undefined,
    to: "original",
    reason: "damaged",
    ...what,
  },
});

export const recorded = (
  refundId: string,
  amountMinor: number,
  part: "payment" | "credits" = "payment",
): OrderCommand => ({ type: "record_refund", refund: { refundId, amount: eur(amountMinor), part } });
