// Counts facets in one walk over the hits: whoever meets all conditions counts everywhere, whoever fails one counts for that one's facet.
import type { FacetCounts } from "../engine.ts";
import { rangeOf } from "../domain/price-edges.ts";
import type { Condition, Counted } from "./conditions.ts";
import type { Entry, Offer } from "./entries.ts";
import type { Facet, FacetDictionary, FacetValue } from "./facet-dictionary.ts";

const RATING_MAX = 5;
const HUNDREDTHS = 100;
export const FACET_VALUES_MAX = 50;

/** Grows with each tally: a value whose stamp is older has not been counted in this one. */
let lastStamp = 0;

export class Tally {
  readonly matched: Entry[] = [];
  readonly #categories = new Map<string, number>();
  readonly #ranges: number[];
  readonly #ratings: number[] = Array.from({ length: RATING_MAX }, () => 0);
  readonly #touched: FacetValue[] = [];
  readonly #stamp: number;
  readonly #edges: readonly number[];
  #priceMin = Infinity;
  #priceMax = -Infinity;
  #inStock = 0;
  #onSale = 0;

  constructor(edges: readonly number[]) {
    lastStamp += 1;
    this.#stamp = lastStamp;
    this.#edges = edges;
    this.#ranges = edges.map(() => 0);
  }

  /** `failed`: the only condition that it does not meet. */
  add(entry: Entry, offer: Offer, failed: Counted | undefined): void {
    if (failed === undefined) this.matched.push(entry);
    if (failed === undefined || failed === "category") this.#addCategory(entry);
    if (failed === undefined || failed === "price") this.#addPrice(offer.price);
    if ((failed === undefined || failed === "inStock") && entry.inStock) this.#inStock += 1;
    if ((failed === undefined || failed === "onSale") && offer.isOnSale) this.#onSale += 1;
    if (failed === undefined || failed === "rating") this.#addRating(entry.rating);
    if (failed === undefined || typeof failed === "object") this.#addValues(entry.values, failed);
  }

  /** Of the facets that are shown, the fullest values; those that are `selected` are always among them. */
  facets(dictionary: FacetDictionary, selected: ReadonlySet<FacetValue>): FacetCounts {
    return {
      categories: [...this.#categories].map(([id, count]) => ({ id, count })),
      price: this.#priceMin > this.#priceMax ? null : { min: this.#priceMin, max: this.#priceMax },
      priceRanges: this.#ranges,
      inStock: this.#inStock,
      onSale: this.#onSale,
      ratings: this.#ratings,
      properties: this.#properties(dictionary, selected),
    };
  }

  #addCategory({ categoryId }: Entry): void {
    if (categoryId === null) return;
    this.#categories.set(categoryId, (this.#categories.get(categoryId) ?? 0) + 1);
  }

  #addPrice(price: number): void {
    this.#priceMin = Math.min(this.#priceMin, price);
    this.#priceMax = Math.max(this.#priceMax, price);
    const range = rangeOf(this.#edges, price);
    this.#ranges[range] = (this.#ranges[range] ?? 0) + 1;
  }

  #addRating(rating: number): void {
    for (let stars = 1; stars * HUNDREDTHS <= rating; stars += 1) {
      this.#ratings[stars - 1] = (this.#ratings[stars - 1] ?? 0) + 1;
    }
  }

  #addValues(values: readonly FacetValue[], only: Facet | undefined): void {
    for (const value of values) if (only === undefined || value.facet === only) this.#touch(value, 1);
  }

  #touch(value: FacetValue, more: number): void {
    if (value.stamp !== this.#stamp) {
      value.stamp = this.#stamp;
      value.count = 0;
      this.#touched.push(value);
    }
    value.count += more;
  }

  #properties(dictionary: FacetDictionary, selected: ReadonlySet<FacetValue>): FacetCounts["properties"] {
    for (const value of selected) this.#touch(value, 0);
    const byFacet = Map.groupBy(this.#touched, ({ facet }) => facet);
    return dictionary.shown().flatMap((facet) => {
      const values = byFacet.get(facet)?.toSorted(byCount) ?? [];
      const shown = values.filter((value, index) => index < FACET_VALUES_MAX || selected.has(value));
      if (shown.length === 0) return [];
      return [
        {
          key: facet.key,
          label: dictionary.labelOf(facet),
          values: shown.map((value) => ({
            key: value.key,
            label: dictionary.labelOfValue(value),
            count: value.count,
          })),
        },
      ];
    });
  }
}

function byCount(one: FacetValue, other: FacetValue): number {
  return other.count - one.count || (one.key < other.key ? -1 : 1);
}

/** Walks over the entries once. Whoever has no price in the currency is not there. */
export function tallyUp(
  entries: Iterable<Entry | undefined>,
  { currency, conditions, edges }: TallyParts,
): Tally {
  const tally = new Tally(edges);
  for (const entry of entries) {
    if (entry === undefined || !entry.isActive) continue;
    const offer = entry.offers.get(currency);
    if (offer === undefined) continue;
    let failed: Counted | undefined;
    let failures = 0;
    for (const { counted, isMet } of conditions) {
      if (isMet(entry, offer)) continue;
      failures += 1;
      failed = counted;
      if (failures > 1) break;
    }
    if (failures <= 1) tally.add(entry, offer, failed);
  }
  return tally;
}

export type TallyParts = {
  readonly currency: string;
  readonly conditions: readonly Condition[];
  readonly edges: readonly number[];
};
