// A payment as callers of the API and receivers of webhooks see it.
import type { Method, Payment, PaymentStatus } from "./records.ts";
import type { Card, DeclineCode } from "./test-cards.ts";

export type PaymentView = {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly amount: number;
  readonly currency: string;
  readonly amountCaptured: number;
  readonly amountReleased: number;
  readonly amountRefunded: number;
  readonly amountDisputed: number;
  readonly reference: string;
  readonly orderId: string;
  readonly capture: "automatic" | "manual";
  readonly card?: Card;
  /** What was kept of the card for the customer who asked for it. */
  readonly method?: Omit<Method, "isForgotten">;
  readonly declineCode?: DeclineCode;
  readonly redirectUrl?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: string;
};

/** Without a base URL (in webhooks) there is no `redirectUrl`. */
export function toPaymentView(payment: Payment, baseUrl?: string): PaymentView {
  const { id, status, amount, currency, amountCaptured, amountReleased, amountRefunded, amountDisputed } =
    payment;
  const { reference, orderId, capture, metadata, createdAt, card, declineCode } = payment;
  return {
    id,
    status,
    amount,
    currency,
    amountCaptured,
    amountReleased,
    amountRefunded,
    amountDisputed,
    reference,
    orderId,
    capture,
    ...(card && { card }),
    ...(payment.method && { method: toMethodView(payment.method) }),
    ...(declineCode && { declineCode }),
    ...(baseUrl !== undefined && status === "requires_action" && { redirectUrl: `${baseUrl}/pay/${id}` }),
    metadata,
    createdAt,
  };
}

function toMethodView({ id, customer, brand, last4, expires }: Method): Omit<Method, "isForgotten"> {
  return { id, customer, brand, last4, expires };
}
