// Where an order stands for the person who wants to know whether it worked.
import type { Order, Payment } from "@souk/contracts";

export type Standing =
  /** Paid; everything else follows. */
  | "confirmed"
  /** The provider or the shop is still at it: look again in a moment. */
  | "settling"
  /** Waits for the shopper to pay. */
  | "open"
  | "failed"
  | "payment_cancelled"
  /** The order itself is no more. */
  | "gone";

const SETTLED_BY_PAYMENT: Record<Payment["status"], Standing> = {
  pending: "settling",
  unknown: "settling",
  authorized: "settling",
  captured: "settling",
  refunded: "settling",
  partially_refunded: "settling",
  requires_action: "open",
  failed: "failed",
  cancelled: "payment_cancelled",
};

/** A pending order stands where its payment stands; a captured payment still settles until the order says so itself. */
export function standingOf(order: Pick<Order, "status">, payment: Pick<Payment, "status"> | null): Standing {
  if (order.status === "cancelled" || order.status === "refunded") return "gone";
  if (order.status !== "pending") return "confirmed";
  return payment === null ? "open" : SETTLED_BY_PAYMENT[payment.status];
}

/** Whether the address is where the order goes, where it is, or where it would have gone. */
export function addressStanding(status: Order["status"]): "ahead" | "delivered" | "ended" {
  if (status === "delivered" || status === "completed") return "delivered";
  return status === "cancelled" || status === "refunded" ? "ended" : "ahead";
}

const FIRST_LOOKS = 10;
const SHORT_MS = 1_000;
const LONG_MS = 4_000;
export const LOOKS_MAX = 30;

/** How long to wait before looking again, or nothing when it is time to stop asking. */
export function lookAgainAfterMs(looks: number): number | undefined {
  if (looks >= LOOKS_MAX) return undefined;
  return looks < FIRST_LOOKS ? SHORT_MS : LONG_MS;
}
