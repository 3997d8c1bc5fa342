// Those who wait for a variant, in the order in which they asked, and what is forgotten of them in the end.
import { statement, type AnyDb } from "@souk/db";

/** Who was told within this time is still thinking it over. */
const LATELY = "interval '6 hours'";

const lockLineStatement = statement<never, readonly [string]>(
  "lock_waiting_line",
  "select pg_advisory_xact_lock(hashtextextended('back in stock line ' || $1::text, 0))",
);
const toldLatelyStatement = statement<{ told: number }, readonly [string]>(
  "count_told_lately",
  `select count(*)::integer as told from back_in_stock_subscriptions
    where variant_id = $1::uuid and promised_at > clock_timestamp() - ${LATELY}`,
);
const takeStatement = statement<{ id: string; number: number }, readonly [string, number]>(
  "take_first_in_line",
  `with first as (
     select id from back_in_stock_subscriptions where variant_id = $1::uuid and status = 'waiting'
      order by number limit $2::integer for update)
   update back_in_stock_subscriptions b
      set status = 'promised', promised_at = clock_timestamp(), changed_at = clock_timestamp()
     from first where b.id = first.id returning b.id, b.number`,
);
const isAnyStatement = statement<{ found: true }, readonly [string]>(
  "is_anybody_in_line",
  "select true as found from back_in_stock_subscriptions where variant_id = $1::uuid and status = 'waiting' limit 1",
);
// An unconfirmed one lapses; of a promised one the mail should have ended long ago; an ended one is of no use any more.
const tidyStatement = statement<never>(
  "tidy_subscriptions",
  `with lapsed as (
     update back_in_stock_subscriptions set status = 'ended', email = null, email_key = null, changed_at = clock_timestamp()
      where status = 'promised' and changed_at < clock_timestamp() - interval '3 days')
   delete from back_in_stock_subscriptions
    where (status = 'unconfirmed' and changed_at < clock_timestamp() - interval '3 days')
       or (status = 'ended' and changed_at < clock_timestamp() - interval '30 days')`,
);

/** One after the other tells people about a variant. */
export async function lockLine(db: AnyDb, variantId: string): Promise<void> {
  await lockLineStatement.rows(db, [variantId]);
}

export async function countToldLately(db: AnyDb, variantId: string): Promise<number> {
  return (await toldLatelyStatement.rows(db, [variantId])).reduce((sum, { told }) => sum + told, 0);
}

/** The first in the line, promised a mail from now on; in the order in which they asked. */
export async function takeFirstInLine(
  db: AnyDb,
  { variantId, limit }: { readonly variantId: string; readonly limit: number },
): Promise<readonly string[]> {
  const taken = await takeStatement.rows(db, [variantId, limit]);
  return taken.toSorted((one, other) => one.number - other.number).map(({ id }) => id);
}

export async function isAnybodyInLine(db: AnyDb, variantId: string): Promise<boolean> {
  return (await isAnyStatement.first(db, [variantId])) !== undefined;
}

export async function tidySubscriptions(db: AnyDb): Promise<void> {
  await tidyStatement.rows(db, []);
}
