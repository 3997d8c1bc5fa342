// Stripe's objects, as far as the shop uses them; the field names are Stripe's.
export type Metadata = Record<string, string>;

export type PaymentMethod = {
  readonly id: string;
  readonly object: "payment_method";
  readonly type: "card";
  customer: string | null;
  readonly card: {
    readonly brand: string;
    readonly last4: string;
    readonly exp_month: number;
    readonly exp_year: number;
  };
};

export type IntentStatus =
  | "requires_payment_method"
  | "requires_action"
  | "requires_capture"
  | "succeeded"
  | "canceled";

export type PaymentIntent = {
  readonly id: string;
  readonly object: "payment_intent";
  readonly amount: number;
  readonly currency: string;
  readonly client_secret: string;
  readonly created: number;
  readonly livemode: false;
  readonly description: string | null;
  readonly capture_method: "automatic" | "manual";
  readonly payment_method_types: readonly string[];
  readonly customer: string | null;
  readonly setup_future_usage: string | null;
  amount_capturable: number;
  amount_received: number;
  status: IntentStatus;
  metadata: Metadata;
  payment_method: string | null;
  latest_charge: string | null;
  last_payment_error: { code: string; decline_code?: string; message: string; type: "card_error" } | null;
  next_action: { type: "redirect_to_url"; redirect_to_url: { url: string; return_url: string } } | null;
  canceled_at: number | null;
};

export type Charge = {
  readonly id: string;
  readonly object: "charge";
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly metadata: Metadata;
  readonly payment_intent: string;
  amount_captured: number;
  amount_refunded: number;
  disputed: boolean;
  readonly payment_method_details: {
    readonly type: "card";
    readonly card: { readonly brand: string; readonly last4: string; multicapture: { status: string } };
  };
};

export type Refund = {
  readonly id: string;
  readonly object: "refund";
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly charge: string;
  readonly payment_intent: string;
  readonly metadata: Metadata;
  readonly reason: string | null;
  status: "pending" | "succeeded" | "failed" | "canceled";
};

export type Dispute = {
  readonly id: string;
  readonly object: "dispute";
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly charge: string;
  readonly payment_intent: string;
  readonly reason: string;
  readonly metadata: Metadata;
  status: string;
  evidence: Metadata;
  readonly evidence_details: { readonly due_by: number; submission_count: number };
};

export type BalanceTransaction = {
  readonly id: string;
  readonly object: "balance_transaction";
  /** Negative where money leaves the account. */
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly exchange_rate: number | null;
  readonly fee: number;
  readonly net: number;
  readonly type: string;
  readonly reporting_category: string;
  readonly source: string;
};

export type Customer = { readonly id: string; readonly object: "customer"; readonly metadata: Metadata };

export type Payout = {
  readonly id: string;
  readonly object: "payout";
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly status: "paid";
};

export type Event = {
  readonly id: string;
  readonly object: "event";
  readonly api_version: string;
  readonly created: number;
  readonly livemode: false;
  readonly type: string;
  readonly data: { readonly object: unknown };
};

export type StripeObject =
  | PaymentMethod
  | PaymentIntent
  | Charge
  | Refund
  | Dispute
  | BalanceTransaction
  | Customer
  | Payout;
