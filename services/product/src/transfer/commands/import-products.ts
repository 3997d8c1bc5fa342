// One step of an import: some products with their stock, and how far the file is done, all in one transaction.
import { ProductCreated, ProductUpdated } from "@souk/contracts";
import { type AnyDb, inTransaction, runBatch } from "@souk/db";
import { isRefusal } from "@souk/errors";
import { outboxQuery } from "@souk/events";
import { shareAttributes } from "../../catalogue/store/attributes.ts";
import { runSave, saveProducts } from "../../catalogue/store/save-products.ts";
import type { Deps } from "../../deps.ts";
import type { Column } from "../domain/columns.ts";
import type { RowError, RowGroup } from "../domain/file-row.ts";
import { isStill, namedCategories, type PreparedStep, toSave } from "../prepare-step.ts";
import { advanceImport, type ImportStep, type ProductImport } from "../store/imports.ts";
import { listCategories, lockProductsBySlug } from "../store/known-products.ts";
import { importCounts } from "./import-counts.ts";
import { errorsOf, type Plan, planProduct } from "./plan-product.ts";

export type ImportStepRequest = {
  readonly running: Pick<ProductImport, "id" | "dryRun" | "createdBy">;
  readonly columns: readonly Column[];
  /** No handle twice. */
  readonly groups: readonly RowGroup[];
  readonly fromBytes: number;
  /** What was planned while the step before was written; it is kept where nothing that it was planned on has changed. */
  readonly prepared?: PreparedStep;
};

/** Carries what a dry run would have done out of the transaction that is undone. */
class DryRun extends Error {
  readonly step: ImportStep;
  constructor(step: ImportStep) {
    super("A dry run is undone.");
    this.step = step;
  }
}

/** False where the import was stopped, or somebody else has gone on with it. */
export async function importProducts(deps: Deps, request: ImportStepRequest): Promise<boolean> {
  try {
    return await inTransaction(deps.db, async (db) => {
      const step = await writeProducts(deps, db, request);
      if (request.running.dryRun) throw new DryRun(step);
      return advance(db, step);
    });
  } catch (error) {
    if (error instanceof DryRun) return inTransaction(deps.db, async (db) => advanceImport(db, error.step));
    if (error instanceof Overtaken) return false;
    // One of the products has a slug or SKU of another: which one, smaller steps will tell.
    if (!isRefusal(error) || error.kind !== "conflict") throw error;
    return importApart(deps, request, error);
  }
}

class Overtaken extends Error {}

async function advance(db: AnyDb, step: ImportStep): Promise<boolean> {
  if (await advanceImport(db, step)) return true;
  throw new Overtaken("Somebody else has gone on with this import, or stopped it.");
}

async function importApart(
  deps: Deps,
  request: ImportStepRequest,
  error: { readonly code: string; readonly message: string },
): Promise<boolean> {
  const { groups, running, fromBytes, columns } = request;
  const [first] = groups;
  if (first === undefined) return true;
  if (groups.length === 1) {
    const errors = errorsOf(error, first);
    const nothing = { created: 0, updated: 0, unchanged: 0 };
    return advanceImport(deps.db, {
      ...nothing,
      importId: running.id,
      fromBytes,
      toBytes: first.bytesRead,
      rows: first.rows.length,
      errors,
    });
  }
  const half = Math.ceil(groups.length / 2);
  const [left, right] = [groups.slice(0, half), groups.slice(half)];
  if (!(await importProducts(deps, { running, columns, fromBytes, groups: left }))) return false;
  const middleBytes = left.at(-1)?.bytesRead ?? fromBytes;
  return importProducts(deps, { running, columns, fromBytes: middleBytes, groups: right });
}

async function writeProducts(deps: Deps, db: AnyDb, request: ImportStepRequest): Promise<ImportStep> {
  const { running, groups, fromBytes, prepared } = request;
  const plans =
    prepared && (await isStill(db, prepared))
      ? await savePrepared(db, prepared)
      : await planAndSave(deps, db, request);
  const refusedCounts = await importCounts(db, plans, running.createdBy);
  const count = (change: Plan["change"]): number => plans.filter((plan) => plan.change === change).length;
  return {
    importId: running.id,
    fromBytes,
    toBytes: groups.at(-1)?.bytesRead ?? fromBytes,
    rows: groups.reduce((sum, { rows }) => sum + rows.length, 0),
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    errors: [...plans.flatMap(({ errors }): readonly RowError[] => errors), ...refusedCounts],
  };
}

async function savePrepared(db: AnyDb, { plans, queries }: PreparedStep): Promise<readonly Plan[]> {
  await (queries === undefined ? saveProducts(db, toSave(plans)) : runSave(db, queries));
  await tell(db, plans);
  return plans;
}

async function planAndSave(
  deps: Deps,
  db: AnyDb,
  { columns, groups }: ImportStepRequest,
): Promise<readonly Plan[]> {
  const stored = await lockProductsBySlug(
    db,
    groups.map(({ handle }) => handle),
  );
  const categories = await listCategories(db, namedCategories(groups));
  const { items: definitions } = await shareAttributes(db);
  const planning = { columns, categories, definitions, newId: deps.newId, at: deps.now() };
  const plans = groups.map((group) => planProduct(group, stored.get(group.handle), planning));
  await saveProducts(db, toSave(plans));
  await tell(db, plans);
  return plans;
}

async function tell(db: AnyDb, plans: readonly Plan[]): Promise<void> {
  const events = plans.flatMap(({ change, product }) => {
    if (product === undefined || (change !== "created" && change !== "updated")) return [];
    const { id: productId, slug, version } = product;
    return [
      outboxQuery(change === "created" ? ProductCreated : ProductUpdated, { productId, slug, version }),
    ];
  });
  if (events.length > 0) await runBatch(db, events);
}
