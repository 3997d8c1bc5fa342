// Which products are like one: of its category, with the same choices, at about the same price, with the same words in their names.
import type { SimilarQuestion } from "../engine.ts";
import type { Entry } from "./entries.ts";
import type { MemoryView } from "./product-memory.ts";

const SAME_CATEGORY = 1;
const CHOICES_WEIGHT = 0.5;
const WORDS_WEIGHT = 0.4;
const PRICE_WEIGHT = 0.3;
/** Four times the price is no alternative. */
const PRICE_RATIO_MAX = 4;

type Compared = { readonly target: Entry; readonly currency: string };
type Scored = { readonly entry: Entry; readonly score: number };

/** The most alike first; those that are sold out after all others. */
export function similarTo(view: MemoryView, { productId, currency, limit }: SimilarQuestion): string[] {
  const target = view.byId.get(productId);
  if (target === undefined) return [];
  const others = view.entries.filter(
    (entry): entry is Entry =>
      entry !== undefined && entry !== target && entry.isActive && entry.offers.has(currency),
  );
  // All of a large shop would be compared for each product's page; another category's are seldom the better ones.
  const neighbours = others.filter(({ categoryId }) => categoryId === target.categoryId);
  const compared =
    neighbours.length < limit ? others.filter((entry) => sharesSomething(entry, target)) : neighbours;
  return compared
    .map((entry): Scored => ({ entry, score: likeness(view, entry, { target, currency }) }))
    .toSorted(
      (one, other) =>
        Number(other.entry.inStock) - Number(one.entry.inStock) ||
        other.score - one.score ||
        (one.entry.id < other.entry.id ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ entry }) => entry.id);
}

function sharesSomething(entry: Entry, target: Entry): boolean {
  return (
    entry.categoryId === target.categoryId || entry.nameWords.some((word) => target.nameWords.includes(word))
  );
}

function likeness(view: MemoryView, entry: Entry, { target, currency }: Compared): number {
  const rareness = (word: string): number => 1 / Math.log2(2 + view.names.usesOf(word));
  return (
    (entry.categoryId === target.categoryId ? SAME_CATEGORY : 0) +
    CHOICES_WEIGHT * overlap(entry.values, target.values, () => 1) +
    WORDS_WEIGHT * overlap(entry.nameWords, target.nameWords, rareness) +
    PRICE_WEIGHT * priceLikeness(entry, { target, currency })
  );
}

/** The shared part of both, from 0 to 1. */
function overlap<Item>(
  some: readonly Item[],
  others: readonly Item[],
  weightOf: (item: Item) => number,
): number {
  let [shared, all] = [0, 0];
  for (const item of some) {
    all += weightOf(item);
    if (others.includes(item)) shared += weightOf(item);
  }
  for (const item of others) if (!some.includes(item)) all += weightOf(item);
  return all === 0 ? 0 : shared / all;
}

/** 1 at the same price, 0 from a quarter or the fourfold on. */
function priceLikeness(entry: Entry, { target, currency }: Compared): number {
  const price = Math.max(1, entry.offers.get(currency)?.price ?? 0);
  const wanted = Math.max(1, target.offers.get(currency)?.price ?? 0);
  return Math.max(0, 1 - Math.abs(Math.log(price / wanted)) / Math.log(PRICE_RATIO_MAX));
}
