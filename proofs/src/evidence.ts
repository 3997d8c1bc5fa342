// What the witnesses saw, as plain data: the invariants judge it and nothing else.
import type { LogLine } from "./witness-log.ts";

export type Money = { readonly amount: number; readonly currency: string };

/** W1: the answers to attempts at ordering a cart. */
export type Told = {
  readonly cartId: string;
  readonly key: string;
  readonly status: number;
  readonly orderId: string | undefined;
  readonly body: string;
};

/** W2: money that moved at the provider. */
export type Movement = Money & {
  readonly kind: "capture" | "refund";
  readonly paymentId: string;
  readonly orderId: string;
};

/** W3: a mail. */
export type Mail = { readonly to: string; readonly subject: string };

// The rest is W4.
export type OrderMove = { readonly type: string; readonly from: string | null; readonly to: string };
export type OrderRow = {
  readonly id: string;
  readonly number: string;
  readonly cartId: string;
  readonly status: string;
  readonly email: string;
  readonly total: Money;
  readonly totals: {
    readonly subtotal: number;
    readonly discount: number;
    readonly shipping: number;
    readonly tax: number;
    readonly total: number;
  };
  readonly lines: readonly OrderLineRow[];
  readonly shipping: Omit<OrderLineRow, "id" | "variantId" | "quantity">;
  /** Gift cards and store credit that pay a part. */
  readonly credits: readonly CreditShare[];
  readonly amountDue: Money;
  readonly promotions: readonly { readonly promotionId: string }[];
  readonly refunded: number;
  readonly shipments: readonly { readonly lines: readonly Pieces[] }[];
  readonly returns: readonly {
    readonly id: string;
    readonly status: string;
    readonly received: readonly (Pieces & { readonly restock: boolean })[];
  }[];
  readonly refunds: readonly OrderRefundRow[];
  /** From the append-only history, by version; `subject`: the shipment, return or refund it is about. */
  readonly history: readonly {
    readonly version: number;
    readonly type: string;
    readonly subject: string | null;
  }[];
  readonly moves: readonly OrderMove[];
};
export type Pieces = { readonly lineId: string; readonly quantity: number };
export type OrderLineRow = {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly total: number;
  readonly discount: number;
  readonly tax: number;
  readonly taxIncluded: boolean;
  readonly paid: number;
};
export type CreditShare = { readonly creditId: string; readonly amount: number };
export type OrderRefundRow = {
  readonly id: string;
  readonly status: "pending" | "succeeded" | "failed";
  readonly amount: number;
  readonly given: number;
  readonly lines: readonly (Pieces & { readonly amount: number })[];
  readonly returnId: string | null;
  readonly toPayment: number;
  readonly toCredits: readonly CreditShare[];
  readonly toStoreCredit: number;
};
export type PromotionRow = {
  readonly id: string;
  readonly usesMax: number | null;
  readonly usesPerCustomerMax: number | null;
  /** By orders that live, and the most of them by one customer. */
  readonly uses: number;
  readonly usesOfOneCustomer: number;
};
export type PromotionUseRow = {
  readonly promotionId: string;
  readonly orderId: string;
  readonly isLive: boolean;
};
/** `booked`: the sum of its entries. */
export type CreditRow = { readonly id: string; readonly balance: number; readonly booked: number };
export type CreditEntryRow = {
  readonly creditId: string;
  readonly kind: "issued" | "granted" | "taken" | "redeemed" | "returned";
  readonly amount: number;
  readonly orderId: string | null;
};
export type PaymentRow = {
  readonly id: string;
  readonly orderId: string;
  readonly status: string;
  readonly amount: number;
  readonly captured: number;
  readonly refunding: number;
  readonly refunded: number;
  /** Captures that were asked for one by one, and succeeded; none where the money was taken as it was granted. */
  readonly captures: readonly number[];
};
export type LedgerEntry = Money & {
  readonly transactionId: string;
  readonly kind: string;
  readonly account: string;
};
export type StockRow = {
  readonly variantId: string;
  readonly location: string;
  readonly onHand: number;
  readonly reserved: number;
  /** The sum of its movements. */
  readonly moved: number;
  /** The sum of its live reservations. */
  readonly held: number;
};
export type SoldRow = {
  readonly orderId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly sales: number;
  /** Pieces of it that came back by a return, or were paid back before they were sent, and are on sale again. */
  readonly restocked: number;
};
export type SaleRow = { readonly orderId: string; readonly units: number; readonly revenue: number };
export type Unfinished = { readonly service: string; readonly what: string };

export type Evidence = {
  readonly told: readonly Told[];
  readonly movements: readonly Movement[];
  readonly mails: readonly Mail[];
  readonly orders: readonly OrderRow[];
  readonly promotions: readonly PromotionRow[];
  readonly promotionUses: readonly PromotionUseRow[];
  readonly credits: readonly CreditRow[];
  readonly creditEntries: readonly CreditEntryRow[];
  readonly payments: readonly PaymentRow[];
  readonly ledger: readonly LedgerEntry[];
  readonly stock: readonly StockRow[];
  /** What left because of an order, less what came back. */
  readonly sold: readonly SoldRow[];
  readonly sales: readonly SaleRow[];
  /** The sums that the sales report is made of. */
  readonly reported: { readonly orders: number; readonly units: number; readonly revenue: number };
  readonly notifications: readonly {
    readonly orderId: string;
    readonly template: string;
    readonly status: string;
  }[];
  /** Events of each type on the bus, by order; one that is there twice counts once. */
  readonly onBus: readonly { readonly type: string; readonly orderId: string; readonly events: number }[];
  /** What came of the provider's webhooks that reached us: `applied`, or the code of a refusal. */
  readonly webhooks: readonly { readonly outcome: string | null }[];
  /** Events that wait, lag or were put aside. */
  readonly undelivered: readonly Unfinished[];
  /** Jobs, payments, refunds, reservations that have not come to an end. */
  readonly unfinished: readonly Unfinished[];
};

/** The answers to `POST /orders` among all that the client wrote down. */
export function toldOf(lines: readonly LogLine[]): readonly Told[] {
  return lines.flatMap(({ path, method, key = "", status, body, answer }) => {
    if (method !== "POST" || path !== "/orders" || status === undefined || status === 0) return [];
    const cartId = textAt(body, "cartId") ?? "";
    return [{ cartId, key, status, orderId: textAt(fieldAt(answer, "order"), "id"), body: codeOf(answer) }];
  });
}

function codeOf(answer: unknown): string {
  return textAt(answer, "code") ?? JSON.stringify(answer);
}

function fieldAt(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function textAt(value: unknown, name: string): string | undefined {
  const field = fieldAt(value, name);
  return typeof field === "string" ? field : undefined;
}
