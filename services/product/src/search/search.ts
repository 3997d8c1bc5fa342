// Searching: what was typed becomes a question to the engine, its answer a page of items with facets, and help where nothing was found.
import type { ProductSearchQuery } from "@souk/contracts";
import { chooseCategory, chooseCurrency, type ShopCatalogue } from "../catalogue/shop-catalogue.ts";
import type { Deps } from "../deps.ts";
import type { LoadedDocument } from "../documents.ts";
import { readCursor, writeCursor } from "./search-cursor.ts";
import { parsePropertyFilters, requireKnownKeys } from "./domain/search-filters.ts";
import type { SearchFilters } from "./engine.ts";
import { helpText } from "./help.ts";
import { itemsMember } from "./item-documents.ts";
import { toFacetsView } from "./views.ts";

export type SearchRequest = { readonly catalogue: ShopCatalogue; readonly query: ProductSearchQuery };

const HEAD = Buffer.from("{");

/** The page of results as a document. */
export async function searchDocument(
  deps: Deps,
  { catalogue, query }: SearchRequest,
): Promise<LoadedDocument> {
  const { engine, items, meanings } = deps.search;
  const currency = chooseCurrency(catalogue, query.currency);
  const filters = await toFilters(deps, { catalogue, query });
  const { text, told } = await meanings.meaningOf(query.language, query.q);
  const sort = query.sort === "relevance" && text === undefined ? "featured" : query.sort;
  const after = readCursor(query.cursor, sort);
  const answer = await engine.search({ text, currency, filters, sort, after, limit: query.limit });
  const page = await items.list({ ids: answer.ids, currency });
  const facets = toFacetsView({ facets: answer.facets, catalogue, currency, selected: filters.properties });
  const { total, isTotalExact } = answer;
  const members = { nextCursor: writeCursor(answer.next, sort), total, isTotalExact, facets, query: told };
  const isHelpWanted = total === 0 && after === undefined;
  const help = isHelpWanted ? await helpText(deps, { catalogue, currency }) : "null";
  const rest = `,${JSON.stringify(members).slice(1, -1)},"help":${help}}`;
  return { body: [HEAD, ...itemsMember(page), Buffer.from(rest)], digest: page.digest + rest };
}

async function toFilters(deps: Deps, { catalogue, query }: SearchRequest): Promise<SearchFilters> {
  const { category, minPrice, maxPrice, inStock, onSale, ratingMin, filter } = query;
  const properties = parsePropertyFilters(filter);
  if (properties.length > 0) requireKnownKeys(properties, await deps.search.engine.propertyKeys());
  return {
    categoryIds: category === undefined ? undefined : chooseCategory(catalogue, category).ids,
    minPrice,
    maxPrice,
    inStock: inStock === true,
    onSale: onSale === true,
    ratingMin,
    properties,
  };
}
