// The words of products' names in order, each with the products it is in: what completes a word while it is typed.
import type { Entry } from "./entries.ts";

/** The first letters of a word begin many: so many of the commonest are looked at. */
const WORDS_LOOKED_AT_MAX = 40;

type Posting = { readonly word: string; readonly numbers: number[] };

/** Numbers are never taken out: whoever reads asks the product itself whether it still has the word. */
export class NameIndex {
  readonly #postings = new Map<string, Posting>();
  /** Sorted when it is next read. */
  #words: Posting[] = [];
  #isSorted = true;

  add({ number, nameWords }: Entry): void {
    for (const word of nameWords) {
      const known = this.#postings.get(word);
      if (known !== undefined) {
        if (known.numbers.at(-1) !== number) known.numbers.push(number);
        continue;
      }
      const posting = { word, numbers: [number] };
      this.#postings.set(word, posting);
      this.#words.push(posting);
      this.#isSorted = false;
    }
  }

  /** In how many names the word is, or was. */
  usesOf(word: string): number {
    return this.#postings.get(word)?.numbers.length ?? 0;
  }

  /** Products with a word that begins so, of each word the latest ones; some of them more than once. */
  numbersOf(prefix: string, perWordMax: number): readonly number[] {
    return this.#commonest(prefix).flatMap(({ numbers }) => numbers.slice(-perWordMax));
  }

  #commonest(prefix: string): readonly Posting[] {
    return this.#range(prefix)
      .toSorted((one, other) => other.numbers.length - one.numbers.length || (one.word < other.word ? -1 : 1))
      .slice(0, WORDS_LOOKED_AT_MAX);
  }

  #range(prefix: string): readonly Posting[] {
    if (!this.#isSorted) this.#words = this.#words.toSorted((one, other) => (one.word < other.word ? -1 : 1));
    this.#isSorted = true;
    const from = this.#placeOf(prefix);
    const to = this.#placeOf(`${prefix}\u{10FFFF}`);
    return this.#words.slice(from, to);
  }

  #placeOf(word: string): number {
    let [low, high] = [0, this.#words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle]?.word ?? "") < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
