// Which products' texts changed, counted in generations: what was found in one can be brought up to another by asking about those alone.

/** Beyond so many it is no dearer to find everything anew. */
const KNOWN_MAX = 300;

export class TextChanges {
  #numbers: number[] = [];
  /** The generation before the first change that is known. */
  #knownFrom = 0;

  /** Grows with each change of a text. */
  get generation(): number {
    return this.#knownFrom + this.#numbers.length;
  }

  note(number: number): void {
    this.#numbers.push(number);
    if (this.#numbers.length > KNOWN_MAX) this.forget();
  }

  /** Any text may have changed. */
  forget(): void {
    this.#knownFrom = this.generation + 1;
    this.#numbers = [];
  }

  /** The products whose texts changed after that generation; undefined where that is not known. */
  since(generation: number): readonly number[] | undefined {
    if (generation < this.#knownFrom) return undefined;
    return [...new Set(this.#numbers.slice(generation - this.#knownFrom))];
  }
}
