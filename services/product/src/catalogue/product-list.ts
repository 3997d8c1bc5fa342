// A page of products as REST asks for it: checks the filters against the catalogue, reads the cursor, writes the document.
import { decodeCursor, encodeCursor } from "@souk/http";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import type { LoadedDocument } from "../documents.ts";
import { itemsMember } from "../search/item-documents.ts";
import { chooseCategory, chooseCurrency, type ShopCatalogue } from "./shop-catalogue.ts";
import type { ProductPageQuestion, ProductSort, SortValues } from "./store/product-pages.ts";

export type ProductFilters = {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly category?: string | undefined;
  readonly currency?: string | undefined;
  readonly minPrice?: number | undefined;
  readonly maxPrice?: number | undefined;
  readonly inStock?: boolean | undefined;
};

const Instant = z.iso.datetime({ offset: true });
/** What a cursor of each sort holds. The sort stands first: a cursor of another sort is refused. */
const cursorSchemas: Record<ProductSort, z.ZodType<readonly (string | number)[]>> = {
  featured: z.tuple([z.literal("featured"), z.literal(["true", "false"]), Instant, z.uuid()]),
  newest: z.tuple([z.literal("newest"), Instant, z.uuid()]),
  price: z.tuple([z.literal("price"), z.int(), z.uuid()]),
  "-price": z.tuple([z.literal("-price"), z.int(), z.uuid()]),
  name: z.tuple([z.literal("name"), z.string(), z.uuid()]),
};

export type PageRequest = Omit<ProductPageQuestion, keyof ProductFilters | "after" | "currency"> & {
  readonly filters: ProductFilters;
};

/** The filters as the store asks them; refuses a currency or category that the shop has not, and a foreign cursor. */
export function toPageQuestion(catalogue: ShopCatalogue, request: PageRequest): ProductPageQuestion {
  const { filters, ...rest } = request;
  const { cursor, category, limit, minPrice, maxPrice } = filters;
  return {
    ...rest,
    limit,
    minPrice,
    maxPrice,
    currency: chooseCurrency(catalogue, filters.currency),
    inStock: filters.inStock === true,
    category: category === undefined ? undefined : chooseCategory(catalogue, category),
    after: cursor === undefined ? undefined : decodeCursor(cursor, cursorSchemas[request.sort]).slice(1),
  };
}

const HEAD = Buffer.from("{");

/** The page as a document. */
export async function pageDocument(deps: Deps, question: ProductPageQuestion): Promise<LoadedDocument> {
  const { currency, status } = question;
  const { ids, next } = await deps.productPages(question);
  const states = await deps.search.items.states({ ids, currency });
  const items = await deps.search.items.fill(
    states.filter((state) => state.status === status),
    currency,
  );
  const rest = `,"nextCursor":${JSON.stringify(cursorOf(question.sort, next))}}`;
  return { body: [HEAD, ...itemsMember(items), Buffer.from(rest)], digest: items.digest + rest };
}

function cursorOf(sort: ProductSort, next: SortValues | undefined): string | null {
  if (next === undefined) return null;
  return encodeCursor([sort, ...next.map((value) => (typeof value === "number" ? value : String(value)))]);
}
