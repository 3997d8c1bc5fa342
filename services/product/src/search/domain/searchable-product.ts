// What search knows of a product: its texts by weight, the words in them, and what it can be filtered by. Pure.
import type { CatalogueProduct } from "../../catalogue/domain/product.ts";
import { foldText, wordsOf } from "./fold-text.ts";

/** The part of a product that is searched. */
export type SearchableProduct = Pick<
  CatalogueProduct,
  "id" | "name" | "subtitle" | "description" | "options" | "attributes"
> & {
  readonly categoryName: string;
  readonly skus: readonly string[];
};

/** Folded. What a product is called counts most (a), what is told about it least (d). */
export type SearchTexts = {
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly d: string;
};

/** An option (`o`) or attribute (`a`) with one of its values; null for a value that is prose and no choice. */
export type FacetPair = readonly [name: string, kind: "o" | "a", value: string | number | boolean | null];

/** Longer texts describe; nobody picks them from a list. */
const FACET_VALUE_LENGTH_MAX = 60;
/** Words with digits are sizes and numbers: nobody mistypes them into something near. */
const WORD = /^\p{L}{3,40}$/u;

export function toSearchable(product: CatalogueProduct): SearchableProduct {
  const { id, name, subtitle, description, options, attributes, category, variants } = product;
  return {
    id,
    name,
    subtitle,
    description,
    options,
    attributes,
    categoryName: category?.name ?? "",
    skus: variants.map(({ sku }) => sku),
  };
}

export function searchTexts(product: SearchableProduct): SearchTexts {
  const optionValues = product.options.flatMap((option) => option.values).join(" ");
  const attributes = Object.values(product.attributes).filter((value) => typeof value === "string");
  return {
    a: foldText(product.name),
    b: foldText(`${product.subtitle} ${product.categoryName} ${product.skus.join(" ")}`),
    c: foldText(`${optionValues} ${attributes.filter(isTerse).join(" ")}`),
    d: foldText(`${product.description} ${attributes.filter((attribute) => !isTerse(attribute)).join(" ")}`),
  };
}

export function facetPairs({ options, attributes }: SearchableProduct): FacetPair[] {
  return [
    ...options.flatMap(({ name, values }) => values.map((value): FacetPair => [name, "o", value])),
    ...Object.entries(attributes).map(([name, value]): FacetPair => [
      name,
      "a",
      typeof value === "string" && !isTerse(value) ? null : value,
    ]),
  ];
}

export type VocabularyWord = { readonly word: string; readonly in_name: boolean };

/** The words that a mistyped one may have meant, each once; a word of a name is likelier than one of a subtitle. */
export function vocabularyOf(products: readonly SearchableProduct[]): VocabularyWord[] {
  const found = new Map<string, boolean>();
  for (const product of products) {
    const { a, b, c } = searchTexts(product);
    for (const word of wordsOf(a)) found.set(word, true);
    for (const word of wordsOf(`${b} ${c}`)) found.set(word, found.get(word) ?? false);
  }
  return [...found].filter(([word]) => WORD.test(word)).map(([word, in_name]) => ({ word, in_name }));
}

const isTerse = (text: string): boolean => text.length <= FACET_VALUE_LENGTH_MAX;
