// What a row says of its variant, put onto the product. Pure.
import type { ProductBodyInput } from "@souk/contracts";
import { type CellError, CLEAR, keep, readAmount, readWhole } from "./cells.ts";
import type { Column } from "./columns.ts";
import type { FileRow } from "./file-row.ts";

type Content = ProductBodyInput;
type Variant = Content["variants"][number];

/** The variant is known by its SKU. */
export function applyVariant(draft: Content, row: FileRow, columns: readonly Column[]): CellError[] {
  const { cells } = row;
  const sku = cells.get("sku");
  if (sku === undefined) return [{ column: "sku", code: "sku_missing", message: "must name the variant" }];
  const errors: CellError[] = [];
  const found = draft.variants.find((candidate) => candidate.sku === sku);
  const variant: Variant = found ?? { sku, prices: [] };
  if (found === undefined) draft.variants.push(variant);
  applyOptions(draft, variant, cells);
  applyPrices(variant, { cells, columns, errors });
  const weight = cells.get("weight_grams");
  if (weight !== undefined)
    keep(readWhole("weight_grams", weight), errors, (value) => (variant.weightGrams = value));
  applyDimensions(variant, cells, errors);
  const taxClass = cells.get("tax_class");
  if (taxClass === "standard" || taxClass === "reduced" || taxClass === "zero") variant.taxClass = taxClass;
  else if (taxClass !== undefined)
    errors.push({
      column: "tax_class",
      code: "tax_class_unknown",
      message: "must be standard, reduced or zero",
    });
  return errors;
}

const sides = [
  ["length_mm", "lengthMm"],
  ["width_mm", "widthMm"],
  ["height_mm", "heightMm"],
] as const;

/** All three sides or none. */
function applyDimensions(variant: Variant, cells: FileRow["cells"], errors: CellError[]): void {
  const read = sides.map(([column, side]) => {
    const text = cells.get(column) ?? (variant.dimensions && String(variant.dimensions[side]));
    return text === undefined ? undefined : readWhole(column, text);
  });
  const [lengthMm, widthMm, heightMm] = read.map((one) => one && keep(one, errors, (value) => value));
  if (lengthMm !== undefined && widthMm !== undefined && heightMm !== undefined)
    variant.dimensions = { lengthMm, widthMm, heightMm };
  else if (read.some((one) => one !== undefined) && read.includes(undefined))
    errors.push({
      column: "length_mm",
      code: "dimensions_incomplete",
      message: "needs length, width and height",
    });
}

/** A name or value that the product has not yet becomes one of its options. */
function applyOptions(draft: Content, variant: Variant, cells: FileRow["cells"]): void {
  const options = draft.options ?? [];
  for (const place of [1, 2, 3] as const) {
    const name = cells.get(`option${place}_name`) ?? options[place - 1]?.name;
    const value = cells.get(`option${place}_value`);
    if (name === undefined || value === undefined) continue;
    const option = options.find((candidate) => candidate.name === name);
    if (option === undefined) options.push({ name, values: [value] });
    else if (!option.values.includes(value)) option.values.push(value);
    variant.options = { ...variant.options, [name]: value };
  }
  draft.options = options;
}

type Pricing = {
  readonly cells: FileRow["cells"];
  readonly columns: readonly Column[];
  readonly errors: CellError[];
};

function applyPrices(variant: Variant, { cells, columns, errors }: Pricing): void {
  for (const column of columns) {
    const text = cells.get(column.name);
    if (text === undefined || (column.kind !== "price" && column.kind !== "compare_at")) continue;
    const currency = column.of;
    const others = (list: Variant["compareAtPrices"] = []) =>
      list.filter((price) => price.currency !== currency);
    const put = (list: Variant["compareAtPrices"]) =>
      text === CLEAR
        ? others(list)
        : keep(readAmount(column.name, text, currency), errors, (amount) => [
            ...others(list),
            { amount, currency },
          ]);
    if (column.kind === "price") variant.prices = put(variant.prices) ?? variant.prices;
    else variant.compareAtPrices = put(variant.compareAtPrices) ?? variant.compareAtPrices;
  }
  const cost = cells.get("cost");
  if (cost === CLEAR) delete variant.costPrice;
  else if (cost !== undefined) {
    const currency =
      cells.get("cost_currency") ?? variant.costPrice?.currency ?? variant.prices[0]?.currency ?? "EUR";
    keep(readAmount("cost", cost, currency), errors, (amount) => (variant.costPrice = { amount, currency }));
  }
}
