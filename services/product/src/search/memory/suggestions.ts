// What a half-typed text may become: products of such a name, and the text with its last word completed.
import { completionsOf } from "../domain/completions.ts";
import type { SuggestionAnswer, SuggestionQuestion } from "../engine.ts";
import type { Entry } from "./entries.ts";
import type { MemoryView } from "./product-memory.ts";

const LIKES_THE_BEGINNING = 8;
const LIKES_STOCK = 4;
const LIKES_FEATURED = 2;
/** Of each word, so many products are looked at: more where another word has to be theirs, too. */
const LOOKED_AT_MAX = 300;
const LOOKED_THROUGH_MAX = 5_000;

type Fit = { readonly entry: Entry; readonly score: number };

export function suggestFrom(view: MemoryView, question: SuggestionQuestion): SuggestionAnswer {
  const { words, currency, limit } = question;
  const last = words.slice(-1).join("");
  const others = words.slice(0, -1);
  const best: Fit[] = [];
  const seen = new Set<number>();
  const names: (readonly string[])[] = [];
  const numbers =
    others.length === 0
      ? view.names.numbersOf(last, LOOKED_AT_MAX)
      : view.names.numbersOf(rarest(view, others), LOOKED_THROUGH_MAX);
  for (const number of numbers) {
    const entry = view.entries[number];
    if (entry === undefined || seen.has(number) || !fits(entry, { others, last, currency })) continue;
    seen.add(number);
    keepBest(best, { entry, score: scoreOf(entry, words.join(" ")) }, limit);
    names.push(entry.nameWords);
  }
  return { ids: best.map(({ entry }) => entry.id), completions: completionsOf(words, names) };
}

/** The word that the fewest names have. */
function rarest({ names }: MemoryView, words: readonly string[]): string {
  return words.reduce((rare, word) => (names.usesOf(word) < names.usesOf(rare) ? word : rare));
}

type Wanted = { readonly others: readonly string[]; readonly last: string; readonly currency: string };

function fits({ isActive, offers, nameWords }: Entry, { others, last, currency }: Wanted): boolean {
  return (
    isActive &&
    offers.has(currency) &&
    nameWords.some((own) => own.startsWith(last)) &&
    others.every((word) => nameWords.some((own) => own.startsWith(word)))
  );
}

function scoreOf(entry: Entry, phrase: string): number {
  return (
    (entry.nameKey.startsWith(phrase) ? LIKES_THE_BEGINNING : 0) +
    (entry.inStock ? LIKES_STOCK : 0) +
    (entry.featured ? LIKES_FEATURED : 0)
  );
}

/** In order, the best first. */
function keepBest(best: Fit[], fit: Fit, limit: number): void {
  const worst = best.at(-1);
  if (best.length >= limit && worst !== undefined && !isBetter(fit, worst)) return;
  const place = best.findIndex((other) => isBetter(fit, other));
  best.splice(place === -1 ? best.length : place, 0, fit);
  if (best.length > limit) best.pop();
}

/** Then shorter names first: they say less that was not typed. */
function isBetter(one: Fit, other: Fit): boolean {
  const [name, otherName] = [one.entry.nameKey, other.entry.nameKey];
  return (other.score - one.score || name.length - otherName.length || (name < otherName ? -1 : 1)) < 0;
}
