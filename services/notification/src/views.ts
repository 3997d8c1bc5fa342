// Notifications as JSON: nothing in them says to whom they went.
import type { Notification as NotificationView } from "@souk/contracts";
import type { Notification } from "./domain/notification.ts";

export function toNotificationView(notification: Notification): NotificationView {
  const { id, news, channel, status, subjectId, attempts, reason, createdAt, sentAt } = notification;
  return {
    id,
    template: news.template,
    channel,
    status,
    subjectId,
    attempts,
    reason,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}
