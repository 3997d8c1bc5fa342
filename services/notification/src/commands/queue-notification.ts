// Promises to tell a customer something: the notification and its job, in one transaction with the event that says so.
import { claimQuery } from "@souk/events";
import { enqueueQuery } from "@souk/jobs";
import { CONSUMER } from "../consumer.ts";
import type { Deps } from "../deps.ts";
import { dedupeKeyOf, type News } from "../domain/news.ts";
import { SendNotification } from "../job-definitions.ts";
import { insertNotificationQuery } from "../store/notifications.ts";

/** `subjectId`: the order, or the user, that it is about. */
export type QueueNotification = { readonly eventId: string; readonly subjectId: string; readonly news: News };

/** The event is claimed once; what was promised under the same key by another event stays as it is. */
export async function queueNotification(
  deps: Deps,
  { eventId, subjectId, news }: QueueNotification,
): Promise<void> {
  const dedupeKey = dedupeKeyOf(subjectId, news);
  const notification = { id: deps.newId(), dedupeKey, subjectId, news, createdAt: deps.now() };
  await deps.sharedTransactions.write([
    claimQuery(CONSUMER, eventId),
    insertNotificationQuery(notification),
    enqueueQuery(SendNotification, { key: dedupeKey, data: { dedupeKey } }),
  ]);
}
