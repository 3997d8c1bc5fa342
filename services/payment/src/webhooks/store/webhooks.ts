// All SQL of stored webhooks.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";

export type StoredWebhook = {
  readonly provider: string;
  readonly eventId: string;
  readonly type: string;
  readonly payload: unknown;
  readonly receivedAt: Date;
};

const insert = statement<never, [string, string, string, string, Date]>(
  "insert_webhook",
  `insert into webhooks (provider, event_id, type, payload, received_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
);
const insertHandled = statement<never, [string, string, string, string, Date, string]>(
  "insert_handled_webhook",
  `insert into webhooks (provider, event_id, type, payload, received_at, handled_at, outcome) values ($1, $2, $3, $4, $5, now(), $6)
   on conflict do nothing`,
);
const findUnhandled = statement<StoredWebhook, [string, string]>(
  "find_unhandled_webhook",
  `select provider, event_id as "eventId", type, payload, received_at as "receivedAt"
   from webhooks where provider = $1 and event_id = $2 and handled_at is null`,
);
const handled = statement<never, [string, string, string]>(
  "webhook_handled",
  `update webhooks set handled_at = now(), outcome = $3 where provider = $1 and event_id = $2 and handled_at is null`,
);

const empty = statement<{ readonly emptied: number }, [number, number]>(
  "empty_webhooks",
  `with emptied as (
     update webhooks set payload = '{}'
     where (provider, event_id) in (
       select provider, event_id from webhooks
       where handled_at < now() - make_interval(days => $1) and payload <> '{}'::jsonb order by handled_at limit $2)
     returning 1)
   select count(*)::int as emptied from emptied`,
);

export type WebhooksToEmpty = { readonly days: number; readonly limit: number };

/** Of those that were handled so many days ago, the oldest first; gives how many they were. */
export async function emptyWebhooks(db: AnyDb, { days, limit }: WebhooksToEmpty): Promise<number> {
  const { emptied } = (await empty.first(db, [days, limit])) as { emptied: number }; // A count is always there.
  return emptied;
}

/** Keeps a webhook; one that is kept already stays as it is. */
export function insertWebhookQuery(webhook: StoredWebhook): BatchQuery {
  const { provider, eventId, type, payload, receivedAt } = webhook;
  return insert.query([provider, eventId, type, JSON.stringify(payload), receivedAt]);
}

/** Keeps a webhook that nothing follows from; one that is kept already stays as it is. */
export async function insertHandledWebhook(
  db: AnyDb,
  webhook: StoredWebhook & { readonly outcome: string },
): Promise<void> {
  const { provider, eventId, type, payload, receivedAt, outcome } = webhook;
  await insertHandled.rows(db, [provider, eventId, type, JSON.stringify(payload), receivedAt, outcome]);
}

export async function findUnhandledWebhook(
  db: AnyDb,
  provider: string,
  eventId: string,
): Promise<StoredWebhook | undefined> {
  return findUnhandled.first(db, [provider, eventId]);
}

export function webhookHandledQuery(webhook: {
  provider: string;
  eventId: string;
  outcome: string;
}): BatchQuery {
  return handled.query([webhook.provider, webhook.eventId, webhook.outcome]);
}
