// Reads what items are now, for many pages at once: a busy shop asks the database a tenth as often.
import { type AnyDb, gathered } from "@souk/db";
import { listItemStates, type ItemsQuestion, type ItemState } from "./store/item-rows.ts";

/** In the order of the ids; those that have no price in the currency are left out. */
export type ItemStates = (question: ItemsQuestion) => Promise<readonly ItemState[]>;

/** One lane for each core that the database may use besides ours; pages of at most a hundred items. */
const TOGETHER = { lanes: 2, questionsMax: 32 };

export function createItemStates(db: AnyDb): ItemStates {
  return gathered(async (questions) => {
    const idsByCurrency = Map.groupBy(questions, ({ currency }) => currency);
    const wanted = [...idsByCurrency].map(([currency, asked]) => ({
      currency,
      ids: [...new Set(asked.flatMap(({ ids }) => ids))],
    }));
    const lists = await listItemStates(db, wanted);
    const found = new Map(
      wanted.map(({ currency }, index) => [
        currency,
        new Map(lists[index]?.map((state) => [state.id, state])),
      ]),
    );
    return ({ ids, currency }) => ids.flatMap((id) => found.get(currency)?.get(id) ?? []);
  }, TOGETHER);
}
