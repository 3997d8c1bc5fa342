// Facets and their values, each once: products in memory share them, and a search counts in them.
import { facetKey, facetLabel, isTerse, valueLabel } from "../domain/facet-keys.ts";
import { CHOICE_SHARE_MIN, type AttributeMeaning } from "../domain/property-values.ts";
import type { FacetPair } from "../domain/searchable-product.ts";

export type Facet = {
  readonly key: string;
  /** As products write it; a definition may give it another one. */
  readonly label: string;
  readonly names: Set<string>;
  readonly values: Map<string, FacetValue>;
  readonly valuesAsWritten: Map<string | number | true, FacetValue>;
  isOption: boolean;
  /** How many values look like one of a few choices, and how many do not. */
  terse: number;
  prose: number;
};
/** `count` and `stamp` belong to the search that is counting now. */
export type FacetValue = {
  readonly facet: Facet;
  readonly key: string;
  readonly written: string | number | true;
  count: number;
  stamp: number;
};

export class FacetDictionary {
  readonly #facets = new Map<string, Facet>();
  /** What products wrote, as it was read the first time. */
  readonly #facetsByName = new Map<string, Facet>();
  #meanings: ReadonlyMap<string, AttributeMeaning> = new Map();

  learn(meanings: readonly AttributeMeaning[]): void {
    this.#meanings = new Map(meanings.map((meaning) => [meaning.code, meaning]));
  }

  /** A product's values, each once. */
  valuesOf(pairs: readonly FacetPair[]): readonly FacetValue[] {
    const values = new Set<FacetValue>();
    for (const [name, kind, value] of pairs) {
      const facet = this.#facetsByName.get(name) ?? this.#facetOf(name);
      if (kind === "o") facet.isOption = true;
      if (isChoice(value)) facet.terse += 1;
      else facet.prose += 1;
      if (value === null || value === false) continue;
      values.add(facet.valuesAsWritten.get(value) ?? valueOf(facet, value));
    }
    return [...values];
  }

  /** Options always; attributes as their definition says, and free ones where they look like choices. */
  isShown(facet: Facet): boolean {
    if (facet.key === "") return false;
    if (facet.isOption) return true;
    const meaning = this.#meaningOf(facet);
    return meaning?.isFilterable ?? facet.terse >= CHOICE_SHARE_MIN * (facet.terse + facet.prose);
  }

  labelOf(facet: Facet): string {
    return this.#meaningOf(facet)?.label ?? facet.label;
  }

  /** With the unit that the attribute's definition names now. */
  labelOfValue({ facet, written }: FacetValue): string {
    return valueLabel(written, this.#meaningOf(facet)?.unit ?? null);
  }

  find(key: string): Facet | undefined {
    return this.#facets.get(key);
  }

  /** In the order in which they were first seen. */
  shown(): readonly Facet[] {
    return [...this.#facets.values()].filter((facet) => this.isShown(facet));
  }

  #meaningOf({ names }: Facet): AttributeMeaning | undefined {
    return [...names].map((name) => this.#meanings.get(name)).find((meaning) => meaning !== undefined);
  }

  #facetOf(name: string): Facet {
    const key = facetKey(name);
    const facet = this.#facets.get(key) ?? {
      key,
      label: facetLabel(name),
      names: new Set([name]),
      values: new Map<string, FacetValue>(),
      valuesAsWritten: new Map<string | number | true, FacetValue>(),
      isOption: false,
      terse: 0,
      prose: 0,
    };
    facet.names.add(name);
    this.#facets.set(key, facet);
    this.#facetsByName.set(name, facet);
    return facet;
  }
}

/** Values that differ in how they are written only are one. */
function valueOf(facet: Facet, written: string | number | true): FacetValue {
  const key = facetKey(valueLabel(written, null));
  const found = facet.values.get(key) ?? { facet, key, written, count: 0, stamp: 0 };
  facet.values.set(key, found);
  facet.valuesAsWritten.set(written, found);
  return found;
}

/** Numbers are measures; nobody picks one from a list unless its definition says so. */
function isChoice(value: FacetPair[2]): boolean {
  return typeof value === "boolean" || (typeof value === "string" && isTerse(value));
}
