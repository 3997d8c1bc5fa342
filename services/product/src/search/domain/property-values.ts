// A product's options and attributes as facets with values, one by one.
import { facetKey, facetLabel, isTerse, valueLabel } from "./facet-keys.ts";
import type { FacetPair } from "./searchable-product.ts";

/** What the definition of an attribute says; those without a definition are free. */
export type AttributeMeaning = {
  readonly code: string;
  readonly label: string;
  readonly unit: string | null;
  readonly isFilterable: boolean;
};
export type Meanings = ReadonlyMap<string, AttributeMeaning>;

export type PropertyValue = {
  readonly key: string;
  readonly label: string;
  /** Null for prose, and for what is not so. */
  readonly value: { readonly key: string; readonly label: string } | null;
  /** Whether it is offered: `option` and `defined` always, `free` where nearly all its values look like choices, `hidden` never. */
  readonly kind: "option" | "defined" | "free" | "hidden";
  /** Whether the value looks like one of a few, rather than like a sentence or a measure. */
  readonly isChoice: boolean;
};

/** A free attribute is offered where at least so many of its values look like choices. */
export const CHOICE_SHARE_MIN = 0.9;

export function propertyValue([name, kind, value]: FacetPair, meanings: Meanings): PropertyValue {
  const meaning = kind === "a" ? meanings.get(name) : undefined;
  const isValue = value !== null && value !== false;
  const key = isValue ? facetKey(valueLabel(value, null)) : "";
  const label = isValue ? valueLabel(value, meaning?.unit ?? null) : "";
  return {
    key: facetKey(name),
    label: meaning?.label ?? facetLabel(name),
    value: key === "" ? null : { key, label },
    kind: kindOf(kind, meaning),
    isChoice: typeof value === "boolean" || (typeof value === "string" && isTerse(value)),
  };
}

function kindOf(kind: FacetPair[1], meaning: AttributeMeaning | undefined): PropertyValue["kind"] {
  if (kind === "o") return "option";
  if (meaning === undefined) return "free";
  return meaning.isFilterable ? "defined" : "hidden";
}
