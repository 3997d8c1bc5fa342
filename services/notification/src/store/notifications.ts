// All SQL of notifications and of the delivery log. Every step of an attempt is a compare-and-set on the attempt's number.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { News } from "../domain/news.ts";
import type { Notification, NotificationStatus } from "../domain/notification.ts";
import type { MailOutcome } from "../mail/mailer.ts";

type Row = Omit<Notification, "news"> & { readonly template: string; readonly details: object };

const columns = `id, dedupe_key as "dedupeKey", channel, subject_id as "subjectId", template, details, status, attempts,
  handed_over_at is not null as "isHandedOver", reason, created_at as "createdAt", sent_at as "sentAt"`;

const insert = statement<never, readonly unknown[]>(
  "insert_notification",
  `insert into notifications (id, dedupe_key, template, channel, subject_id, details, created_at)
   values ($1, $2, $3, 'email', $4, $5, $6) on conflict (dedupe_key) do nothing`,
);
// Ids grow with time: a lower one tells of something that happened before.
const find = statement<Row & { readonly hasEarlierUnsent: boolean }, [string]>(
  "find_notification",
  `select ${columns}, exists (
     select from notifications earlier
     where earlier.subject_id = this.subject_id and earlier.id < this.id and earlier.status in ('queued', 'sending')) as "hasEarlierUnsent"
   from notifications this where dedupe_key = $1`,
);
const lock = statement<Row, [string]>(
  "lock_notification",
  `select ${columns} from notifications where id = $1 for update`,
);
const findNextUnsent = statement<{ readonly dedupeKey: string }, [string, string]>(
  "find_next_unsent_notification",
  `select dedupe_key as "dedupeKey" from notifications
   where subject_id = $1 and id > $2 and status = 'queued' order by id limit 1`,
);
const begin = statement<{ readonly number: number }, [string, Date, string]>(
  "begin_attempt",
  `with begun as (
     update notifications set status = 'sending', attempts = attempts + 1, template = $3
     where id = $1 and status in ('queued', 'sending') and handed_over_at is null returning id, attempts)
   insert into delivery_attempts (notification_id, attempt, started_at) select id, attempts, $2 from begun returning attempt as number`,
);
const handOver = statement<{ readonly id: string }, [string, number, Date]>(
  "hand_over_notification",
  `update notifications set handed_over_at = $3
   where id = $1 and attempts = $2 and status = 'sending' and handed_over_at is null returning id`,
);
// Also after `unconfirmed`: a slow attempt may learn the truth when others have stopped waiting for it.
const end = statement<never, readonly unknown[]>(
  "end_attempt",
  `with ended as (
     update notifications set status = $3, reason = $4, sent_at = case when $3 = 'sent' then $5::timestamptz end,
       handed_over_at = case when $3 <> 'queued' then handed_over_at end
     where id = $1 and attempts = $2 and status in ('sending', 'unconfirmed'))
   update delivery_attempts set ended_at = $5, outcome = $6, reason = $4 where notification_id = $1 and attempt = $2`,
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

export type FoundNotification = {
  readonly notification: Notification;
  /** Whether something that happened to the same subject before is still to be told. */
  readonly hasEarlierUnsent: boolean;
};

export async function findNotification(db: AnyDb, dedupeKey: string): Promise<FoundNotification | undefined> {
  const found = await find.first(db, [dedupeKey]);
  if (found === undefined) return undefined;
  const { hasEarlierUnsent, ...row } = found;
  return { notification: toNotification(row), hasEarlierUnsent };
}

export async function lockNotification(db: AnyDb, notificationId: string): Promise<Notification | undefined> {
  const row = await lock.first(db, [notificationId]);
  return row && toNotification(row);
}

/** What waits for its turn behind a notification of the same subject. */
export function findNextWaitingQuery({
  id,
  subjectId,
}: Notification): BatchQuery<{ readonly dedupeKey: string }> {
  return findNextUnsent.query([subjectId, id]);
}

export type Attempt = { readonly notificationId: string; readonly number: number };

/** Notes which mail it turned out to be. Undefined where an attempt has been handed over, or nothing is to be sent any more. */
export async function beginAttempt(
  db: AnyDb,
  notificationId: string,
  { template, at }: { readonly template: News["template"]; readonly at: Date },
): Promise<Attempt | undefined> {
  const row = await begin.first(db, [notificationId, at, template]);
  return row && { notificationId, number: row.number };
}

/** False for an attempt that a later one has overtaken: it must not send its last byte. */
export async function markHandedOver(
  db: AnyDb,
  { notificationId, number }: Attempt,
  at: Date,
): Promise<boolean> {
  return (await handOver.first(db, [notificationId, number, at])) !== undefined;
}

export type EndedAttempt = {
  readonly attempt: Attempt;
  readonly outcome: MailOutcome;
  readonly status: NotificationStatus;
  readonly at: Date;
};

export function endAttemptQuery({ attempt, outcome, status, at }: EndedAttempt): BatchQuery {
  const reason = outcome.status === "accepted" ? null : outcome.reason;
  return end.query([attempt.notificationId, attempt.number, status, reason, at, outcome.status]);
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

function toNotification({ template, details, ...state }: Row): Notification {
  return { ...state, news: { template, ...details } as News };
}
