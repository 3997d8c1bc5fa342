// Reading a product's documents by id or slug, in one round trip each.
import { statement, type AnyDb } from "@souk/db";
import { fillIn, joinDocuments, parseAvailability } from "../domain/documents.ts";
import type { ProductStatus } from "../domain/product.ts";

export type ProductDocument = {
  readonly id: string;
  readonly slug: string;
  readonly status: ProductStatus;
  readonly version: number;
  readonly body: string;
  readonly variantIds: readonly string[];
};

type Row = {
  product_id: string;
  slug: string;
  status: ProductStatus;
  version: number;
  item: string | null;
  details: string;
  levels: string | null;
};

const select = `
  select d.product_id, d.slug, d.status, d.version, d.document as details, l.document as item,
         (select string_agg(s.variant_id || ':' || (s.on_hand - s.reserved), ',')
            from stock_levels s where s.product_id = d.product_id) as levels
    from product_details d
    left join lateral (
      select i.document from product_listings i
       where i.product_id = d.product_id and ($2::text is null or i.currency = $2::text)
       order by i.currency <> $3::text, i.currency limit 1
    ) l on true`;

type Parameters = readonly [string, string | null, string];
const byId = statement<Row, Parameters>("product_by_id", `${select} where d.product_id = $1::uuid`);
const bySlug = statement<Row, Parameters>(
  "product_by_slug",
  `${select} where d.product_id = (select g.product_id from product_slugs g where g.slug = $1::text)`,
);

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type ProductQuestion = {
  readonly idOrSlug: string;
  /** Only in this currency; without one in the shop's own, or else in any the product has a price in. */
  readonly currency: string | undefined;
  readonly defaultCurrency: string;
};

/** Undefined for no such product, and for one without a price in the currency. A slug of former times finds the product, too. */
export async function findProductDocument(
  db: AnyDb,
  question: ProductQuestion,
): Promise<ProductDocument | undefined> {
  const { idOrSlug, currency, defaultCurrency } = question;
  const find = UUID.test(idOrSlug) ? byId : bySlug;
  const row = await find.first(db, [idOrSlug, currency ?? null, defaultCurrency]);
  if (row === undefined || row.item === null) return undefined;
  const available = parseAvailability(row.levels);
  return {
    id: row.product_id,
    slug: row.slug,
    status: row.status,
    version: row.version,
    body: fillIn(joinDocuments(row.item, row.details), available),
    variantIds: [...available.keys()],
  };
}
