// All products as a file, page by page in the order of their slugs, so that memory holds one page of any catalogue.
import { stringify } from "csv-stringify/sync";
import type { Deps } from "../deps.ts";
import { exportHeader, exportRows } from "./domain/export-rows.ts";
import { loadExportShape } from "./store/export-shape.ts";
import { listImportErrors } from "./store/imports.ts";
import { listProductsBySlug } from "./store/known-products.ts";
import { listCounts } from "./store/stock-counts.ts";

const PAGE_PRODUCTS = 200;
const PAGE_ERRORS = 1_000;

/** A spreadsheet must not take a text for a formula (OWASP, CSV injection). */
const toLines = (rows: readonly (readonly string[])[]): string =>
  stringify(
    [...rows].map((row) => [...row]),
    { escape_formulas: true, record_delimiter: "windows" },
  );

export async function* exportProducts(
  deps: Pick<Deps, "db">,
  { status }: { readonly status: string | undefined },
): AsyncGenerator<string> {
  const shape = await loadExportShape(deps.db);
  yield toLines([exportHeader(shape)]);
  let afterSlug = "";
  for (;;) {
    const page = await listProductsBySlug(deps.db, { afterSlug, status, limit: PAGE_PRODUCTS });
    const last = page.at(-1);
    if (last === undefined) return;
    const variantIds = page.flatMap(({ product }) => product.variants.map(({ id }) => id));
    const counts = Map.groupBy(await listCounts(deps.db, variantIds), ({ variantId }) => variantId);
    yield toLines(
      page.flatMap(({ product }) => {
        const own = product.variants.flatMap(({ id }) => counts.get(id) ?? []);
        return exportRows(product, own, shape);
      }),
    );
    afterSlug = last.product.slug;
  }
}

/** What was wrong with which row of an import. */
export async function* exportErrors(deps: Pick<Deps, "db">, importId: string): AsyncGenerator<string> {
  yield toLines([["row", "handle", "sku", "column", "code", "message"]]);
  let afterId = "0";
  for (;;) {
    const page = await listImportErrors(deps.db, { importId, afterId, limit: PAGE_ERRORS });
    const last = page.at(-1);
    if (last === undefined) return;
    yield toLines(
      page.map(({ rowNumber, handle, sku, columnName, code, message }) => [
        String(rowNumber),
        handle,
        sku,
        columnName,
        code,
        message,
      ]),
    );
    afterId = last.id;
  }
}
