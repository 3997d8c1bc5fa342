// Work that comes from many places and is done together: what is added while one batch is on its way goes with the next.

type Waiting<Item> = { readonly items: readonly Item[]; readonly done: PromiseWithResolvers<void> };

export class Gathered<Item> {
  readonly #work: (items: readonly Item[]) => Promise<void>;
  readonly #itemsMax: number;
  readonly #waiting: Waiting<Item>[] = [];
  #isWorking = false;

  constructor(work: (items: readonly Item[]) => Promise<void>, itemsMax: number) {
    this.#work = work;
    this.#itemsMax = itemsMax;
  }

  /** Resolves, or rejects, with the batch that the items went into. */
  async add(items: readonly Item[]): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#waiting.push({ items, done });
    if (!this.#isWorking) void this.#workThrough();
    await done.promise;
  }

  async #workThrough(): Promise<void> {
    this.#isWorking = true;
    while (this.#waiting.length > 0) {
      const batch = this.#takeBatch();
      try {
        await this.#work(batch.flatMap(({ items }) => items));
        for (const { done } of batch) done.resolve();
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    this.#isWorking = false;
  }

  /** At least one, then as many as fit. */
  #takeBatch(): readonly Waiting<Item>[] {
    let size = 0;
    const end = this.#waiting.findIndex(
      ({ items }, index) => (size += items.length) > this.#itemsMax && index > 0,
    );
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
  }
}
