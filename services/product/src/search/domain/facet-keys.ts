// Facets by name: the keys that stand in addresses and the labels that are shown.
import { FACET_KEY_LENGTH_MAX } from "@souk/contracts";
import { wordsOf } from "./fold-text.ts";

const TERSE_LENGTH_MAX = 30;
const TERSE_WORDS_MAX = 4;

/** "140 × 200 cm" becomes "140-200-cm"; empty where nothing of it is a letter or digit. */
export function facetKey(text: string): string {
  return wordsOf(inWords(text)).join("-").slice(0, FACET_KEY_LENGTH_MAX).replace(/-$/, "").toWellFormed();
}

/** "dishwasherSafe" becomes "Dishwasher safe"; what was written as words stays as it is. */
export function facetLabel(name: string): string {
  const words = inWords(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function valueLabel(value: string | number | boolean, unit: string | null): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return typeof value === "number" && unit !== null ? `${value} ${unit}` : String(value);
}

/** Whether it looks like one of a few values, and not like a sentence about one product. */
export function isTerse(value: string): boolean {
  return value.length <= TERSE_LENGTH_MAX && value.split(/\s+/).length <= TERSE_WORDS_MAX;
}

function inWords(name: string): string {
  return name.replaceAll(
    /(\p{Ll})(\p{Lu})/gu,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
}
