// Reads what items are now, for many pages at once: whoever asks while a read is under way is answered by the next one, which asks for all
// of them together. Nobody is told of anything older than their question, and a busy shop asks the database a tenth as often.
import type { AnyDb } from "@souk/db";
import { listItemStates, type ItemsQuestion, type ItemState } from "./store/item-rows.ts";

export type ItemStates = {
  /** In the order of the ids; those that have no price in the currency are left out. */
  read(question: ItemsQuestion): Promise<readonly ItemState[]>;
};

/** Reads under way at the same time: one for each core that the database may use besides ours. */
const LANES = 2;
/** Of one read; a page has at most a hundred. */
const IDS_MAX = 1_000;

type Waiting = {
  readonly question: ItemsQuestion;
  readonly states: PromiseWithResolvers<readonly ItemState[]>;
};

export function createItemStates(db: AnyDb): ItemStates {
  const waiting: Waiting[] = [];
  let lanes = 0;

  const readTogether = async (batch: readonly Waiting[], currency: string): Promise<void> => {
    try {
      const ids = [...new Set(batch.flatMap(({ question }) => question.ids))];
      const states = await listItemStates(db, { ids, currency });
      const byId = new Map(states.map((state) => [state.id, state]));
      for (const one of batch) one.states.resolve(one.question.ids.flatMap((id) => byId.get(id) ?? []));
    } catch (error) {
      for (const one of batch) one.states.reject(error);
    }
  };
  const work = async (): Promise<void> => {
    lanes += 1;
    for (let [first] = waiting; first !== undefined; [first] = waiting) {
      const { currency } = first.question;
      await readTogether(takeBatch(waiting, currency), currency);
    }
    lanes -= 1;
  };
  return {
    read(question) {
      const states = Promise.withResolvers<readonly ItemState[]>();
      waiting.push({ question, states });
      if (lanes < LANES) void work();
      return states.promise;
    },
  };
}

/** The oldest of one currency, as many as fit into one read. */
function takeBatch(waiting: Waiting[], currency: string): Waiting[] {
  const batch: Waiting[] = [];
  const later: Waiting[] = [];
  let ids = 0;
  for (const one of waiting.splice(0)) {
    const isTaken =
      one.question.currency === currency && (ids === 0 || ids + one.question.ids.length <= IDS_MAX);
    if (isTaken) ids += one.question.ids.length;
    (isTaken ? batch : later).push(one);
  }
  waiting.push(...later);
  return batch;
}
