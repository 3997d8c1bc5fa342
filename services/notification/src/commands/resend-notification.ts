// Staff send a mail once more that was given up, or of which nobody knows whether it arrived.
import { StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import { enqueue } from "@souk/jobs";
import type { Deps } from "../deps.ts";
import type { Notification } from "../domain/notification.ts";
import { SendNotification } from "../job-definitions.ts";
import { lockNotification, requeueNotification } from "../store/notifications.ts";

export type ResendNotification = { readonly notificationId: string; readonly staffId: string };

/** Only these two: what was sent is never sent again, what waits will be sent anyway. */
export async function resendNotification(deps: Deps, command: ResendNotification): Promise<Notification> {
  const { notificationId, staffId } = command;
  return inTransaction(deps.db, async (tx) => {
    const before = await lockNotification(tx, notificationId);
    if (!before) throw new Refusal("not_found", "notification_not_found", "There is no such notification.");
    if (before.status !== "failed" && before.status !== "unconfirmed") {
      throw new Refusal(
        "conflict",
        "notification_status_conflict",
        `A ${before.status} notification cannot be sent again.`,
      );
    }
    await requeueNotification(tx, notificationId);
    await enqueue(tx, SendNotification, {
      key: before.dedupeKey,
      data: { dedupeKey: before.dedupeKey },
      replace: true,
    });
    await publish(tx, StaffActed, {
      actorId: staffId,
      action: "notification.resend",
      subjectType: "notification",
      subjectId: notificationId,
      before: { status: before.status },
      after: { status: "queued" },
      at: deps.now().toISOString(),
    });
    return { ...before, status: "queued", reason: null, isHandedOver: false };
  });
}
