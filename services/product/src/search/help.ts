// Help on a page where nothing was found: categories that have much, and products that are wanted.
import type { ShopCatalogue } from "../catalogue/shop-catalogue.ts";
import type { Deps } from "../deps.ts";
import { popularIds } from "../recommendations/popular.ts";

const HELP_CATEGORIES = 6;
const HELP_PRODUCTS = 8;

type HelpParts = { readonly catalogue: ShopCatalogue; readonly currency: string };

/** The value of the member `help`, as JSON text. */
export async function helpText(deps: Deps, { catalogue, currency }: HelpParts): Promise<string> {
  const ids = await popularIds(deps, { currency, limit: HELP_PRODUCTS });
  const { parts } = await deps.search.items.list({ ids, currency });
  const categories = JSON.stringify(popularCategories(catalogue));
  return `{"categories":${categories},"products":[${parts.map(String).join(",")}]}`;
}

/** The fullest of those that hold products themselves. */
function popularCategories({ categories }: ShopCatalogue) {
  const parents = new Set(categories.map(({ parentId }) => parentId));
  return categories
    .filter(({ id, productCount }) => productCount > 0 && !parents.has(id))
    .toSorted((one, other) => other.productCount - one.productCount)
    .slice(0, HELP_CATEGORIES)
    .map(({ slug, name, productCount }) => ({ slug, name, count: productCount }));
}
