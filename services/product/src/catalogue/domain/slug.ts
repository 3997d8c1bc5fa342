// The part of a product's or category's address that is made of its name.
import { foldText } from "../../search/domain/fold-text.ts";

const SLUG_LENGTH_MAX = 100;
const ID_TAIL_LENGTH = 6;

/** Empty where the name has no Latin letter or digit. */
export function slugify(name: string): string {
  const words = foldText(name).match(/[a-z0-9]+/g) ?? [];
  return words.join("-").slice(0, SLUG_LENGTH_MAX).replace(/-$/, "");
}

/** A slug that nobody else has: the name's, or else the word for what it is, with the end of the id. */
export function slugWithId(name: string, id: string, word: "product" | "category"): string {
  return [slugify(name) || word, id.slice(-ID_TAIL_LENGTH)].join("-");
}
