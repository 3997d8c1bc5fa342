// What variants cost and how many are left, for carts and orders: a checkout asks three times within a second, and many ask at once.
// Kept under the rule of the documents that shoppers are shown (src/documents.ts): what was changed in this process counts at once, what
// another process changed (or a price list of a group that begins) half a second later at most. More is not needed: whoever pays has seen a
// total, and the order compares it with the one that is asked for then; and how many are left is decided by the reservation alone.
import { type AnyDb, gathered } from "@souk/db";
import { LRUCache } from "lru-cache";
import type { Changes } from "../changes.ts";
import { listPricedVariants, type PricedVariant, type PriceQuestion } from "./store/priced-variants.ts";

/** Unknown and unsellable variants, and those without a price in the currency, are left out. */
export type PricedVariants = (question: PriceQuestion) => Promise<readonly PricedVariant[]>;

export type PricedVariantsOptions = {
  readonly db: AnyDb;
  readonly changes: Changes;
  readonly nowMs: () => number;
};
/** `variant` is missing where there is nothing to sell. */
type Kept = {
  readonly variant: PricedVariant | undefined;
  readonly freshUntilMs: number;
  readonly readAtTick: number;
};

const FRESH_MS = 500;
/** Of a few hundred bytes each. */
const KEPT_MAX = 5_000;
/** One lane for each core that the database may use besides ours; a question has at most 500 variants. */
const TOGETHER = { lanes: 2, questionsMax: 32 };

export function createPricedVariants({ db, changes, nowMs }: PricedVariantsOptions): PricedVariants {
  const kept = new LRUCache<string, Kept>({ max: KEPT_MAX });

  const load = gathered<PriceQuestion, ReadonlyMap<string, Kept> | undefined>(async (questions) => {
    const [readAtMs, readAtTick] = [nowMs(), changes.tick()];
    const wanted = new Map<string, PriceQuestion>();
    for (const question of questions) {
      const earlier = wanted.get(marketOf(question))?.variantIds ?? [];
      wanted.set(marketOf(question), {
        ...question,
        variantIds: [...new Set([...earlier, ...question.variantIds])],
      });
    }
    const lists = await listPricedVariants(db, [...wanted.values()]);
    const found = new Map<string, ReadonlyMap<string, Kept>>();
    for (const [index, [market, { variantIds }]] of [...wanted].entries()) {
      const byId = new Map(lists[index]?.map((variant) => [variant.variantId, variant]));
      const read = variantIds.map((id): [string, Kept] => [
        id,
        { variant: byId.get(id), freshUntilMs: readAtMs + FRESH_MS, readAtTick },
      ]);
      for (const [id, one] of read) kept.set(`${id} ${market}`, one);
      found.set(market, new Map(read));
    }
    return (question) => found.get(marketOf(question));
  }, TOGETHER);

  const findFresh = (id: string, market: string): Kept | undefined => {
    const one = kept.get(`${id} ${market}`);
    if (one === undefined || nowMs() >= one.freshUntilMs) return undefined;
    return changes.happenedSince(one.readAtTick, [id]) ? undefined : one;
  };

  return async (question) => {
    const market = marketOf(question);
    const ids = [...new Set(question.variantIds)];
    const known = new Map(ids.map((id) => [id, findFresh(id, market)]));
    const missing = ids.filter((id) => known.get(id) === undefined);
    const loaded = missing.length === 0 ? undefined : await load({ ...question, variantIds: missing });
    return ids.flatMap((id) => (known.get(id) ?? loaded?.get(id))?.variant ?? []);
  };
}

/** Who is asked the same prices. */
function marketOf({ currency, customerGroups }: PriceQuestion): string {
  return JSON.stringify([currency, customerGroups.toSorted()]);
}
