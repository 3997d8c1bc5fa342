// What search knows of products, written in the transaction that changes them: facets, a weighted vector for each language, words.
import type { BatchQuery } from "@souk/db";
import type { CatalogueProduct } from "../../catalogue/domain/product.ts";
import { rulesOf, searchLanguages } from "../domain/languages.ts";
import {
  facetPairs,
  searchTexts,
  toSearchable,
  vocabularyOf,
  type SearchableProduct,
} from "../domain/searchable-product.ts";

// Whoever writes holds the row for share: a rebuild that begins now waits for it, and whoever comes after the rebuild writes both slots.
const bothSlots = `index_state as materialized (select live_slot, building_slot from search_index for share),
  slots as (
    select live_slot as slot from index_state
    union all
    select building_slot from index_state where building_slot is not null
  )`;
const buildingSlot =
  "slots as (select building_slot as slot from search_index where building_slot is not null)";
const languages = searchLanguages
  .map((language) => `('${language}', '${rulesOf[language].configuration}'::regconfig)`)
  .join(", ");

const documentsText = (slots: string, onConflict: string): string => `
  with ${slots}, vectors as materialized (
    select t.product_id, p.number, l.language,
           setweight(to_tsvector(l.rules, t.a), 'A') || setweight(to_tsvector(l.rules, t.b), 'B')
             || setweight(to_tsvector(l.rules, t.c), 'C') as head,
           to_tsvector(l.rules, t.d) as body
      from jsonb_to_recordset($1::jsonb) as t (product_id uuid, a text, b text, c text, d text)
      join search_products p using (product_id)
      cross join (values ${languages}) as l (language, rules)
  )
  insert into search_documents as old (slot, language, product_id, number, head, whole)
  select s.slot, v.language, v.product_id, v.number, v.head, strip(v.head || v.body) from vectors v cross join slots s
  on conflict (slot, language, product_id) do ${onConflict}`;

// In one order, so that two writers of the same words cannot wait for each other.
const wordsText = (slots: string): string => `
  with ${slots}
  insert into search_vocabulary as old (slot, word, in_name)
  select s.slot, w.word, w.in_name
    from jsonb_to_recordset($1::jsonb) as w (word text, in_name boolean) cross join slots s
   order by s.slot, w.word collate "C"
  on conflict (slot, word) do update set in_name = true where excluded.in_name and not old.in_name`;

/** For the batch that writes the products; all of them in three statements. */
export function searchQueries(products: readonly CatalogueProduct[]): BatchQuery[] {
  const searchable = products.map(toSearchable);
  return [
    facetsQuery(searchable, ""),
    {
      // A text that says the same, after a change of price say, costs no entry in the index.
      sql: documentsText(
        bothSlots,
        `update set head = excluded.head, whole = excluded.whole
          where old.head is distinct from excluded.head or old.whole is distinct from excluded.whole`,
      ),
      parameters: [textRows(searchable)],
    },
    { sql: wordsText(bothSlots), parameters: [JSON.stringify(vocabularyOf(searchable))] },
  ];
}

/** For a rebuild: into the slot that is being built. What somebody has written there meanwhile is newer and stays. */
export function buildingQueries(products: readonly SearchableProduct[]): BatchQuery[] {
  return [
    // Nobody has to read again what is as it was.
    facetsQuery(products, "and s.facets is distinct from g.facets"),
    { sql: documentsText(buildingSlot, "nothing"), parameters: [textRows(products)] },
    { sql: wordsText(buildingSlot), parameters: [JSON.stringify(vocabularyOf(products))] },
  ];
}

/** No insert that finds its row: it would take a number from the sequence all the same, and numbers shall be dense. */
function facetsQuery(products: readonly SearchableProduct[], condition: string): BatchQuery {
  const rows = products.map((product) => ({ product_id: product.id, facets: facetPairs(product) }));
  return {
    sql: `with given as (
            select product_id, facets from jsonb_to_recordset($1::jsonb) as r (product_id uuid, facets jsonb)
          ), changed as (
            update search_products s set facets = g.facets, changed_in = pg_current_xact_id()
              from given g where s.product_id = g.product_id ${condition}
          )
          insert into search_products (product_id, facets)
          select product_id, facets from given g where not exists (select from search_products s where s.product_id = g.product_id)`,
    parameters: [JSON.stringify(rows)],
  };
}

function textRows(products: readonly SearchableProduct[]): string {
  return JSON.stringify(products.map((product) => ({ product_id: product.id, ...searchTexts(product) })));
}
