// What the provider keeps of payments, refunds, disputes and movements of money, and what one change writes.
import type { Card, DeclineCode } from "./test-cards.ts";

export type PaymentStatus = "requires_action" | "authorized" | "captured" | "declined" | "voided";

export type Payment = {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly amount: number;
  readonly currency: string;
  readonly amountCaptured: number;
  /** Granted and let go without being taken. */
  readonly amountReleased: number;
  readonly amountRefunded: number;
  /** Refunds that were accepted and have not reached the cardholder's bank yet. */
  readonly amountRefunding: number;
  /** What open and lost disputes hold; it cannot be refunded a second time. */
  readonly amountDisputed: number;
  readonly reference: string;
  readonly orderId: string;
  readonly capture: "automatic" | "manual";
  /** `page`: the shopper types a card and may try another one; `token`: one try, made by the shop. */
  readonly source: "page" | "token";
  /** What the hosted page asks for while the payment is `requires_action`. */
  readonly nextStep: "card" | "challenge" | undefined;
  readonly card: Card | undefined;
  readonly declineCode: DeclineCode | undefined;
  readonly disputeFollows: boolean;
  /** The customer for whom the card is kept once it has paid. */
  readonly saveFor: string | undefined;
  readonly method: Method | undefined;
  readonly returnUrl: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: string;
};

/** A card that a customer keeps here, for later payments of the same shop. */
export type Method = {
  readonly id: string;
  readonly customer: string;
  readonly brand: string;
  readonly last4: string;
  readonly expires: string;
  readonly isForgotten: boolean;
};

export type Refund = {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly reference: string;
  readonly reason: string | undefined;
  /** `failed`: the cardholder's bank did not take it, at once or days after it had succeeded; the money is here again. */
  readonly status: "pending" | "succeeded" | "failed";
  readonly createdAt: string;
};

export type Dispute = {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly reason: "fraudulent";
  readonly status: "open" | "under_review" | "won" | "lost";
  readonly createdAt: string;
  readonly evidenceDueAt: string;
  readonly evidence?: Readonly<Record<string, string>>;
  readonly closedAt?: string;
};

/** Money that really moved: the lines of the ledger that a witness reads. `refund_reversed`: what a refund had moved came back. */
export type Movement = {
  readonly kind: "capture" | "refund" | "refund_reversed";
  readonly id: string;
  readonly paymentId: string;
  readonly reference: string;
  readonly orderId: string;
  readonly amount: number;
  readonly currency: string;
  readonly refundReference: string | undefined;
  readonly at: string;
};

export type EventType =
  | "payment.authorized"
  | "payment.captured"
  | "payment.declined"
  | "payment.voided"
  | "refund.succeeded"
  | "refund.failed"
  | "dispute.opened"
  | "dispute.under_review"
  | "dispute.won"
  | "dispute.lost";

export type EventDraft = {
  readonly type: EventType;
  readonly payment: Payment;
  readonly refund?: Refund;
  readonly dispute?: Dispute;
};

/** One change, stored whole or not at all. */
export type Change = {
  readonly payment: Payment;
  readonly movement?: Movement;
  readonly refund?: Refund;
  readonly dispute?: Dispute;
  readonly method?: Method;
  readonly events: readonly EventDraft[];
};

export type Problem = { readonly code: string; readonly message: string };
export type Decision = Change | { readonly problem: Problem };

/** The ids and the time that a change may use; made outside, so that this file stays pure. */
export type Stamp = { readonly id: string; readonly at: string };

export function refuse(code: string, message: string): Decision {
  return { problem: { code, message } };
}
