// The item documents of products with their stock, read in two steps: what they are now, and the texts of those that are not at hand.
import { runBatch, statement, type AnyDb } from "@souk/db";

export type ItemState = {
  readonly id: string;
  readonly status: string;
  /** The transaction that wrote the document: the same number, the same text. */
  readonly version: string;
  /** `id:number` for each variant and location, parted by commas; null without any. */
  readonly levels: string | null;
};
export type ItemText = { readonly id: string; readonly version: string; readonly document: string };

// The levels of all products are gathered once: a subquery for each product costs half as much again.
const statesStatement = statement<ItemState, readonly [readonly string[], string]>(
  "item_states",
  `select l.product_id as id, l.status, l.xmin::text as version, k.levels
     from product_listings l
     left join (
       select product_id, string_agg(variant_id || ':' || (on_hand - reserved), ',') as levels
         from stock_levels where product_id = any ($1::uuid[]) group by product_id
     ) k using (product_id)
    where l.product_id = any ($1::uuid[]) and l.currency = $2::text`,
);
const textsStatement = statement<ItemText, readonly [readonly string[], string]>(
  "item_texts",
  `select l.product_id as id, l.xmin::text as version, l.document
     from product_listings l where l.product_id = any ($1::uuid[]) and l.currency = $2::text`,
);

export type ItemsQuestion = { readonly ids: readonly string[]; readonly currency: string };

/** For each question its items in any order; those that have no price in the currency are left out. One round trip for all. */
export function listItemStates(
  db: AnyDb,
  questions: readonly ItemsQuestion[],
): Promise<readonly (readonly ItemState[])[]> {
  return runBatch(
    db,
    questions.map(({ ids, currency }) => statesStatement.query([ids, currency])),
  );
}

export function listItemTexts(db: AnyDb, { ids, currency }: ItemsQuestion): Promise<readonly ItemText[]> {
  return textsStatement.rows(db, [ids, currency]);
}
