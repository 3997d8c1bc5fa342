// The id of a product that shoppers may see, by id or slug.
import { statement, type AnyDb } from "@souk/db";
import { productNotFound } from "../../catalogue/store/products.ts";

const shownStatement = statement<{ id: string }, readonly [string]>(
  "shown_product",
  `select p.id from products p
    where p.status = 'active' and p.id = coalesce(
      (select s.product_id from product_slugs s where s.slug = $1::text),
      case when $1::text ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then $1::uuid end)`,
);

export async function loadShownProductId(db: AnyDb, idOrSlug: string): Promise<string> {
  const shown = await shownStatement.first(db, [idOrSlug]);
  if (shown === undefined) throw productNotFound();
  return shown.id;
}
