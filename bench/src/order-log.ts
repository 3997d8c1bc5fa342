// A made-up but realistic log of orders: a few products sell most, some sets of goods are used together across categories, shoppers
// look around in one category, and nearly every basket holds something that has nothing to do with the rest. The same for the same seed.

export type LoggedProduct = { readonly id: string; readonly categorySlug: string | null };
export type OrderLog = readonly (readonly string[])[];
export type OrderLogOptions = { readonly seed: number; readonly orders: number };

const SETS = 40;
const SET_PRODUCTS_MIN = 3;
const SET_PRODUCTS_MAX = 6;
/** How unequal sales are: the exponent of Zipf's law. */
const SKEW = 0.9;
const FROM_A_SET = 0.55;
const TAKEN_OF_A_SET = 0.55;
const FROM_A_CATEGORY = 0.3;
const CATEGORY_PRODUCTS_MAX = 3;
const ODD_ONE = 0.5;

export function makeOrderLog(products: readonly LoggedProduct[], options: OrderLogOptions): OrderLog {
  const random = randomFrom(options.seed);
  const shuffled = products
    .map((product) => ({ product, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ product }) => product);
  const pick = zipfPicker(random);
  const sets = Array.from({ length: SETS }, () => {
    const size = SET_PRODUCTS_MIN + Math.floor(random() * (SET_PRODUCTS_MAX - SET_PRODUCTS_MIN + 1));
    return Array.from({ length: size }, () => shuffled[Math.floor(random() * shuffled.length)]?.id ?? "");
  });
  const byCategory = [...Map.groupBy(shuffled, ({ categorySlug }) => categorySlug).values()];
  return Array.from({ length: options.orders }, () => {
    const basket = new Set<string>();
    const kind = random();
    if (kind < FROM_A_SET) {
      for (const id of pick(sets) ?? []) if (random() < TAKEN_OF_A_SET) basket.add(id);
    } else if (kind < FROM_A_SET + FROM_A_CATEGORY) {
      const category = pick(byCategory) ?? [];
      const wanted = 1 + Math.floor(random() * CATEGORY_PRODUCTS_MAX);
      for (let index = 0; index < wanted; index += 1) basket.add(pick(category)?.id ?? "");
    }
    if (basket.size === 0 || random() < ODD_ONE) basket.add(pick(shuffled)?.id ?? "");
    return [...basket].filter((id) => id !== "");
  });
}

/** Numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Picks from a list, its first items far more often than its last ones. */
function zipfPicker(random: () => number) {
  const sums = new Map<number, readonly number[]>();
  const sumsOf = (length: number): readonly number[] => {
    let sum = 0;
    const made = sums.get(length) ?? Array.from({ length }, (_, index) => (sum += 1 / (index + 1) ** SKEW));
    sums.set(length, made);
    return made;
  };
  return <Item>(list: readonly Item[]): Item | undefined => {
    const weights = sumsOf(list.length);
    const point = random() * (weights.at(-1) ?? 0);
    return list[weights.findIndex((weight) => weight >= point)];
  };
}
