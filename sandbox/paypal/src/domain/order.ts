// An order of Orders v2 with what was taken, held and given back under it, and every change it allows. No I/O, no clock, no new ids.
import { type Amount, hundredthsOf, sumOf, toAmount } from "./amount.ts";
import { refusal } from "./refusal.ts";

/** Who pays on the approval page, and what becomes of it. */
export const buyers = ["pays", "declined", "pending", "disputes"] as const;
export type Buyer = (typeof buyers)[number];

type Movement = { readonly id: string; readonly amount: Amount; readonly create_time: string };
export type Capture = Movement & {
  readonly status: "COMPLETED" | "PENDING" | "DECLINED" | "PARTIALLY_REFUNDED" | "REFUNDED";
  readonly custom_id: string | undefined;
  readonly invoice_id: string | undefined;
  readonly authorizationId: string | undefined;
};
export type Authorization = Movement & {
  readonly status: "CREATED" | "PARTIALLY_CAPTURED" | "CAPTURED" | "VOIDED";
  readonly renews: string | undefined;
};
export type Refund = Movement & {
  readonly status: "COMPLETED" | "PENDING" | "FAILED";
  readonly custom_id: string | undefined;
  readonly captureId: string;
};

export type Order = {
  readonly id: string;
  readonly intent: "CAPTURE" | "AUTHORIZE";
  readonly status: "PAYER_ACTION_REQUIRED" | "APPROVED" | "COMPLETED";
  readonly create_time: string;
  readonly update_time: string;
  readonly unit: {
    readonly reference_id: string;
    readonly custom_id: string | undefined;
    readonly invoice_id: string | undefined;
    readonly description: string | undefined;
    readonly amount: Amount;
  };
  readonly returnUrl: string | undefined;
  readonly cancelUrl: string | undefined;
  readonly buyer: Buyer | undefined;
  readonly captures: readonly Capture[];
  readonly authorizations: readonly Authorization[];
  readonly refunds: readonly Refund[];
};

export type Stamp = { readonly id: string; readonly at: string };

export function approve(order: Order, buyer: Buyer, at: string): Order {
  if (order.status !== "PAYER_ACTION_REQUIRED") return order;
  return { ...order, status: "APPROVED", buyer, update_time: at };
}

/** The shopper is sent back to choose another way to pay. */
export function declineBuyer(order: Order, at: string): Order {
  return { ...order, status: "PAYER_ACTION_REQUIRED", buyer: undefined, update_time: at };
}

export function requireApproved(order: Order, done: string): void {
  if (order.status === "COMPLETED") throw refusal(422, done);
  if (order.status !== "APPROVED") throw refusal(422, "ORDER_NOT_APPROVED");
}

export function captureOrder(order: Order, { id, at }: Stamp, isPending: boolean): Order {
  const capture = captureOf(order, { id, at, amount: order.unit.amount, authorizationId: undefined });
  const status = isPending ? ("PENDING" as const) : capture.status;
  return { ...order, status: "COMPLETED", update_time: at, captures: [{ ...capture, status }] };
}

export function authorizeOrder(order: Order, { id, at }: Stamp): Order {
  const { amount } = order.unit;
  const held = { id, amount, status: "CREATED" as const, create_time: at, renews: undefined };
  return { ...order, status: "COMPLETED", update_time: at, authorizations: [held] };
}

export type CaptureAsked = { readonly amount: Amount | undefined; readonly isFinal: boolean };

export function captureAuthorization(order: Order, held: Authorization, asked: CaptureAsked & Stamp): Order {
  requireHeld(held);
  const before = sumOf(order.captures);
  const total = hundredthsOf(order.unit.amount);
  const amount = asked.amount ?? toAmount(order.unit.amount.currency_code, total - before);
  const taken = before + hundredthsOf(amount);
  if (taken > total) throw refusal(422, "MAX_CAPTURE_AMOUNT_EXCEEDED");
  const isOver = asked.isFinal || taken === total;
  const after = { ...held, status: isOver ? ("CAPTURED" as const) : ("PARTIALLY_CAPTURED" as const) };
  const capture = captureOf(order, { ...asked, amount, authorizationId: held.id });
  return {
    ...order,
    update_time: asked.at,
    captures: [...order.captures, capture],
    authorizations: order.authorizations.map((one) => (one.id === held.id ? after : one)),
  };
}

