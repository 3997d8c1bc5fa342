// SQL of the inbox: which events a consumer has dealt with.
import { statement } from "@souk/db";

export const claim = statement<{ isClaimed: boolean }, readonly [consumer: string, eventId: string]>(
  "events_inbox_claim",
  `insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing returning true as "isClaimed"`,
);

/** Gives the events that were not claimed before. Taken in one order, so that two batches with the same events do not block each other. */
export const claimMany = statement<
  { readonly eventId: string },
  readonly [consumer: string, eventIds: readonly string[]]
>(
  "events_inbox_claim_many",
  `insert into inbox (consumer, event_id) select $1, id from unnest($2::uuid[]) as ids (id) order by id
   on conflict do nothing returning event_id as "eventId"`,
);

/** Breaks the constraint `inbox_pkey` where the consumer has claimed the event before. */
export const claimOrBreak = statement<never, readonly [consumer: string, eventId: string]>(
  "events_inbox_claim_or_break",
  `insert into inbox (consumer, event_id) values ($1, $2)`,
);

export const deleteOldFromInbox = statement<
  { readonly consumer: string },
  readonly [olderThanMs: number, limit: number]
>(
  "events_inbox_delete_old",
  `delete from inbox where ctid = any (array(
     select ctid from inbox where handled_at < now() - $1 * interval '1 millisecond' limit $2))
   returning consumer`,
);
