// Pages of products: one statement says which they are; what they are now is read for many pages at once, and their documents are at hand
// nearly always (search/item-documents.ts). Which statement it is follows from the question, so that each
// is planned once for what it asks: PostgreSQL walks the index of the sort and stops after a page. Where the category is a small part
// of the shop that walk would be long; there its products are fetched and sorted instead.
import { runBatch, statement, type AnyDb, type Statement } from "@souk/db";
import type { ProductStatus } from "../domain/product.ts";

export type ProductSort = "featured" | "newest" | "price" | "-price" | "name";
export type SortValues = readonly (string | number | boolean)[];
export type ProductPageQuestion = {
  readonly currency: string;
  readonly status: ProductStatus;
  readonly sort: ProductSort;
  readonly limit: number;
  /** The sort values of the last item of the page before. */
  readonly after: SortValues | undefined;
  /** The category with all below it; `isRare`: a small part of the shop's products. */
  readonly category: { readonly ids: readonly string[]; readonly isRare: boolean } | undefined;
  readonly minPrice: number | undefined;
  readonly maxPrice: number | undefined;
  readonly inStock: boolean;
  readonly featured: boolean | undefined;
};
export type ProductPageItems = {
  readonly ids: readonly string[];
  readonly next: SortValues | undefined;
};

type SortValue = SortValues[number];
type Row = { readonly id: string } & Readonly<Record<`sort_${number}`, SortValue>>;
type Sort = {
  readonly columns: readonly string[];
  readonly casts: readonly string[];
  readonly isDescending: boolean;
};

const CREATED_AT = "l.created_at";
const ID = { column: "l.product_id", cast: "uuid" } as const;
const sorts: Record<ProductSort, Sort> = {
  featured: sortBy(["l.featured", CREATED_AT], ["boolean", "timestamptz"], true),
  newest: sortBy([CREATED_AT], ["timestamptz"], true),
  price: sortBy(["l.price_minor"], ["bigint"], false),
  "-price": sortBy(["l.price_minor"], ["bigint"], true),
  name: sortBy(["l.name_key"], ["text"], false),
};

function sortBy(columns: readonly string[], casts: readonly string[], isDescending: boolean): Sort {
  return { columns: [...columns, ID.column], casts: [...casts, ID.cast], isDescending };
}

const hasStock = `exists (select from stock_levels s
     where s.product_id = l.product_id and s.on_hand > s.reserved and s.is_sellable)`;

/** Which products are on each page, and where the next one begins. One round trip for all; what is asked more than once is read once. */
export async function listProductPages(
  db: AnyDb,
  questions: readonly ProductPageQuestion[],
): Promise<(question: ProductPageQuestion) => ProductPageItems> {
  const asked = questions.map((question) => {
    const { text, parameters } = compose(question);
    return { question, text, parameters, key: `${text} ${JSON.stringify(parameters)}` };
  });
  const queries = new Map(
    asked.map(({ key, text, parameters }) => [key, statementOf(text).query(parameters)]),
  );
  const lists = await runBatch(db, [...queries.values()]);
  const rowsByKey = new Map([...queries.keys()].map((key, index) => [key, lists[index]]));
  const rowsOf = new Map(asked.map(({ question, key }) => [question, rowsByKey.get(key)]));
  return (question) => toPage(question, rowsOf.get(question) ?? []);
}

function toPage({ limit, sort }: ProductPageQuestion, rows: readonly Row[]): ProductPageItems {
  const page = rows.slice(0, limit);
  return {
    ids: page.map(({ id }) => id),
    next: rows.length > limit ? sortValuesOf(sort, page.at(-1)) : undefined,
  };
}

function sortValuesOf(sort: ProductSort, row: Row | undefined): SortValues | undefined {
  return row && sorts[sort].columns.map((column, index) => sortValue(column, row[`sort_${index}`] ?? ""));
}

/** Times come as text, for only those of a page's last row are read; they are written to the millisecond, so nothing of them is lost. */
function sortValue(column: string, value: SortValue): SortValue {
  return column === CREATED_AT ? new Date(`${String(value).replace(" ", "T")}:00`).toISOString() : value;
}

function compose(question: ProductPageQuestion): { text: string; parameters: unknown[] } {
  const { category, minPrice, maxPrice, after } = question;
  const sort = sorts[question.sort];
  const parameters: unknown[] = [];
  const bind = (value: unknown, cast: string): string => `$${parameters.push(value)}::${cast}`;
  // The status is one of three words of ours and stands in the text, where the partial indexes look for it.
  const conditions = [`l.currency = ${bind(question.currency, "text")}`, `l.status = '${question.status}'`];
  if (category !== undefined) {
    const ids = bind(category.ids, "uuid[]");
    // The array keeps the planner from the category's index where the sort's is the better one.
    conditions.push(category.isRare ? `l.category_id = any (${ids})` : `array[l.category_id] && ${ids}`);
  }
  // `+ 0` for the same reason with the index of prices, unless that is the sort's.
  const price =
    question.sort === "price" || question.sort === "-price" ? "l.price_minor" : "l.price_minor + 0";
  if (minPrice !== undefined) conditions.push(`${price} >= ${bind(minPrice, "bigint")}`);
  if (maxPrice !== undefined) conditions.push(`${price} <= ${bind(maxPrice, "bigint")}`);
  if (question.featured !== undefined) conditions.push(`l.featured = ${bind(question.featured, "boolean")}`);
  if (question.inStock) conditions.push(hasStock);
  if (after !== undefined) {
    const values = sort.casts.map((cast, index) => bind(after[index], cast));
    const comparison = sort.isDescending ? "<" : ">";
    conditions.push(`(${sort.columns.join(", ")}) ${comparison} (${values.join(", ")})`);
  }
  const direction = sort.isDescending ? " desc" : "";
  const order = sort.columns.map((column) => `${column}${direction}`).join(", ");
  const values = sort.columns
    .map((column, index) => `${column === CREATED_AT ? `${column}::text` : column} as sort_${index}`)
    .join(", ");
  const text = `select l.product_id as id, ${values}
      from product_listings l
     where ${conditions.join(" and ")}
     order by ${order} limit ${bind(question.limit + 1, "integer")}`;
  return { text, parameters };
}

/** One statement for each shape of question: their number is bounded by the filters, not by what is asked. */
const statementsByText = new Map<string, Statement<Row, readonly unknown[]>>();

function statementOf(text: string): Statement<Row, readonly unknown[]> {
  const known = statementsByText.get(text);
  if (known !== undefined) return known;
  const made = statement<Row, readonly unknown[]>("list_products", text);
  statementsByText.set(text, made);
  return made;
}
