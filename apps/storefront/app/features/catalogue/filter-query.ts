// The filters of a list as they stand in its address, and as the API wants them. Prices are typed in whole money and sent in minor units.
import type { ProductListFilter, ProductSearchFilter } from "@souk/client";
import { parseMoney } from "@souk/money";

export const LIST_SORTS = ["featured", "newest", "price", "-price", "name"] as const;
export const SEARCH_SORTS = ["relevance", "newest", "price", "-price", "name"] as const;
export type ListSort = (typeof LIST_SORTS)[number];
export type SearchSort = (typeof SEARCH_SORTS)[number];
export const PAGE_SIZE = 24;
const CURSOR_LENGTH_MAX = 500;

/** What the visitor chose; texts as typed, so that the form can show them again. */
export type Chosen<Sort extends string> = {
  readonly sort: Sort;
  readonly inStock: boolean;
  readonly minPrice: string;
  readonly maxPrice: string;
};

export function readChosen<Sort extends string>(
  params: URLSearchParams,
  sorts: readonly [Sort, ...Sort[]],
): Chosen<Sort> {
  const wanted = params.get("sort");
  return {
    sort: sorts.find((sort) => sort === wanted) ?? sorts[0],
    inStock: params.get("inStock") === "true",
    minPrice: params.get("minPrice")?.trim() ?? "",
    maxPrice: params.get("maxPrice")?.trim() ?? "",
  };
}

/** Minor units, or nothing where the text is no amount: a filter that makes no sense does not hide the shop. */
function amountOf(text: string, currency: string): number | undefined {
  try {
    const { amount } = parseMoney(text.replace(",", "."), currency);
    return amount >= 0 ? amount : undefined;
  } catch {
    return undefined;
  }
}

type ListFilter = Pick<ProductListFilter & ProductSearchFilter, "limit" | "currency"> & {
  readonly inStock?: boolean;
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly cursor?: string;
};

export function toFilter(chosen: Chosen<string>, params: URLSearchParams, currency: string): ListFilter {
  const minPrice = amountOf(chosen.minPrice, currency);
  const maxPrice = amountOf(chosen.maxPrice, currency);
  const cursor = params.get("cursor")?.slice(0, CURSOR_LENGTH_MAX);
  return {
    limit: PAGE_SIZE,
    currency,
    ...(chosen.inStock ? { inStock: true } : {}),
    ...(minPrice === undefined ? {} : { minPrice }),
    ...(maxPrice === undefined ? {} : { maxPrice }),
    ...(cursor ? { cursor } : {}),
  };
}

/** How many filters narrow the list; sorting does not. */
export const filterCount = ({ inStock, minPrice, maxPrice }: Chosen<string>): number =>
  Number(inStock) + Number(minPrice !== "") + Number(maxPrice !== "");

/** The same address at another page of the list. */
export function withCursor(search: string, cursor: string | null): string {
  const params = new URLSearchParams(search);
  params.delete("cursor");
  if (cursor !== null) params.set("cursor", cursor);
  return params.size > 0 ? `?${params}` : "";
}

/** A form's fields as an address without the empty ones. */
export function filledFields(form: HTMLFormElement): URLSearchParams {
  const filled = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && value.trim() !== "") filled.set(name, value);
  return filled;
}
