// The part of a product's address that is made of its name.
import { foldText } from "../../search/domain/fold-text.ts";

const SLUG_LENGTH_MAX = 100;
const ID_TAIL_LENGTH = 6;

/** Empty where the name has no Latin letter or digit. */
export function slugify(name: string): string {
  const words = foldText(name).match(/[a-z0-9]+/g) ?? [];
  return words.join("-").slice(0, SLUG_LENGTH_MAX).replace(/-$/, "");
}

/** A slug that nobody else has: the name's with the end of the product's id. */
export function slugWithId(name: string, id: string): string {
  return [slugify(name) || "product", id.slice(-ID_TAIL_LENGTH)].join("-");
}
