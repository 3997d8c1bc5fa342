// All SQL of sending: every step of an attempt is a compare-and-set on the attempt's number, and is committed before the next one begins. The
// steps of many mails that are on their way at the same time are written together.
import { type AnyDb, type BatchQuery, gathered, runBatch, statement } from "@souk/db";
import type { News } from "../domain/news.ts";
import type { Notification, NotificationStatus } from "../domain/notification.ts";
import type { MailOutcome } from "../mail/mailer.ts";
import { columns, type Row, toNotification } from "./notifications.ts";

/** As many as a worker has in its hands; what is written beside the end of a mail fits into the batch with them. */
const TOGETHER = { lanes: 1, questionsMax: 20 };

type FoundRow = Row & { readonly hasEarlierUnsent: boolean };
// Ids grow with time: a lower one tells of something that happened before.
const find = statement<FoundRow, [readonly string[]]>(
  "find_notifications",
  `select ${columns}, exists (
     select from notifications earlier
     where earlier.subject_id = this.subject_id and earlier.id < this.id and earlier.status in ('queued', 'sending')) as "hasEarlierUnsent"
   from notifications this where dedupe_key = any ($1::text[])`,
);
const begin = statement<
  { readonly id: string; readonly number: number },
  [readonly string[], readonly string[], readonly string[]]
>(
  "begin_attempts",
  `with begun as (
     update notifications n set status = 'sending', attempts = attempts + 1, template = b.template
     from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as b (id, at, template)
     where n.id = b.id and n.status in ('queued', 'sending') and n.handed_over_at is null returning n.id, n.attempts, b.at)
   insert into delivery_attempts (notification_id, attempt, started_at) select id, attempts, at from begun
   returning notification_id as id, attempt as number`,
);
const handOver = statement<
  { readonly id: string },
  [readonly string[], readonly number[], readonly string[]]
>(
  "hand_over_notifications",
  `update notifications n set handed_over_at = h.at from unnest($1::uuid[], $2::int[], $3::timestamptz[]) as h (id, number, at)
   where n.id = h.id and n.attempts = h.number and n.status = 'sending' and n.handed_over_at is null returning n.id`,
);
// Also after `unconfirmed`: a slow attempt may learn the truth when others have stopped waiting for it.
const end = statement<never, readonly unknown[]>(
  "end_attempts",
  `with given as materialized (
     select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])
       as g (id, number, status, reason, at, outcome)),
   ended as (
     update notifications n set status = g.status, reason = g.reason, sent_at = case when g.status = 'sent' then g.at end,
       handed_over_at = case when g.status <> 'queued' then n.handed_over_at end
     from given g where n.id = g.id and n.attempts = g.number and n.status in ('sending', 'unconfirmed'))
   update delivery_attempts a set ended_at = g.at, outcome = g.outcome, reason = g.reason
   from given g where a.notification_id = g.id and a.attempt = g.number`,
);
const findNextWaiting = statement<
  { readonly id: string; readonly dedupeKey: string },
  [readonly string[], readonly string[]]
>(
  "find_next_waiting_notifications",
  `select this.id, next.dedupe_key as "dedupeKey" from unnest($1::uuid[], $2::text[]) as this (id, subject_id), lateral (
     select dedupe_key from notifications n
     where n.subject_id = this.subject_id and n.id > this.id and n.status = 'queued' order by n.id limit 1) next`,
);

export type FoundNotification = {
  readonly notification: Notification;
  /** Whether something that happened to the same subject before is still to be told. */
  readonly hasEarlierUnsent: boolean;
};
export type Attempt = { readonly notificationId: string; readonly number: number };
export type AttemptToBegin = {
  readonly notificationId: string;
  /** Which mail it turned out to be. */
  readonly template: News["template"];
  readonly at: Date;
};
export type EndedAttempt = {
  readonly notification: Pick<Notification, "id" | "subjectId">;
  readonly attempt: Attempt;
  readonly outcome: MailOutcome;
  readonly status: NotificationStatus;
  readonly at: Date;
  /** Written in the same transaction. */
  readonly alongside: readonly BatchQuery[];
};

export type Deliveries = {
  find(dedupeKey: string): Promise<FoundNotification | undefined>;
  /** Undefined where an attempt has been handed over, or nothing is to be sent any more. */
  begin(attempt: AttemptToBegin): Promise<Attempt | undefined>;
  /** False for an attempt that a later one has overtaken: it must not send its last byte. */
  handOver(attempt: Attempt & { readonly at: Date }): Promise<boolean>;
  /** Gives what waits for its turn behind it. */
  end(ended: EndedAttempt): Promise<string | undefined>;
};

export function createDeliveries(db: AnyDb): Deliveries {
  return {
    find: gathered(async (keys: readonly string[]) => {
      const rows = new Map((await find.rows(db, [keys])).map((row) => [row.dedupeKey, row]));
      return (key) => found(rows.get(key));
    }, TOGETHER),
    begin: gathered(async (attempts: readonly AttemptToBegin[]) => {
      const ids = attempts.map(({ notificationId }) => notificationId);
      const times = attempts.map(({ at }) => at.toISOString());
      const rows = await begin.rows(db, [ids, times, attempts.map(({ template }) => template)]);
      const numbers = new Map(rows.map(({ id, number }) => [id, number]));
      return ({ notificationId }) => {
        const number = numbers.get(notificationId);
        numbers.delete(notificationId); // Two runs of one job that meet here: an attempt is one run's.
        return number === undefined ? undefined : { notificationId, number };
      };
    }, TOGETHER),
    handOver: gathered(async (attempts: readonly (Attempt & { readonly at: Date })[]) => {
      const ids = attempts.map(({ notificationId }) => notificationId);
      const times = attempts.map(({ at }) => at.toISOString());
      const rows = await handOver.rows(db, [ids, attempts.map(({ number }) => number), times]);
      const handed = new Set(rows.map(({ id }) => id));
      return ({ notificationId }) => handed.has(notificationId);
    }, TOGETHER),
    end: gathered(async (ended: readonly EndedAttempt[]) => endTogether(db, ended), TOGETHER),
  };
}

async function endTogether(db: AnyDb, ended: readonly EndedAttempt[]) {
  const ids = ended.map(({ attempt }) => attempt.notificationId);
  const subjects = ended.map(({ notification }) => notification.subjectId);
  const [, rows] = await runBatch(db, [
    end.query([
      ids,
      ended.map(({ attempt }) => attempt.number),
      ended.map(({ status }) => status),
      ended.map(({ outcome }) => (outcome.status === "accepted" ? null : outcome.reason)),
      ended.map(({ at }) => at.toISOString()),
      ended.map(({ outcome }) => outcome.status),
    ]),
    findNextWaiting.query([ids, subjects]),
    ...ended.flatMap(({ alongside }) => alongside),
  ]);
  const next = new Map(rows.map(({ id, dedupeKey }) => [id, dedupeKey]));
  return ({ attempt }: EndedAttempt) => next.get(attempt.notificationId);
}

function found(row: FoundRow | undefined): FoundNotification | undefined {
  if (row === undefined) return undefined;
  const { hasEarlierUnsent, ...rest } = row;
  return { notification: toNotification(rest), hasEarlierUnsent };
}
