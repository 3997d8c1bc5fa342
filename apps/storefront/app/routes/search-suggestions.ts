// Suggestions while typing, as data for the search field: texts to search for, rooms, products.
import { pictureInWidth } from "@souk/contracts/pictures";
import { SUGGESTIONS_MAX, type Suggestion, type Suggestions } from "../features/search/suggestions.ts";
import { moneyText } from "../lib/currency.ts";
import { shopOf } from "../lib/shop.server.ts";
import type { Route } from "./+types/search-suggestions";

const QUERY_LENGTH_MAX = 100;
const QUERIES_MAX = 3;
const ROOMS_MAX = 2;
/** Shown beside a line of text. */
const PICTURE_WIDTH = 160;

export async function loader({ url, context }: Route.LoaderArgs): Promise<Suggestions> {
  const { api, currency } = shopOf(context);
  const query = (url.searchParams.get("q") ?? "").trim().slice(0, QUERY_LENGTH_MAX);
  if (query === "") return { query, items: [] };
  const { data } = await api.products.suggestions({ q: query, limit: SUGGESTIONS_MAX, currency });
  const queries = data.queries.slice(0, QUERIES_MAX).map((text): Suggestion => ({
    kind: "query",
    href: `/products/search?q=${encodeURIComponent(text)}`,
    name: text,
  }));
  const rooms = data.categories.slice(0, ROOMS_MAX).map(({ slug, name, count }): Suggestion => ({
    kind: "room",
    href: `/categories/${slug}`,
    name,
    aside: String(count),
  }));
  const products = data.products.map(({ slug, name, price, image }): Suggestion => ({
    kind: "product",
    href: `/products/${slug}`,
    name,
    aside: moneyText(price),
    image: image && pictureInWidth(image.url, PICTURE_WIDTH),
  }));
  return { query, items: [...queries, ...rooms, ...products] };
}
