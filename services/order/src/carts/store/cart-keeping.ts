// Carts that nobody comes back for.
import { type AnyDb, statement } from "@souk/db";

export type LeftCart = {
  readonly cartId: string;
  readonly customerId: string | null;
  readonly currency: string;
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
  readonly changedAt: Date;
};
type Quiet = { readonly unchangedSince: Date; readonly limit: number };

const markAbandonedStatement = statement<LeftCart, [Date, Date, number]>(
  "mark_abandoned_carts",
  `update carts set abandoned_at = $1::timestamptz where id in (
     select id from carts where status = 'open' and abandoned_at is null and (email is not null or customer_id is not null)
       and created_at < $2::timestamptz and updated_at < $2::timestamptz
       and exists (select from cart_lines where cart_id = carts.id)
     order by created_at limit $3::int for update skip locked)
   returning id as "cartId", customer_id as "customerId", currency, updated_at as "changedAt", (
     select jsonb_agg(jsonb_build_object('variantId', variant_id, 'quantity', quantity) order by added_at, id)
     from cart_lines where cart_id = carts.id) as lines`,
);

/** Marks carts with something in them whose shopper can be written to; each once in its life. The oldest first. */
export function markAbandoned(db: AnyDb, { at, unchangedSince, limit }: Quiet & { readonly at: Date }) {
  return markAbandonedStatement.rows(db, [at, unchangedSince, limit]);
}

const deleteStatement = statement<{ readonly id: string }, [Date, number]>(
  "delete_old_guest_carts",
  `delete from carts where id in (
     select id from carts where customer_id is null and created_at < $1::timestamptz and updated_at < $1::timestamptz
     order by created_at limit $2::int for update skip locked)
   returning id`,
);

/** Deletes carts of guests, ordered or not: an order keeps all it needs. Answers how many went. */
export async function deleteGuestCarts(db: AnyDb, { unchangedSince, limit }: Quiet): Promise<number> {
  return (await deleteStatement.rows(db, [unchangedSince, limit])).length;
}
