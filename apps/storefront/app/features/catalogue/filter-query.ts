// The filters of a list as they stand in its address, and as the API wants them. Prices are typed in whole money and sent in minor units.
import type { ProductSearchFilter } from "@souk/client";
import { parseMoney } from "@souk/money";

export const LIST_SORTS = ["featured", "newest", "price", "-price", "rating", "name"] as const;
export const SEARCH_SORTS = ["relevance", "newest", "price", "-price", "rating", "name"] as const;
export type ListSort = (typeof LIST_SORTS)[number] | (typeof SEARCH_SORTS)[number];
export const PAGE_SIZE = 24;
const CURSOR_LENGTH_MAX = 500;
const PROPERTIES_MAX = 30;
const PROPERTY_LENGTH_MAX = 121;
const WORDS = String.raw`[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*`;
const PROPERTY = new RegExp(`^${WORDS}:${WORDS}$`, "u");
const STARS = /^[1-5]$/;

/** What the visitor chose; texts as typed, so that the form can show them again. */
export type Chosen = {
  readonly sort: ListSort;
  readonly inStock: boolean;
  readonly onSale: boolean;
  readonly minPrice: string;
  readonly maxPrice: string;
  /** "1" to "5", or nothing. */
  readonly ratingMin: string;
  /** Options and attributes as `key:value`. */
  readonly properties: readonly string[];
};

const isProperty = (text: string): boolean => text.length <= PROPERTY_LENGTH_MAX && PROPERTY.test(text);

/** What makes no sense is left out: a broken address does not hide the shop. */
export function readChosen(params: URLSearchParams, sorts: readonly [ListSort, ...ListSort[]]): Chosen {
  const wanted = params.get("sort");
  const ratingMin = params.get("ratingMin") ?? "";
  return {
    sort: sorts.find((sort) => sort === wanted) ?? sorts[0],
    inStock: params.get("inStock") === "true",
    onSale: params.get("onSale") === "true",
    minPrice: params.get("minPrice")?.trim() ?? "",
    maxPrice: params.get("maxPrice")?.trim() ?? "",
    ratingMin: STARS.test(ratingMin) ? ratingMin : "",
    properties: [...new Set(params.getAll("filter").filter(isProperty))].slice(0, PROPERTIES_MAX),
  };
}

/** Minor units, or nothing where the text is no amount. */
function amountOf(text: string, currency: string): number | undefined {
  try {
    const { amount } = parseMoney(text.replace(",", "."), currency);
    return amount >= 0 ? amount : undefined;
  } catch {
    return undefined;
  }
}

/** Both ends of the price; a range typed the wrong way round is meant the right way. */
export function pricesOf(chosen: Pick<Chosen, "minPrice" | "maxPrice">, currency: string) {
  const minPrice = amountOf(chosen.minPrice, currency);
  const maxPrice = amountOf(chosen.maxPrice, currency);
  return minPrice !== undefined && maxPrice !== undefined && minPrice > maxPrice
    ? { minPrice: maxPrice, maxPrice: minPrice }
    : { minPrice, maxPrice };
}

export function toFilter(chosen: Chosen, params: URLSearchParams, currency: string): ProductSearchFilter {
  const { minPrice, maxPrice } = pricesOf(chosen, currency);
  const cursor = params.get("cursor")?.slice(0, CURSOR_LENGTH_MAX);
  return {
    limit: PAGE_SIZE,
    currency,
    sort: chosen.sort,
    ...(chosen.inStock ? { inStock: true } : {}),
    ...(chosen.onSale ? { onSale: true } : {}),
    ...(minPrice === undefined ? {} : { minPrice }),
    ...(maxPrice === undefined ? {} : { maxPrice }),
    ...(chosen.ratingMin === "" ? {} : { ratingMin: Number(chosen.ratingMin) }),
    ...(chosen.properties.length > 0 ? { filter: chosen.properties.join(";") } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

/** How many filters narrow the list; sorting does not. */
export function filterCount({ inStock, onSale, minPrice, maxPrice, ratingMin, properties }: Chosen): number {
  const set = [inStock, onSale, minPrice !== "", maxPrice !== "", ratingMin !== ""];
  return set.filter(Boolean).length + properties.length;
}

const asSearch = (params: URLSearchParams): string => (params.size > 0 ? `?${params}` : "");

/** The same address at another page of the list. */
export function withCursor(search: string, cursor: string | null): string {
  const params = new URLSearchParams(search);
  params.delete("cursor");
  if (cursor !== null) params.set("cursor", cursor);
  return asSearch(params);
}

/** The address of the list's first page with some fields set anew; an empty text takes one away. */
export function withFields(search: string, fields: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(search);
  params.delete("cursor");
  for (const [name, value] of Object.entries(fields)) {
    if (value === "") params.delete(name);
    else params.set(name, value);
  }
  return asSearch(params);
}

export function withoutProperty(search: string, property: string): string {
  const params = new URLSearchParams(search);
  params.delete("cursor");
  params.delete("filter", property);
  return asSearch(params);
}

/** The list without any filter, in the same order; what is kept is no filter. */
export function withoutFilters(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of [
    "cursor",
    "inStock",
    "onSale",
    "minPrice",
    "maxPrice",
    "ratingMin",
    "filter",
    "category",
  ])
    params.delete(name);
  return asSearch(params);
}

/** A form's fields as an address without the empty ones. */
export function filledFields(form: HTMLFormElement): URLSearchParams {
  const filled = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && value.trim() !== "") filled.append(name, value);
  return filled;
}
