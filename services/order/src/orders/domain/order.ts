// What an order is and which changes it allows: pure decisions over an append-only history. No I/O, no clock, no new ids.
import type { AddressBody, OrderStatus, Totals } from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { equalMoney, type Money } from "@souk/money";

export type OrderLine = {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly productSlug: string;
  readonly productName: string;
  readonly variantName: string;
  readonly sku: string;
  readonly image: string | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** unitPrice × quantity. */
  readonly total: Money;
  readonly discount: Money;
  /** Added to the price or contained in it, as `taxIncluded` says. */
  readonly tax: Money;
  readonly taxRateBasisPoints: number;
  readonly taxIncluded: boolean;
  /** What the line costs in the end, all its pieces together: total − discount + added tax. Refunds give parts of this back. */
  readonly paid: Money;
};

/** A gift card or store credit that pays a part of an order. */
export type OrderCredit = {
  readonly creditId: string;
  readonly kind: "gift_card" | "store_credit";
  readonly last4: string | null;
  readonly amount: Money;
};

export type OrderReason = { readonly code: string; readonly label: string; readonly amount: Money };
export type OrderPromotion = {
  readonly promotionId: string;
  readonly name: string;
  readonly couponCode: string | null;
  readonly amount: Money;
};
export type OrderShipping = {
  /** Before its discount. */
  readonly price: Money;
  readonly discount: Money;
  readonly tax: Money;
  readonly taxRateBasisPoints: number;
  readonly taxIncluded: boolean;
  /** What shipping costs in the end. */
  readonly paid: Money;
};

/** What customer and shop agreed on. Never changes after the order is placed. */
export type OrderTerms = {
  readonly number: string;
  readonly cartId: string;
  readonly customerId: string | null;
  readonly email: string;
  readonly lines: readonly OrderLine[];
  readonly totals: Totals;
  readonly shippingAddress: AddressBody;
  readonly billingAddress: AddressBody;
  readonly shippingMethod: { readonly id: string; readonly name: string };
  readonly shipping: OrderShipping;
  /** Tax that the shown prices contain already. */
  readonly taxIncluded: Money;
  readonly promotions: readonly OrderPromotion[];
  readonly explanation: readonly OrderReason[];
  readonly credits: readonly OrderCredit[];
  /** What is left to pay after the credits; never more than the total. */
  readonly amountDue: Money;
};

export type OrderEvent =
  | { readonly type: "placed"; readonly terms: OrderTerms }
  | { readonly type: "confirmed"; readonly paymentId: string | null; readonly amount: Money }
  | { readonly type: "processing_started" }
  | { readonly type: "shipped"; readonly trackingCode: string | null }
  | { readonly type: "delivered" }
  | { readonly type: "completed" }
  | { readonly type: "cancelled"; readonly reason: string }
  | { readonly type: "refund_recorded"; readonly refundId: string; readonly amount: Money };

/** One line of the history as readers see it; `at` is ISO 8601 in UTC. */
export type Move = {
  readonly type: OrderEvent["type"];
  readonly from: OrderStatus | null;
  readonly to: OrderStatus;
  readonly at: string;
};

export type Order = OrderTerms & {
  readonly id: string;
  readonly version: number;
  readonly status: OrderStatus;
  readonly paymentId: string | null;
  readonly refundedMinor: number;
  readonly trackingCode: string | null;
  readonly cancelReason: string | null;
  readonly moves: readonly Move[];
  readonly placedAt: Date;
  readonly updatedAt: Date;
};

/** The only table of legal moves. */
const nextStatuses: Record<OrderStatus, readonly OrderStatus[]> = {
  pending: ["confirmed", "cancelled"],
  confirmed: ["processing", "shipped", "cancelled", "refunded"],
  processing: ["shipped", "cancelled", "refunded"],
  shipped: ["delivered", "refunded"],
  delivered: ["completed", "refunded"],
  completed: ["refunded"],
  cancelled: [],
  refunded: [],
};

export function canMove(from: OrderStatus, to: OrderStatus): boolean {
  return nextStatuses[from].includes(to);
}

export type OrderCommand =
  | { readonly type: "confirm"; readonly paymentId: string | null; readonly amount: Money }
  | { readonly type: "process" }
  | { readonly type: "ship"; readonly trackingCode: string | null }
  | { readonly type: "deliver" }
  | { readonly type: "complete" }
  | { readonly type: "cancel"; readonly reason: string }
  | { readonly type: "record_refund"; readonly refundId: string; readonly amount: Money };

