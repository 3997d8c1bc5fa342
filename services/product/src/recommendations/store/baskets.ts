// Orders as baskets of products: taken down, taken back, and counted in pairs, many at once.
import { statement, type AnyDb, type BatchQuery } from "@souk/db";
import type { Counts } from "../domain/association.ts";

const takeDownStatement = statement<never, readonly [string, readonly string[], Date]>(
  "take_down_basket",
  `insert into bought_baskets (order_id, product_ids, bought_at) values ($1::uuid, $2::uuid[], $3::timestamptz)
   on conflict (order_id) do nothing`,
);
const withdrawStatement = statement<never, readonly [string]>(
  "withdraw_basket",
  `update bought_baskets set status = case status when 'new' then 'out' else 'withdrawn' end
    where order_id = $1::uuid and status in ('new', 'counted')`,
);
// One job counts, so no two of these ever run at once; the rows it takes are locked against an order that is being cancelled.
// A sale's heat is measured from the latest basket on, which keeps the powers small.
const countStatement = statement<{ baskets: number }, readonly [number, number]>(
  "count_baskets",
  `with taken as materialized (
     select order_id, product_ids, bought_at, case status when 'new' then 1 else -1 end as sign
       from bought_baskets where status in ('new', 'withdrawn') order by bought_at limit $1::integer for update
   ), moved as (
     update bought_baskets b set status = case b.status when 'new' then 'counted' else 'out' end
       from taken t where b.order_id = t.order_id
   ), bought as materialized (
     select t.order_id, t.sign, extract(epoch from t.bought_at)::double precision / $2::double precision as age, u.product_id
       from taken t cross join unnest(t.product_ids) as u (product_id)
   ), total as (
     update bought_total set baskets = baskets + (select coalesce(sum(sign), 0) from taken)
   ), products as (
     merge into bought_products p
     using (select product_id, sum(sign)::integer as more from bought group by product_id) m on p.product_id = m.product_id
     when matched then update set baskets = greatest(0, p.baskets + m.more)
     when not matched and m.more > 0 then insert (product_id, baskets) values (m.product_id, m.more)
   ), pairs as (
     merge into bought_pairs p
     using (
       select a.product_id, b.product_id as other_id, sum(a.sign)::integer as more
         from bought a join bought b on b.order_id = a.order_id and b.product_id <> a.product_id
        group by a.product_id, b.product_id
     ) m on p.product_id = m.product_id and p.other_id = m.other_id
     when matched then update set baskets = greatest(0, p.baskets + m.more)
     when not matched and m.more > 0 then insert (product_id, other_id, baskets) values (m.product_id, m.other_id, m.more)
   ), heated as (
     merge into trending_products p
     using (
       select b.product_id, n.base, sum(b.sign * power(2::double precision, b.age - n.base)) as more
         from bought b cross join (select max(age) as base from bought) n group by b.product_id, n.base
     ) m on p.product_id = m.product_id
     when matched then update set
       heat = m.base + ln(greatest(1e-12, power(2::double precision, p.heat - m.base) + m.more)) / ln(2::double precision)
     when not matched and m.more > 0 then insert (product_id, heat) values (m.product_id, m.base + ln(m.more) / ln(2::double precision))
   )
   select count(*)::integer as baskets from taken`,
);
const forgetStatement = statement<never, readonly [number]>(
  "forget_baskets",
  `delete from bought_baskets where order_id in (
     select order_id from bought_baskets
      where status in ('counted', 'out') and bought_at < now() - make_interval(days => $1::integer) limit 10000)`,
);

export type Basket = {
  readonly orderId: string;
  readonly productIds: readonly string[];
  readonly boughtAt: Date;
};

/** Once for each order, however often it is told. */
export function takeDownBasketQuery({ orderId, productIds, boughtAt }: Basket): BatchQuery {
  return takeDownStatement.query([orderId, productIds, boughtAt]);
}

export async function withdrawBasket(db: AnyDb, orderId: string): Promise<void> {
  await withdrawStatement.rows(db, [orderId]);
}

/** Counts the oldest baskets that wait for it; gives their number. */
export async function countBaskets(
  db: AnyDb,
  { limit, halfLifeSeconds }: { readonly limit: number; readonly halfLifeSeconds: number },
): Promise<number> {
  const rows = await countStatement.rows(db, [limit, halfLifeSeconds]);
  return rows.reduce((sum, { baskets }) => sum + baskets, 0);
}

export async function forgetBaskets(db: AnyDb, olderThanDays: number): Promise<void> {
  await forgetStatement.rows(db, [olderThanDays]);
}

export type PairCount = Counts & { readonly id: string };

/** A product is looked up with so many others: the ones that were in the same basket most often. */
const PAIRS_MAX = 500;
const pairsStatement = statement<PairCount, readonly [string, number]>(
  "bought_pairs",
  `select p.other_id as id, p.baskets as both, o.baskets as other, w.baskets as own, (select baskets from bought_total) as all
     from bought_pairs p
     join bought_products o on o.product_id = p.other_id
     join bought_products w on w.product_id = p.product_id
    where p.product_id = $1::uuid and p.baskets >= $2::integer
    order by p.baskets desc, p.other_id limit ${PAIRS_MAX}`,
);

export function listPairs(
  db: AnyDb,
  { productId, supportMin }: { readonly productId: string; readonly supportMin: number },
): Promise<readonly PairCount[]> {
  return pairsStatement.rows(db, [productId, supportMin]);
}
