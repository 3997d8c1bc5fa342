// A webhook event: what the receiver is told, and how this provider will (mis)behave while telling it.
import type { Dispute, EventType, Refund } from "./records.ts";
import type { PaymentView } from "./payment-view.ts";

export type WebhookEvent = {
  readonly id: string;
  readonly type: EventType;
  readonly createdAt: string;
  readonly data: { readonly payment: PaymentView; readonly refund?: Refund; readonly dispute?: Dispute };
};

/** Decided when the event is made and stored with it, so that a restart misbehaves in the same way. */
export type DeliveryPlan = {
  /** `recorded`: there is no receiver; `dropped`: a switch ate it. Both stay in the list of events. */
  readonly delivery: "pending" | "recorded" | "dropped";
  readonly delayMs: number;
  readonly duplicate: boolean;
  readonly reorder: boolean;
  readonly alter: boolean;
};

export type StoredEvent = { readonly event: WebhookEvent; readonly plan: DeliveryPlan };
