// Products whose documents tell something that has changed elsewhere. Marking waits for whoever is just making such a document anew and
// may have read what was before: then the mark stays for the next round.
import { statement, type AnyDb } from "@souk/db";

const MARK = `on conflict (product_id) do update set marked_at = clock_timestamp()`;

const categoryStatement = statement<never, readonly [string]>(
  "mark_products_of_category",
  `insert into stale_products (product_id) select id from products where category_id = $1::uuid order by id ${MARK}`,
);
const variantsStatement = statement<never, readonly [readonly string[]]>(
  "mark_products_of_variants",
  `insert into stale_products (product_id)
   select distinct product_id from variants where id = any ($1::uuid[]) order by product_id ${MARK}`,
);
const takeStatement = statement<{ product_id: string }, readonly [number]>(
  "take_stale_products",
  "select product_id from stale_products order by product_id limit $1::integer for update skip locked",
);
const doneStatement = statement<never, readonly [readonly string[]]>(
  "stale_products_done",
  "delete from stale_products where product_id = any ($1::uuid[])",
);

export async function markProductsOfCategory(db: AnyDb, categoryId: string): Promise<void> {
  await categoryStatement.rows(db, [categoryId]);
}

export async function markProductsOfVariants(db: AnyDb, variantIds: readonly string[]): Promise<void> {
  await variantsStatement.rows(db, [variantIds]);
}

/** Some of them, held until the transaction ends. */
export async function takeStaleProducts(db: AnyDb, limit: number): Promise<readonly string[]> {
  return (await takeStatement.rows(db, [limit])).map((row) => row.product_id);
}

export async function forgetStaleProducts(db: AnyDb, productIds: readonly string[]): Promise<void> {
  await doneStatement.rows(db, [productIds]);
}
