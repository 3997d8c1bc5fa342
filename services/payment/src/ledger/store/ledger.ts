// All SQL of the ledger: it is only ever added to.
import { type AnyDb, type BatchQuery, statement } from "@souk/db";
import type { Booking, LedgerKind } from "../domain/ledger.ts";

const insertTransaction = statement<never, readonly unknown[]>(
  "insert_ledger_transaction",
  `with booked as (insert into ledger_transactions (id, kind, payment_id, reference, booked_at) values ($1, $2, $3, $4, $5) returning id)
   insert into ledger_entries (transaction_id, account, currency, amount_minor)
   select booked.id, account, currency, amount_minor
   from booked, unnest($6::text[], $7::text[], $8::bigint[]) as entries (account, currency, amount_minor)`,
);

const booked = statement<{ readonly id: string }, [string, string]>(
  "find_ledger_transaction",
  `select id from ledger_transactions where kind = $1 and reference = $2`,
);

export async function isBooked(
  db: AnyDb,
  { kind, reference }: { readonly kind: LedgerKind; readonly reference: string },
): Promise<boolean> {
  return (await booked.first(db, [kind, reference])) !== undefined;
}

export function insertBookingQuery(
  booking: Booking,
  stamp: { readonly id: string; readonly at: Date },
): BatchQuery {
  const { kind, paymentId, reference, entries } = booking;
  return insertTransaction.query([
    stamp.id,
    kind,
    paymentId,
    reference,
    stamp.at,
    entries.map(({ account }) => account),
    entries.map(({ amount }) => amount.currency),
    entries.map(({ amount }) => amount.amount),
  ]);
}
