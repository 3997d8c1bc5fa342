// The item documents of products with their stock, read in two steps: what they are now, and the texts of those that are not at hand.
import { statement, type AnyDb } from "@souk/db";

export type ItemState = {
  readonly id: string;
  /** The transaction that wrote the document: the same number, the same text. */
  readonly version: string;
  /** `id:number` for each variant and location, parted by commas; null without any. */
  readonly levels: string | null;
};
export type ItemText = { readonly id: string; readonly version: string; readonly document: string };

export const levelsOf = (productId: string): string => `(select string_agg(k.variant_id || ':' || (k.on_hand - k.reserved), ',')
     from stock_levels k where k.product_id = ${productId})`;

const statesStatement = statement<ItemState, readonly [readonly string[], string]>(
  "item_states",
  `select l.product_id as id, l.xmin::text as version, ${levelsOf("l.product_id")} as levels
     from unnest($1::uuid[]) with ordinality as w (id, place)
     join product_listings l on l.product_id = w.id and l.currency = $2::text and l.status = 'active'
    order by w.place`,
);
const textsStatement = statement<ItemText, readonly [readonly string[], string]>(
  "item_texts",
  `select l.product_id as id, l.xmin::text as version, l.document
     from product_listings l where l.product_id = any ($1::uuid[]) and l.currency = $2::text`,
);

export type ItemsQuestion = { readonly ids: readonly string[]; readonly currency: string };

/** In the order of the ids; those that are not on sale in the currency are left out. */
export function listItemStates(db: AnyDb, { ids, currency }: ItemsQuestion): Promise<readonly ItemState[]> {
  return statesStatement.rows(db, [ids, currency]);
}

export function listItemTexts(db: AnyDb, { ids, currency }: ItemsQuestion): Promise<readonly ItemText[]> {
  return textsStatement.rows(db, [ids, currency]);
}
