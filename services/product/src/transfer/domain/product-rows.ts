// What the rows of one product say, put onto the product as it is. Empty cells leave things as they are, so a file may have a few
// columns only, and variants that it does not name stay. Pure.
import { ProductBody, type ProductBodyInput } from "@souk/contracts";
import {
  type AttributeKind,
  type CellError,
  CLEAR,
  keep,
  readAttribute,
  readBoolean,
  readWhole,
} from "./cells.ts";
import type { Column, PlainColumn } from "./columns.ts";
import type { FileRow, RowError, RowGroup, StockCount } from "./file-row.ts";
import { applyVariant } from "./variant-cells.ts";

type Content = ProductBodyInput;
export type Known = {
  /** The product as staff edit it; undefined for a new one. */
  readonly content: ProductBody | undefined;
  readonly categoryIds: ReadonlyMap<string, string>;
  readonly attributeKinds: ReadonlyMap<string, AttributeKind>;
};
export type Applied = {
  readonly body: ProductBody | undefined;
  readonly counts: readonly StockCount[];
  readonly errors: readonly RowError[];
};

const ERROR_MESSAGE_MAX = 300;

export function applyRows({ handle, rows }: RowGroup, columns: readonly Column[], known: Known): Applied {
  const errors: RowError[] = repeatedSkus(rows);
  const draft: Content = structuredClone(known.content) ?? { slug: handle, name: "", variants: [] };
  for (const row of rows) {
    applyAttributes(draft, row, { columns, kinds: known.attributeKinds });
    for (const error of [...applyProduct(draft, row, known), ...applyVariant(draft, row, columns)])
      errors.push({ ...error, row });
  }
  const counts = rows.flatMap((row) => {
    const read = countsOf(row, columns);
    errors.push(...read.errors);
    return read.counts;
  });
  if (errors.length > 0) return { body: undefined, counts: [], errors };
  const parsed = ProductBody.safeParse(draft);
  if (parsed.success) return { body: parsed.data, counts, errors };
  const [first] = rows;
  if (first === undefined) return { body: undefined, counts: [], errors };
  const faults = parsed.error.issues.map(({ path, message }) => ({
    row: first,
    column: path.join("."),
    code: "product_invalid",
    message: message.slice(0, ERROR_MESSAGE_MAX),
  }));
  return { body: undefined, counts: [], errors: faults };
}

function repeatedSkus(rows: readonly FileRow[]): RowError[] {
  const skus = rows.map(({ cells }) => cells.get("sku"));
  return rows.flatMap((row, index) =>
    skus.indexOf(skus[index]) < index && skus[index] !== undefined
      ? [{ row, column: "sku", code: "sku_repeated", message: "stands in an earlier row of this product" }]
      : [],
  );
}

type TextField = "name" | "subtitle" | "description";
const textFields: readonly TextField[] = ["name", "subtitle", "description"];

function applyProduct(draft: Content, { cells }: FileRow, known: Known): CellError[] {
  const errors: CellError[] = [];
  const cell = (name: PlainColumn): string | undefined => cells.get(name);
  for (const field of textFields) {
    const text = cell(field);
    if (text !== undefined) draft[field] = text === CLEAR && field !== "name" ? "" : text;
  }
  const seoTitle = cell("seo_title");
  if (seoTitle !== undefined) draft.seoTitle = seoTitle === CLEAR ? null : seoTitle;
  const seoDescription = cell("seo_description");
  if (seoDescription !== undefined) draft.seoDescription = seoDescription === CLEAR ? null : seoDescription;
  const status = cell("status");
  if (status !== undefined) {
    if (status === "draft" || status === "active" || status === "archived") draft.status = status;
    else
      errors.push({ column: "status", code: "status_unknown", message: "must be draft, active or archived" });
  }
  const featured = cell("featured");
  if (featured !== undefined)
    keep(readBoolean("featured", featured), errors, (value) => (draft.featured = value));
  const category = cell("category");
  if (category !== undefined) {
    const id = category === CLEAR ? null : known.categoryIds.get(category);
    if (id === undefined)
      errors.push({
        column: "category",
        code: "category_unknown",
        message: "must be the slug of a category",
      });
    else draft.categoryId = id;
  }
  return errors;
}

type Attributing = {
  readonly columns: readonly Column[];
  readonly kinds: ReadonlyMap<string, AttributeKind>;
};

function applyAttributes(draft: Content, { cells }: FileRow, { columns, kinds }: Attributing): void {
  const attributes = { ...draft.attributes };
  for (const column of columns) {
    const text = column.kind === "attribute" ? cells.get(column.name) : undefined;
    if (column.kind !== "attribute" || text === undefined) continue;
    const { of } = column;
    if (text === CLEAR) delete attributes[of];
    else attributes[of] = readAttribute(text, { known: attributes[of], kind: kinds.get(of) });
  }
  draft.attributes = attributes;
}

function countsOf(row: FileRow, columns: readonly Column[]): { counts: StockCount[]; errors: RowError[] } {
  const counts: StockCount[] = [];
  const errors: RowError[] = [];
  const sku = row.cells.get("sku") ?? "";
  for (const column of columns) {
    const text = column.kind === "stock" ? row.cells.get(column.name) : undefined;
    if (column.kind !== "stock" || text === undefined) continue;
    const read = readWhole(column.name, text);
    if ("error" in read) errors.push({ ...read.error, row });
    else counts.push({ row, sku, location: column.of, onHand: read.value });
  }
  return { counts, errors };
}
