// What nearly every read has to know of the whole catalogue: its categories and the currencies it is priced in. Kept for a while.
import type { Category } from "@souk/contracts";
import type { AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Changes } from "../changes.ts";
import { findTreeVersion, listCategories, listCategorySlugs, listCurrencies } from "./store/categories.ts";

/** The currency of whoever does not ask for one. */
export const DEFAULT_CURRENCY = "EUR";
const FRESH_MS = 5_000;
/** Below this share of the products a category is fetched by itself rather than found while walking through all. */
const RARE_SHARE = 0.05;

export type ShopCatalogue = {
  readonly categories: readonly Category[];
  readonly treeVersion: number;
  /** The category that each slug means, also one of former times. */
  readonly categoryIdsBySlug: ReadonlyMap<string, string>;
  readonly currencies: ReadonlySet<string>;
};
export type CategoryChoice = { readonly ids: readonly string[]; readonly isRare: boolean };

export type ShopCatalogueOptions = {
  readonly db: AnyDb;
  readonly changes: Changes;
  readonly nowMs: () => number;
};

/** Reads it at most every few seconds, and after each change made in this process; one read at a time. */
export function createShopCatalogue({
  db,
  changes,
  nowMs,
}: ShopCatalogueOptions): () => Promise<ShopCatalogue> {
  let kept: { catalogue: Promise<ShopCatalogue>; untilMs: number; tick: number } | undefined;
  const read = async (): Promise<ShopCatalogue> => {
    // The version first: what is read after it is never older than it says.
    const treeVersion = await findTreeVersion(db);
    const [categories, categoryIdsBySlug, currencies] = await Promise.all([
      listCategories(db),
      listCategorySlugs(db),
      listCurrencies(db),
    ]);
    return {
      categories,
      treeVersion,
      categoryIdsBySlug,
      currencies: new Set([DEFAULT_CURRENCY, ...currencies]),
    };
  };
  return () => {
    if (kept !== undefined && nowMs() < kept.untilMs && !changes.happenedSince(kept.tick, []))
      return kept.catalogue;
    const reading = { catalogue: read(), untilMs: nowMs() + FRESH_MS, tick: changes.tick() };
    kept = reading;
    reading.catalogue.catch(() => {
      if (kept === reading) kept = undefined;
    });
    return reading.catalogue;
  };
}

/** The currency asked for, if anything has a price in it. */
export function chooseCurrency({ currencies }: ShopCatalogue, asked: string | undefined): string {
  if (asked === undefined) return DEFAULT_CURRENCY;
  if (currencies.has(asked)) return asked;
  throw new Refusal("invalid", "currency_unknown", "Nothing is priced in that currency.", {
    fields: [
      { pointer: "/currency", code: "currency_unknown", message: `one of ${[...currencies].join(", ")}` },
    ],
  });
}

/** The category with all below it. */
export function chooseCategory(catalogue: ShopCatalogue, slug: string): CategoryChoice {
  const { categories, categoryIdsBySlug } = catalogue;
  const rootId = categoryIdsBySlug.get(slug);
  const root = categories.find((category) => category.id === rootId);
  if (root === undefined) {
    throw new Refusal("not_found", "category_not_found", "There is no such category.");
  }
  const ids = [root.id];
  for (const id of ids)
    ids.push(...categories.filter((child) => child.parentId === id).map((child) => child.id));
  const all = categories
    .filter((top) => top.parentId === null)
    .reduce((sum, top) => sum + top.productCount, 0);
  return { ids, isRare: root.productCount < all * RARE_SHARE };
}
