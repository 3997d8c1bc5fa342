// A page of products in memory: the best ones after a position, without sorting all of them.
import type { SearchSort } from "@souk/contracts";
import type { Position } from "../engine.ts";
import type { Entry } from "./entries.ts";

type Value = string | number;
type Sort = { readonly valueOf: (entry: Entry, currency: string) => Value; readonly isDescending: boolean };

/** More than any time in milliseconds: what is featured comes before all that is not. */
const FEATURED_FIRST = 1e15;

const priceOf = ({ offers }: Entry, currency: string): number => offers.get(currency)?.price ?? 0;
const sorts: Record<SearchSort, Sort> = {
  relevance: { valueOf: ({ rank }) => rank, isDescending: true },
  featured: { valueOf: (entry) => featuredValue(entry), isDescending: true },
  newest: { valueOf: ({ createdMs }) => createdMs, isDescending: true },
  price: { valueOf: priceOf, isDescending: false },
  "-price": { valueOf: priceOf, isDescending: true },
  name: { valueOf: ({ nameKey }) => nameKey, isDescending: false },
  rating: { valueOf: ({ rating }) => rating, isDescending: true },
};

export function featuredValue(entry: Pick<Entry, "featured" | "createdMs">): number {
  return entry.createdMs + (entry.featured ? FEATURED_FIRST : 0);
}

export type PageParts = {
  readonly sort: SearchSort;
  readonly currency: string;
  readonly limit: number;
  readonly after: Position | undefined;
};
type Placed = { readonly value: Value; readonly entry: Entry };

export function pageOfEntries(
  entries: readonly Entry[],
  { sort, currency, limit, after }: PageParts,
): { readonly ids: readonly string[]; readonly next: Position | undefined } {
  const { valueOf, isDescending } = sorts[sort];
  const direction = isDescending ? -1 : 1;
  const best: Placed[] = [];
  for (const entry of entries) {
    const value = valueOf(entry, currency);
    if (after !== undefined && compare(value, after[0], entry.id, after[1]) * direction <= 0) continue;
    const placed = { value, entry };
    const worst = best.at(-1);
    if (best.length > limit && worst !== undefined && isBefore(worst, placed, direction)) continue;
    best.splice(placeOf(best, placed, direction), 0, placed);
    if (best.length > limit + 1) best.pop();
  }
  const last = best.length > limit ? best[limit - 1] : undefined;
  return {
    ids: best.slice(0, limit).map(({ entry }) => entry.id),
    next: last && [last.value, last.entry.id],
  };
}

function isBefore(one: Placed, other: Placed, direction: number): boolean {
  return compare(one.value, other.value, one.entry.id, other.entry.id) * direction < 0;
}

function placeOf(best: readonly Placed[], placed: Placed, direction: number): number {
  let [low, high] = [0, best.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = best[middle];
    if (there !== undefined && isBefore(there, placed, direction)) low = middle + 1;
    else high = middle;
  }
  return low;
}

// oxlint-disable-next-line max-params -- called for every hit: two pairs of plain values make no garbage
function compare(value: Value, otherValue: Value, id: string, otherId: string): number {
  if (value !== otherValue) return value < otherValue ? -1 : 1;
  return id === otherId ? 0 : id < otherId ? -1 : 1;
}
