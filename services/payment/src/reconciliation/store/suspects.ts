// SQL that finds the few payments which are worth asking their provider about, and what the ledger has of one.
import { type AnyDb, statement } from "@souk/db";
import type { Window } from "./strays.ts";

const SUSPECTS_MAX = 1_000;

const suspects = statement<{ readonly id: string }, [Date, Date, readonly string[], number]>(
  "list_suspect_payments",
  `with changed as (
     select id from payments where updated_at >= $1
     union select payment_id from provider_movements where seen_at >= $1 and payment_id is not null
     union select payment_id from provider_disputes where seen_at >= $1)
   select p.id from changed join payments p using (id)
   cross join lateral (
     select coalesce(sum(m.amount_minor) filter (where m.kind = 'capture'), 0) as captured,
       coalesce(sum(case m.kind when 'refund' then m.amount_minor when 'refund_reversed' then -m.amount_minor end), 0) as refunded,
       coalesce(bool_or(m.currency <> p.currency), false) as is_foreign,
       coalesce(bool_or(m.kind = 'refund' and m.refund_id is not null and not exists (
         select from refunds r where r.id = m.refund_id and r.status = 'succeeded' and r.amount_minor = m.amount_minor)), false) as is_other_refund,
       max(m.at) as newest_at
     from provider_movements m where m.payment_id = p.id and m.provider = p.provider and m.kind in ('capture', 'refund', 'refund_reversed')
       and (p.provider_payment_id is null or m.provider_payment_id is null or m.provider_payment_id = p.provider_payment_id)) there
   cross join lateral (
     select coalesce(sum(e.amount_minor), 0) as net from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
     where t.payment_id = p.id and t.kind not in ('fee', 'payout') and e.account = 'provider') booked
   where p.updated_at < $2 and (there.newest_at is null or there.newest_at < $2) and (
     (p.provider = any ($3::text[]) and (there.captured <> p.captured_minor or there.refunded <> p.refunded_minor
        or there.is_foreign or there.is_other_refund
        or exists (select from provider_disputes d where d.provider = p.provider and d.payment_id = p.id and not exists (
          select from disputes o where o.provider = d.provider and o.provider_dispute_id = d.dispute_id
            and (o.status = d.status or d.status in ('needs_response', 'under_review'))))))
     or booked.net <> p.captured_minor - p.refunded_minor
       - (select coalesce(sum(d.amount_minor), 0) from disputes d where d.payment_id = p.id and d.status <> 'won'))
   order by p.updated_at limit $4`,
);
const booked = statement<{ readonly netMinor: number }, [string]>(
  "booked_of_payment",
  `select coalesce(sum(e.amount_minor), 0)::bigint as "netMinor" from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
   where t.payment_id = $1 and t.kind not in ('fee', 'payout') and e.account = 'provider'`,
);
const newest = statement<{ readonly newestAt: Date | null }, [string]>(
  "newest_movement_of_payment",
  `select max(at) as "newestAt" from provider_movements where payment_id = $1`,
);

/** Payments that changed in the window and whose rows, movements and bookings do not agree; those that changed first come first. */
export async function listSuspects(
  db: AnyDb,
  { since, until, providers }: Window,
): Promise<readonly string[]> {
  const rows = await suspects.rows(db, [since, until, providers, SUSPECTS_MAX]);
  return rows.map(({ id }) => id);
}

/** What our ledger says that the provider owes us for a payment, fees aside. */
export async function bookedMinorOf(db: AnyDb, paymentId: string): Promise<number> {
  return (await booked.first(db, [paymentId]))?.netMinor ?? 0;
}

export async function newestMovementAt(db: AnyDb, paymentId: string): Promise<Date | null> {
  return (await newest.first(db, [paymentId]))?.newestAt ?? null;
}

const corrections = statement<{ readonly count: number }, [string]>(
  "count_corrections",
  `select count(*)::int as count from ledger_transactions where payment_id = $1 and kind = 'correction'`,
);

export async function countCorrections(db: AnyDb, paymentId: string): Promise<number> {
  return (await corrections.first(db, [paymentId]))?.count ?? 0;
}
