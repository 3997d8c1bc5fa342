// Searching: what was typed becomes a condition (mistyped words their nearest known ones), the condition a page and its facets.
import type { ProductSearchQuery } from "@souk/contracts";
import { pageMembers, toPageQuestion } from "../catalogue/product-list.ts";
import type { ShopCatalogue } from "../catalogue/shop-catalogue.ts";
import type { ProductPageQuestion } from "../catalogue/store/product-pages.ts";
import type { Deps } from "../deps.ts";
import type { LoadedDocument } from "../documents.ts";
import { searchWords, toMatch } from "./domain/search-match.ts";
import { loadFacets } from "./store/search-facets.ts";
import { listNearestWords, resolveMatch } from "./store/search-words.ts";

/** Counts and the meaning of words may be a little older than a page: they cost the most and change the least. */
const FRESH_MS = 10_000;

/** The page of results as a document. */
export async function searchDocument(
  deps: Deps,
  { catalogue, query }: { readonly catalogue: ShopCatalogue; readonly query: ProductSearchQuery },
): Promise<LoadedDocument> {
  const match = query.q === "" ? undefined : await meaningOf(deps, query.q);
  const sort = query.sort === "relevance" && match === undefined ? "featured" : query.sort;
  const question = toPageQuestion(catalogue, {
    filters: query,
    sort,
    match,
    status: "active",
    featured: undefined,
  });
  const [page, facets] = await Promise.all([pageMembers(deps, question), facetMembers(deps, question)]);
  return { body: `{${page},${facets}}` };
}

/** The condition for what was typed; with the nearest known words where nothing matches the ones that were typed. */
async function meaningOf(deps: Deps, text: string): Promise<string> {
  const words = searchWords(text);
  const { body } = await deps.documents.read(`meaning ${words.join(" ")}`, async () => {
    const typed = await resolveMatch(deps.db, toMatch(words));
    if (typed.hasHits || words.length === 0) return { body: typed.query, freshMs: FRESH_MS };
    const meant = await resolveMatch(deps.db, toMatch(await listNearestWords(deps.db, words)));
    return { body: meant.hasHits ? meant.query : typed.query, freshMs: FRESH_MS };
  });
  return body.toString();
}

async function facetMembers(deps: Deps, question: ProductPageQuestion): Promise<string> {
  const { currency, category, minPrice, maxPrice, inStock, match } = question;
  const key = JSON.stringify([currency, category?.ids, minPrice, maxPrice, inStock, match]);
  const { body } = await deps.documents.read(`facets ${key}`, async () => {
    const { total, ...facets } = await loadFacets(deps.db, question);
    return { body: `"total":${total},"facets":${JSON.stringify(facets)}`, freshMs: FRESH_MS };
  });
  return body.toString();
}
