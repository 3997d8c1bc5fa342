// All SQL of notifications but of their sending, which is in deliveries.ts.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { News } from "../domain/news.ts";
import type { Notification, NotificationStatus } from "../domain/notification.ts";

export type Row = Omit<Notification, "news"> & { readonly template: string; readonly details: object };

export const columns = `id, dedupe_key as "dedupeKey", channel, subject_id as "subjectId", template, details, status, attempts,
  handed_over_at is not null as "isHandedOver", reason, created_at as "createdAt", sent_at as "sentAt"`;

const insert = statement<never, readonly unknown[]>(
  "insert_notification",
  `insert into notifications (id, dedupe_key, template, channel, subject_id, details, created_at)
   values ($1, $2, $3, 'email', $4, $5, $6) on conflict (dedupe_key) do nothing`,
);
const lock = statement<Row, [string]>(
  "lock_notification",
  `select ${columns} from notifications where id = $1 for update`,
);
const requeue = statement<never, [string]>(
  "requeue_notification",
  `update notifications set status = 'queued', reason = null, handed_over_at = null where id = $1`,
);

export type NewNotification = Pick<Notification, "id" | "dedupeKey" | "subjectId" | "news" | "createdAt">;

/** Leaves an earlier notification with the same key as it is. */
export function insertNotificationQuery(notification: NewNotification): BatchQuery {
  const { id, dedupeKey, subjectId, news, createdAt } = notification;
  const { template, ...details } = news;
  return insert.query([id, dedupeKey, template, subjectId, JSON.stringify(details), createdAt]);
}

export async function lockNotification(db: AnyDb, notificationId: string): Promise<Notification | undefined> {
  const row = await lock.first(db, [notificationId]);
  return row && toNotification(row);
}

/** Allows another attempt at what was over. */
export async function requeueNotification(db: AnyDb, notificationId: string): Promise<void> {
  await requeue.rows(db, [notificationId]);
}

export type NotificationFilter = {
  readonly subjectId: string | undefined;
  readonly status: NotificationStatus | undefined;
  readonly before: readonly [createdAt: string, id: string] | undefined;
  readonly limit: number;
};
const list = statement<Row, readonly unknown[]>(
  "list_notifications",
  `select ${columns} from notifications
   where ($1::text is null or subject_id = $1) and ($2::text is null or status = $2)
     and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
   order by created_at desc, id desc limit $5`,
);

/** Newest first; one row more than `limit` tells that there is another page. */
export async function listNotifications(
  db: AnyDb,
  filter: NotificationFilter,
): Promise<readonly Notification[]> {
  const { subjectId, status, before, limit } = filter;
  const [createdAt, id] = before ?? [null, null];
  const rows = await list.rows(db, [subjectId ?? null, status ?? null, createdAt, id, limit + 1]);
  return rows.map(toNotification);
}

export function toNotification({ template, details, ...state }: Row): Notification {
  return { ...state, news: { template, ...details } as News };
}
