// SQL for people who look after dead letters: list, try again, discard.
import { statement } from "@souk/db";
import type { BusEvent } from "../bus.ts";
import type { DeadLetterKind } from "./dead-letters.ts";

export type DeadLetterRow = Omit<BusEvent, "traceparent"> & {
  readonly id: string;
  readonly consumer: string;
  readonly kind: DeadLetterKind;
  readonly attempts: number;
  readonly reason: string;
  readonly recordedAt: Date;
  readonly traceparent: string | null;
};

export const selectDeadLetters = statement<
  DeadLetterRow,
  readonly [kind: DeadLetterKind | null, afterId: string, limit: number]
>(
  "events_dead_letters_list",
  `select id::text, consumer, event_id as "eventId", type, key, source, data, traceparent, occurred_at as "occurredAt",
     kind, attempts, reason, recorded_at as "recordedAt"
   from dead_letters where ($1::text is null or kind = $1) and id > $2::bigint order by dead_letters.id limit $3`,
);

type Choice = readonly [ids: readonly string[] | null, key: string | null];

// A parked event brings its whole key along, for it cannot be handled before its elders; a refused one comes alone, when named.
const chosen = `
  select d.id, d.consumer, d.key from dead_letters d
  where (d.kind = 'parked' and ($2::text is null or d.key = $2)
         and ($1::bigint[] is null or (d.consumer, d.key) in (select consumer, key from dead_letters where id = any ($1) and kind = 'parked')))
     or (d.kind = 'refused' and d.id = any ($1))`;

/** Locks what will be replayed, so that no follower is added behind it meanwhile. */
export const lockChosen = statement<never, Choice>(
  "events_dead_letters_lock_chosen",
  `${chosen} order by d.id for update of d`,
);

export const replayChosen = statement<{ readonly id: string }, Choice>(
  "events_dead_letters_replay",
  `with chosen as (${chosen})
   update dead_letters d set kind = 'retrying', attempts = 0,
     due_at = case when d.id = (
       select min(o.id) from dead_letters o
       where o.consumer = d.consumer and o.key = d.key and (o.kind <> 'refused' or o.id in (select id from chosen))) then now() end
   from chosen where d.id = chosen.id returning d.id::text`,
);

/** Gives the keys that may go on now. */
export const deleteDeadLetters = statement<
  { readonly consumer: string; readonly key: string },
  readonly [ids: readonly string[]]
>(
  "events_dead_letters_discard",
  `delete from dead_letters where id = any ($1::bigint[]) returning consumer, key`,
);

export const deleteOldRefused = statement<
  { readonly consumer: string },
  readonly [olderThanMs: number, limit: number]
>(
  "events_dead_letters_delete_old",
  `delete from dead_letters where id = any (array(
     select id from dead_letters where kind = 'refused' and recorded_at < now() - $1 * interval '1 millisecond' limit $2))
   returning consumer`,
);
