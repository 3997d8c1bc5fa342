// Reads what search knows of products from the catalogue itself, for rebuilding an index.
import { statement, type AnyDb } from "@souk/db";
import type { SearchableProduct } from "../domain/searchable-product.ts";

const columns = `p.id, p.name, p.subtitle, p.description, p.options, p.attributes,
  coalesce((select c.name from categories c where c.id = p.category_id), '') as "categoryName",
  array(select v.sku from variants v where v.product_id = p.id and v.removed_at is null order by v.position, v.id) as skus`;

const listStatement = statement<SearchableProduct, readonly [string | null, number]>(
  "searchable_products",
  `select ${columns} from products p where $1::uuid is null or p.id > $1::uuid order by p.id limit $2::integer`,
);

const idsStatement = statement<SearchableProduct, readonly [readonly string[]]>(
  "searchable_products_of",
  `select ${columns} from products p where p.id = any ($1::uuid[])`,
);

/** In any order. */
export function listSearchableProductsOf(
  db: AnyDb,
  ids: readonly string[],
): Promise<readonly SearchableProduct[]> {
  return idsStatement.rows(db, [ids]);
}

/** Products of every status, by id. */
export function listSearchableProducts(
  db: AnyDb,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly SearchableProduct[]> {
  return listStatement.rows(db, [after, limit]);
}
