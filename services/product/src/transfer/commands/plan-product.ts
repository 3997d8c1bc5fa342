// What the rows of some products will change, decided on the products as they are.
import { isDeepStrictEqual } from "node:util";
import type { AttributeDefinition, ProductBody } from "@souk/contracts";
import { isRefusal } from "@souk/errors";
import type { CatalogueProduct } from "../../catalogue/domain/product.ts";
import { writeProduct } from "../../catalogue/domain/write-product.ts";
import type { StoredProduct } from "../../catalogue/store/products.ts";
import { toEditableProduct } from "../../catalogue/views.ts";
import type { Column } from "../domain/columns.ts";
import type { CategoryRef } from "../store/known-products.ts";
import type { RowError, RowGroup, StockCount } from "../domain/file-row.ts";
import { applyRows } from "../domain/product-rows.ts";

export type Plan = {
  readonly change: "created" | "updated" | "unchanged" | "refused";
  readonly product: CatalogueProduct | undefined;
  readonly counts: readonly StockCount[];
  readonly errors: readonly RowError[];
};
export type Planning = {
  readonly columns: readonly Column[];
  /** Those that the rows name, by slug. */
  readonly categories: ReadonlyMap<string, CategoryRef>;
  readonly definitions: readonly AttributeDefinition[];
  readonly newId: () => string;
  readonly at: Date;
};

export function planProduct(group: RowGroup, stored: StoredProduct | undefined, planning: Planning): Plan {
  const { columns, categories, definitions } = planning;
  const content = stored && toEditableProduct(stored.product).content;
  const categoryIds = new Map([...categories].map(([slug, { id }]) => [slug, id]));
  const attributeKinds = new Map(definitions.map(({ code, kind }) => [code, kind]));
  const { body, counts, errors } = applyRows(group, columns, { content, categoryIds, attributeKinds });
  if (body === undefined) return { change: "refused", product: undefined, counts: [], errors };
  if (stored && content && isSame(content, body))
    return { change: "unchanged", product: stored.product, counts, errors };
  try {
    const product = build(body, stored, planning);
    return { change: stored ? "updated" : "created", product, counts, errors };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { change: "refused", product: undefined, counts: [], errors: errorsOf(error, group) };
  }
}

function build(body: ProductBody, stored: StoredProduct | undefined, planning: Planning): CatalogueProduct {
  const { slug = "", categoryId, ...content } = body;
  const { newId, at, definitions } = planning;
  const before = stored?.product;
  const category =
    [...planning.categories.values()].find(({ id }) => id === categoryId) ?? before?.category ?? null;
  return writeProduct({
    content,
    definitions,
    base: {
      id: before?.id ?? newId(),
      slug: before?.slug ?? slug,
      category: categoryId === null ? null : category,
      version: (before?.version ?? 0) + 1,
      createdAt: before?.createdAt ?? at,
      updatedAt: at,
      pictures: before?.pictures ?? [],
    },
    knownVariants: [...(before?.variants ?? []), ...(stored?.removedVariants ?? [])],
    newId,
  });
}

/** Prices are a set; the order in which a file names currencies is no change. */
function isSame(before: ProductBody, after: ProductBody): boolean {
  return isDeepStrictEqual(inOneOrder(before), inOneOrder(after));
}

function inOneOrder(body: ProductBody): unknown {
  const byCurrency = (left: { currency: string }, right: { currency: string }) =>
    left.currency < right.currency ? -1 : 1;
  return {
    ...body,
    variants: body.variants.map((variant) => ({
      ...variant,
      prices: variant.prices.toSorted(byCurrency),
      compareAtPrices: variant.compareAtPrices.toSorted(byCurrency),
    })),
  };
}

/** A refusal of the whole product, told at its first row. */
export function errorsOf(
  error: { readonly code: string; readonly message: string },
  group: RowGroup,
): RowError[] {
  const [row] = group.rows;
  return row === undefined ? [] : [{ row, column: "", code: error.code, message: error.message }];
}
