// The columns of a product file: which there are, and what a header says.
import { Refusal } from "@souk/errors";
import { isCurrency } from "@souk/money";

/** One row is a variant; what belongs to the product stands in its first row and may be left empty in the others. */
const plainColumns = [
  "handle",
  "name",
  "subtitle",
  "description",
  "category",
  "status",
  "featured",
  "seo_title",
  "seo_description",
  "option1_name",
  "option1_value",
  "option2_name",
  "option2_value",
  "option3_name",
  "option3_value",
  "sku",
  "cost",
  "cost_currency",
  "weight_grams",
  "length_mm",
  "width_mm",
  "height_mm",
  "tax_class",
] as const;
export type PlainColumn = (typeof plainColumns)[number];

/** `price:EUR`, `compare_at:EUR`, `stock:main`, `attribute:material`. */
const families = ["price", "compare_at", "stock", "attribute"] as const;
export type Family = (typeof families)[number];

export type Column =
  | { readonly kind: "plain"; readonly name: PlainColumn }
  | { readonly kind: Family; readonly name: string; readonly of: string };

const COLUMNS_MAX = 200;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const isPlain = (name: string): name is PlainColumn => plainColumns.some((column) => column === name);

/** What each column means; refuses a header with an unknown or repeated column, or without `handle` and `sku`. */
export function parseHeader(names: readonly string[]): readonly Column[] {
  if (names.length > COLUMNS_MAX)
    throw new Refusal(
      "unprocessable",
      "import_columns_too_many",
      `A file has at most ${COLUMNS_MAX} columns.`,
    );
  const columns = names.map(parseColumn);
  const unknown = names.filter((_name, index) => columns[index] === undefined);
  const repeated = names.filter((name, index) => names.indexOf(name) < index);
  const missing = ["handle", "sku"].filter((name) => !names.includes(name));
  if (unknown.length + repeated.length + missing.length > 0) {
    throw new Refusal(
      "unprocessable",
      "import_columns_wrong",
      "The columns of the file are not as they must be.",
      {
        extra: { unknown, repeated, missing },
      },
    );
  }
  return columns.filter((column) => column !== undefined);
}

function parseColumn(name: string): Column | undefined {
  if (isPlain(name)) return { kind: "plain", name };
  const family = families.find((candidate) => name.startsWith(`${candidate}:`));
  const of = name.slice(name.indexOf(":") + 1);
  switch (family) {
    case "price":
    case "compare_at":
      return isCurrency(of) ? { kind: family, name, of } : undefined;
    case "stock":
      return SLUG.test(of) ? { kind: family, name, of } : undefined;
    case "attribute":
      return of.trim() === of && of !== "" ? { kind: family, name, of } : undefined;
    default:
      return undefined;
  }
}
