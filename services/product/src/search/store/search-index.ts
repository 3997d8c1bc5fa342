// What search knows of products: a weighted vector of each text, and the catalogue's words. Written with the product.
import type { BatchQuery } from "@souk/db";
import type { CatalogueProduct } from "../../catalogue/domain/product.ts";
import { foldText, wordsOf } from "../domain/fold-text.ts";

/** Words with digits are sizes and numbers: nobody mistypes them into something near. */
const WORD = /^\p{L}{3,40}$/u;

/** One statement for the vectors, one for the words. */
export function searchQueries(products: readonly CatalogueProduct[]): BatchQuery[] {
  const texts = products.map((product) => ({ product_id: product.id, ...searchTexts(product) }));
  const words = new Set(
    texts.flatMap((text) => wordsOf(`${text.a} ${text.b} ${text.c}`)).filter((word) => WORD.test(word)),
  );
  return [
    {
      sql: `insert into product_search (product_id, vector)
            select product_id, setweight(to_tsvector('english', a), 'A') || setweight(to_tsvector('english', b), 'B')
                            || setweight(to_tsvector('english', c), 'C') || setweight(to_tsvector('english', d), 'D')
              from jsonb_to_recordset($1::jsonb) as r (product_id uuid, a text, b text, c text, d text)
            on conflict (product_id) do update set vector = excluded.vector`,
      parameters: [JSON.stringify(texts)],
    },
    {
      // In one order, so that two writers of the same words cannot wait for each other.
      sql: `insert into search_words select word from unnest($1::text[]) as w (word) order by word collate "C"
            on conflict do nothing`,
      parameters: [[...words]],
    },
  ];
}

/** Folded texts by weight: what a product is called counts most, what is told about it least. */
function searchTexts(product: CatalogueProduct): { a: string; b: string; c: string; d: string } {
  const skus = product.variants.map((variant) => variant.sku).join(" ");
  const optionValues = product.options.flatMap((option) => option.values).join(" ");
  const attributes = Object.values(product.attributes).filter((value) => typeof value === "string");
  return {
    a: foldText(product.name),
    b: foldText(`${product.subtitle} ${product.category?.name ?? ""} ${skus}`),
    c: foldText(`${optionValues} ${attributes.join(" ")}`),
    d: foldText(product.description),
  };
}
