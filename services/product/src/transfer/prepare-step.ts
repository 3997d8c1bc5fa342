// Plans a step of an import while the one before it is being written: the processor that plans and the database that writes do not wait for
// each other. A plan is made without a lock, so it is kept only where nothing that it was made on has changed when the step's turn comes.
import { isDeepStrictEqual } from "node:util";
import { setImmediate as turn } from "node:timers/promises";
import type { AnyDb, BatchQuery } from "@souk/db";
import { listAttributes, shareAttributes } from "../catalogue/store/attributes.ts";
import type { CatalogueProduct } from "../catalogue/domain/product.ts";
import { saveQueries } from "../catalogue/store/save-products.ts";
import type { Deps } from "../deps.ts";
import { type Plan, planProduct } from "./commands/plan-product.ts";
import type { Column } from "./domain/columns.ts";
import type { RowGroup } from "./domain/file-row.ts";
import {
  type CategoryRef,
  type KnownVersion,
  listCategories,
  listProductsForSlugs,
  lockProductVersions,
} from "./store/known-products.ts";

export type PreparedStep = {
  readonly plans: readonly Plan[];
  /** What writes the products, where all are new; documents of others must be made of prices that are read under their lock. */
  readonly queries: readonly BatchQuery[] | undefined;
  readonly madeOn: {
    readonly handles: readonly string[];
    readonly products: readonly KnownVersion[];
    readonly categorySlugs: readonly string[];
    readonly categories: ReadonlyMap<string, CategoryRef>;
    readonly attributesVersion: number;
  };
};

/** After so many products others have a turn: requests, and the answers of the database to the step that is being written. */
const TURN_PRODUCTS = 8;

export async function prepareStep(
  deps: Deps,
  { columns, groups }: { readonly columns: readonly Column[]; readonly groups: readonly RowGroup[] },
): Promise<PreparedStep> {
  const handles = groups.map(({ handle }) => handle);
  const stored = await listProductsForSlugs(deps.db, handles);
  const categorySlugs = namedCategories(groups);
  const categories = await listCategories(deps.db, categorySlugs);
  const { version: attributesVersion, items: definitions } = await listAttributes(deps.db);
  const planning = { columns, categories, definitions, newId: deps.newId, at: deps.now() };
  const plans: Plan[] = [];
  for (const [index, group] of groups.entries()) {
    if (index % TURN_PRODUCTS === 0) await turn();
    plans.push(planProduct(group, stored.get(group.handle), planning));
  }
  const products = [...stored].map(
    ([
      slug,
      {
        product: { id, version },
      },
    ]) => ({ slug, id, version }),
  );
  const isAllNew = plans.every(({ change }) => change !== "updated");
  const queries = isAllNew ? await saveQueries(deps.db, toSave(plans)) : undefined;
  return { plans, queries, madeOn: { handles, products, categorySlugs, categories, attributesVersion } };
}

/** Locks what the plan was made on and looks at it again. */
export async function isStill(db: AnyDb, { madeOn }: PreparedStep): Promise<boolean> {
  const inOrder = (known: readonly KnownVersion[]): readonly KnownVersion[] =>
    known.toSorted((one, other) => (one.slug < other.slug ? -1 : 1));
  const products = await lockProductVersions(db, madeOn.handles);
  const categories = await listCategories(db, madeOn.categorySlugs);
  const { version } = await shareAttributes(db);
  return (
    version === madeOn.attributesVersion &&
    isDeepStrictEqual(inOrder(products), inOrder(madeOn.products)) &&
    isDeepStrictEqual(categories, madeOn.categories)
  );
}

export function namedCategories(groups: readonly RowGroup[]): readonly string[] {
  const named = groups.flatMap(({ rows }) => rows.map(({ cells }) => cells.get("category")));
  return [...new Set(named.filter((slug) => slug !== undefined))];
}

/** The products that are written: what is as it was is not. */
export function toSave(plans: readonly Plan[]): readonly CatalogueProduct[] {
  return plans.flatMap(({ change, product }) =>
    product && (change === "created" || change === "updated") ? [product] : [],
  );
}