export function voidAuthorization(order: Order, held: Authorization, at: string): Order {
  requireHeld(held);
  const after = { ...held, status: "VOIDED" as const };
  const authorizations = order.authorizations.map((one) => (one.id === held.id ? after : one));
  return { ...order, update_time: at, authorizations };
}

export function reauthorize(order: Order, held: Authorization, { id, at }: Stamp): Order {
  if (held.status !== "CREATED") throw refusal(422, "AUTHORIZATION_ALREADY_CAPTURED");
  if (held.renews !== undefined) throw refusal(422, "MAX_NUMBER_OF_REAUTHORIZATION_ALLOWED_EXCEEDED");
  const old = order.authorizations.map((one) =>
    one.id === held.id ? { ...one, status: "VOIDED" as const } : one,
  );
  return {
    ...order,
    update_time: at,
    authorizations: [...old, { ...held, id, create_time: at, renews: held.id }],
  };
}

export type RefundAsked = {
  readonly amount: Amount | undefined;
  readonly customId: string | undefined;
  readonly isPending: boolean;
};

export function refundCapture(order: Order, capture: Capture, asked: RefundAsked & Stamp): Order {
  if (capture.status === "REFUNDED") throw refusal(422, "CAPTURE_FULLY_REFUNDED");
  if (capture.status === "PENDING" || capture.status === "DECLINED")
    throw refusal(422, "CAPTURE_NOT_COMPLETED");
  const before = sumOf(
    order.refunds.filter((one) => one.captureId === capture.id && one.status !== "FAILED"),
  );
  const total = hundredthsOf(capture.amount);
  const amount = asked.amount ?? toAmount(capture.amount.currency_code, total - before);
  if (before + hundredthsOf(amount) > total) throw refusal(422, "REFUND_AMOUNT_EXCEEDED");
  const isAll = before + hundredthsOf(amount) === total;
  const refund: Refund = {
    id: asked.id,
    amount,
    create_time: asked.at,
    status: asked.isPending ? "PENDING" : "COMPLETED",
    custom_id: asked.customId,
    captureId: capture.id,
  };
  const after = { ...capture, status: isAll ? ("REFUNDED" as const) : ("PARTIALLY_REFUNDED" as const) };
  return {
    ...order,
    update_time: asked.at,
    captures: order.captures.map((one) => (one.id === capture.id ? after : one)),
    refunds: [...order.refunds, refund],
  };
}

export function settleCapture(order: Order, captureId: string, status: "COMPLETED" | "DECLINED"): Order {
  const captures = order.captures.map((one) => (one.id === captureId ? { ...one, status } : one));
  return { ...order, captures };
}

/** What was not given back after all can be given back again. */
export function settleRefund(order: Order, refundId: string, status: "COMPLETED" | "FAILED"): Order {
  const refunds = order.refunds.map((one) => (one.id === refundId ? { ...one, status } : one));
  return { ...order, refunds };
}

function requireHeld({ status }: Authorization): void {
  if (status === "VOIDED") throw refusal(422, "AUTHORIZATION_VOIDED");
  if (status === "CAPTURED") throw refusal(422, "AUTHORIZATION_ALREADY_CAPTURED");
}

type CaptureFacts = Stamp & { readonly amount: Amount; readonly authorizationId: string | undefined };

function captureOf({ unit }: Order, { id, at, amount, authorizationId }: CaptureFacts): Capture {
  const { custom_id, invoice_id } = unit;
  return { id, amount, create_time: at, status: "COMPLETED", custom_id, invoice_id, authorizationId };
}
