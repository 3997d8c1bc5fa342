// Changes that many callers want at the same moment, made together; a single one is made as it is. Nobody waits for company: what gathers
// is what comes while the lanes are busy. How many wait is bounded by the calls under way, each with its deadline. (Reads share
// `gathered` of @souk/db: they have no context of their own, and no weight.)
import { AsyncLocalStorage } from "node:async_hooks";

export type TogetherOptions<Item, Answer> = {
  /** Gives an answer for each item, in their order. */
  readonly work: (items: readonly Item[]) => Promise<readonly Answer[]>;
  readonly weightOf: (item: Item) => number;
  /** Of what is answered together; a single item may weigh more. */
  readonly weightMax: number;
  /** How many at once: more than one, so that who waits for a row does not stop those who do not want it. */
  readonly lanesMax: number;
};
type Waiting<Item, Answer> = {
  readonly item: Item;
  readonly answer: PromiseWithResolvers<Answer>;
  /** Trace, deadline and what else belongs to the caller. */
  readonly inContext: ReturnType<typeof AsyncLocalStorage.snapshot>;
};

export class Together<Item, Answer> {
  readonly #options: TogetherOptions<Item, Answer>;
  #waiting: Waiting<Item, Answer>[] = [];
  #lanes = 0;
  #isLaneDue = false;

  constructor(options: TogetherOptions<Item, Answer>) {
    this.#options = options;
  }

  ask(item: Item): Promise<Answer> {
    const answer = Promise.withResolvers<Answer>();
    this.#waiting.push({ item, answer, inContext: AsyncLocalStorage.snapshot() });
    this.#openLane();
    return answer.promise;
  }

  /** At the end of this turn of the event loop: those who were answered together come back together. */
  #openLane(): void {
    if (this.#isLaneDue || this.#lanes === this.#options.lanesMax) return;
    this.#isLaneDue = true;
    setImmediate(() => {
      this.#isLaneDue = false;
      void this.#workThrough();
    });
  }

  async #workThrough(): Promise<void> {
    this.#lanes += 1;
    while (this.#waiting.length > 0) await this.#answer(this.#takeSome());
    this.#lanes -= 1;
  }

  async #answer(some: readonly Waiting<Item, Answer>[]): Promise<void> {
    const items = some.map(({ item }) => item);
    try {
      const answers = await some[0]?.inContext(() => this.#options.work(items));
      for (const [index, answer] of (answers ?? []).entries()) some[index]?.answer.resolve(answer);
    } catch (error) {
      for (const { answer } of some) answer.reject(error);
    }
  }

  /** At least one, then as many as fit. */
  #takeSome(): readonly Waiting<Item, Answer>[] {
    let weight = 0;
    const end = this.#waiting.findIndex(({ item }, index) => {
      weight += this.#options.weightOf(item);
      return index > 0 && weight > this.#options.weightMax;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
  }
}
