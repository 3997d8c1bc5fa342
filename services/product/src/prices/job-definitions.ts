// The job that comes when a price list begins or ends.
import type { AnyDb } from "@souk/db";
import { cancelJob, defineJob, enqueue } from "@souk/jobs";

/** Nothing else would show the new prices; failures are counted and logged all the same. */
const ATTEMPTS_MAX = 1_000_000;

export const TurnPriceList = defineJob<{ readonly priceListId: string }>({
  name: "product.turn-price-list",
  attemptsMax: ATTEMPTS_MAX,
});

export type PriceListTimes = {
  readonly id: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
};

/** In the transaction that writes the list; what was promised for its former times is taken back. */
export async function scheduleTurns(db: AnyDb, { id, startsAt, endsAt }: PriceListTimes): Promise<void> {
  const turns = [
    ["start", startsAt],
    ["end", endsAt],
  ] as const;
  for (const [turn, runAt] of turns) {
    const key = `${id} ${turn}`;
    if (runAt === null) await cancelJob(db, TurnPriceList, key);
    else await enqueue(db, TurnPriceList, { key, data: { priceListId: id }, runAt, replace: true });
  }
}

export const cancelTurns = (db: AnyDb, id: string): Promise<void> =>
  scheduleTurns(db, { id, startsAt: null, endsAt: null });
