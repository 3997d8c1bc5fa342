// The products that a list's address asks for. An address that asks for what the catalogue does not know (any more) leads to the list without it.
import { isApiProblem, type ProductSearchFilter } from "@souk/client";
import type { ProductSearchPage } from "@souk/contracts";
import { redirect } from "react-router";
import type { Shop } from "../../lib/shop.server.ts";
import { toTiles } from "../../lib/tile.ts";

const FIELD_OF_CODE: Readonly<Record<string, string>> = {
  filter_unknown: "filter",
  cursor_invalid: "cursor",
  category_not_found: "category",
};

async function search(shop: Shop, url: URL, filter: ProductSearchFilter): Promise<ProductSearchPage> {
  try {
    return (await shop.api.products.search(filter)).data;
  } catch (error) {
    const field = isApiProblem(error) ? FIELD_OF_CODE[error.code] : undefined;
    if (field === undefined || !url.searchParams.has(field)) throw error;
    const params = new URLSearchParams(url.searchParams);
    params.delete(field);
    throw redirect(`${url.pathname}?${params}`, 302);
  }
}

export async function findProducts(shop: Shop, url: URL, filter: ProductSearchFilter) {
  const { items, nextCursor, total, isTotalExact, facets, query, help } = await search(shop, url, filter);
  return { page: { items: toTiles(items), nextCursor, total, isTotalExact, facets }, query, help };
}
