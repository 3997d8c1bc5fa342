// Tells a customer that their order was cancelled, unless they know it already.
import type { Deps } from "../deps.ts";
import { queueNotification } from "./queue-notification.ts";

/** Ended by the clock, hours after the shopper left. */
const UNPAID_TOO_LONG = "payment_expired";

export type NotifyOfCancellation = {
  readonly eventId: string;
  readonly orderId: string;
  readonly reason: string;
  readonly wasConfirmed: boolean;
};

/** An order that ended while it was being placed (sold out, payment refused) was refused to the shopper's face: no mail. */
export async function notifyOfCancellation(deps: Deps, command: NotifyOfCancellation): Promise<void> {
  const { eventId, orderId, reason, wasConfirmed } = command;
  if (!wasConfirmed && reason !== UNPAID_TOO_LONG) return;
  await queueNotification(deps, {
    eventId,
    subjectId: orderId,
    news: { template: "order.cancelled", wasPaid: wasConfirmed },
  });
}
