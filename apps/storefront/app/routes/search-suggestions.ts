// Suggestions while typing, as data for the search field.
import { SUGGESTIONS_MAX, type Suggestions } from "../features/search/suggestions.ts";
import { moneyText } from "../lib/currency.ts";
import { shopOf } from "../lib/shop.server.ts";
import type { Route } from "./+types/search-suggestions";

const QUERY_LENGTH_MAX = 100;

export async function loader({ url, context }: Route.LoaderArgs): Promise<Suggestions> {
  const shop = shopOf(context);
  const query = (url.searchParams.get("q") ?? "").trim().slice(0, QUERY_LENGTH_MAX);
  if (query === "") return { query, items: [] };
  const { data } = await shop.api.products.search({
    q: query,
    limit: SUGGESTIONS_MAX,
    currency: shop.currency,
  });
  return {
    query,
    items: data.items.map((item) => ({
      href: `/products/${item.slug}`,
      name: item.name,
      detail: item.subtitle,
      price: moneyText(item.price),
      image: smallest(item.image?.srcset) ?? item.image?.url ?? null,
    })),
  };
}

/** The first picture of a `srcset`, which lists the narrow ones first. */
function smallest(srcset: string | undefined): string | undefined {
  return srcset?.split(",")[0]?.trim().split(/\s+/)[0] || undefined;
}