/** What follows from a command: the events, or a refusal when the order's state does not allow it. */
export function decide(order: Order, command: OrderCommand): readonly LaterEvent[] {
  switch (command.type) {
    case "confirm":
      requireMove(order, "confirmed");
      requireFullAmount(order, command.amount);
      return [{ type: "confirmed", paymentId: command.paymentId, amount: command.amount }];
    case "process":
      requireMove(order, "processing");
      return [{ type: "processing_started" }];
    case "ship":
      requireMove(order, "shipped");
      return [{ type: "shipped", trackingCode: command.trackingCode }];
    case "deliver":
      requireMove(order, "delivered");
      return [{ type: "delivered" }];
    case "complete":
      requireMove(order, "completed");
      return [{ type: "completed" }];
    case "cancel":
      requireMove(order, "cancelled");
      return [{ type: "cancelled", reason: command.reason }];
    case "record_refund":
      requireRefundable(order, command.amount);
      return [{ type: "refund_recorded", refundId: command.refundId, amount: command.amount }];
  }
}

export type LaterEvent = Exclude<OrderEvent, { readonly type: "placed" }>;

/** The order after one more event; versions count events. */
export function evolve(order: Order, event: LaterEvent, at: Date): Order {
  const next = afterEvent({ ...order, version: order.version + 1, updatedAt: at }, event);
  const move: Move = { type: event.type, from: order.status, to: next.status, at: at.toISOString() };
  return { ...next, moves: [...order.moves, move] };
}

function afterEvent(next: Order, event: LaterEvent): Order {
  switch (event.type) {
    case "confirmed":
      return { ...next, status: "confirmed", paymentId: event.paymentId };
    case "processing_started":
      return { ...next, status: "processing" };
    case "shipped":
      return { ...next, status: "shipped", trackingCode: event.trackingCode };
    case "delivered":
      return { ...next, status: "delivered" };
    case "completed":
      return { ...next, status: "completed" };
    case "cancelled":
      return { ...next, status: "cancelled", cancelReason: event.reason };
    case "refund_recorded":
      return afterRefund(next, event.amount.amount);
  }
}

export function placedOrder(id: string, terms: OrderTerms, at: Date): Order {
  return {
    ...terms,
    id,
    version: 1,
    status: "pending",
    paymentId: null,
    refundedMinor: 0,
    trackingCode: null,
    cancelReason: null,
    moves: [{ type: "placed", from: null, to: "pending", at: at.toISOString() }],
    placedAt: at,
    updatedAt: at,
  };
}

export function termsOf(order: OrderTerms): OrderTerms {
  const { number, cartId, customerId, email, lines, totals } = order;
  const { shippingAddress, billingAddress, shippingMethod, shipping } = order;
  const { taxIncluded, promotions, explanation, credits, amountDue } = order;
  return {
    number,
    cartId,
    customerId,
    email,
    lines,
    totals,
    shippingAddress,
    billingAddress,
    shippingMethod,
    shipping,
    taxIncluded,
    promotions,
    explanation,
    credits,
    amountDue,
  };
}

export type RecordedEvent = { readonly event: OrderEvent; readonly at: Date };

/** The order as its history tells it; the `orders` row must equal this. */
export function rebuildOrder(id: string, history: readonly RecordedEvent[]): Order | undefined {
  let order: Order | undefined;
  for (const { event, at } of history) {
    if (event.type === "placed") order = placedOrder(id, event.terms, at);
    else if (order) order = evolve(order, event, at);
  }
  return order;
}

function afterRefund(order: Order, amountMinor: number): Order {
  const refundedMinor = order.refundedMinor + amountMinor;
  const isAll = refundedMinor === order.totals.total.amount;
  return {
    ...order,
    refundedMinor,
    status: isAll && order.status !== "cancelled" ? "refunded" : order.status,
  };
}

function requireMove(order: Order, to: OrderStatus): void {
  if (canMove(order.status, to)) return;
  throw new Refusal("conflict", "order_status_conflict", `A ${order.status} order cannot become ${to}.`, {
    extra: { orderStatus: order.status },
  });
}

function requireFullAmount(order: Order, amount: Money): void {
  if (equalMoney(amount, order.amountDue)) return;
  throw new Refusal("conflict", "payment_amount_mismatch", "The payment is not the amount of the order.");
}

function requireRefundable(order: Order, amount: Money): void {
  const { total } = order.totals;
  const isBounded = amount.amount > 0 && order.refundedMinor + amount.amount <= total.amount;
  if (isBounded && amount.currency === total.currency && order.status !== "pending") return;
  throw new Refusal("conflict", "refund_exceeds_total", "A refund cannot exceed what the order cost.");
}
