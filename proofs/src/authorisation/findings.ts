// What a part of the proof tried and what it found wrong.

export type Findings = {
  readonly cases: number;
  readonly faults: readonly string[];
  readonly figures: readonly string[];
};

/** Collects while a part runs; each call of `check` is one case. */
export class Notes {
  #cases = 0;
  readonly #faults: string[] = [];

  check(isRight: boolean, fault: () => string): void {
    this.#cases += 1;
    if (!isRight) this.#faults.push(fault());
  }

  fault(text: string): void {
    this.#faults.push(text);
  }

  get cases(): number {
    return this.#cases;
  }

  /** A part that tried nothing has shown nothing. */
  findings(part: string, figures: readonly string[]): Findings {
    const nothing = this.#cases === 0 ? [`${part}: no case was tried`] : [];
    return { cases: this.#cases, faults: [...this.#faults, ...nothing], figures };
  }
}
