// A day of trade with planted differences of every kind: reconciliation must find all of them, invent none, and have each repaired, so that in
// the end the ledger is what the provider's books come to. The shop and the provider share a clock that runs as fast as the work is done.
import { createRandom, type Random } from "./random.ts";
import type { Result, Say } from "./proof.ts";
import { openMarket, type Market } from "./trade-day-market.ts";
import { type Expected, judgeDay, type TradeDay } from "./trade-day-verdict.ts";

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
/** More than what reconciliation leaves alone because it may be on its way. */
const SETTLE_MINUTES = 3;
/** Repairs have consequences, such as an order whose money never was, which the next rounds find. */
const REPAIR_ROUNDS = 4;
const PLANTS_OF_A_KIND = 2;
const PAYOUT_EVERY_HOURS = 6;

export type TradeDayOptions = {
  readonly seed: number;
  readonly hours: number;
  readonly orders: number;
  readonly say: Say;
};

/** Needs a PostgreSQL server for tests (`setup` of @souk/testing). */
export async function proveTradeDay({ seed, hours, orders, say }: TradeDayOptions): Promise<Result> {
  const random = createRandom(seed);
  const market = await openMarket();
  try {
    const planned = planOf(market, { random, hours });
    const planted: Expected[] = [];
    const traded = new Map<string, number>();
    for (let hour = 0; hour < hours; hour += 1) {
      for (let sold = 0; sold < orders / hours; sold += 1) {
        const deal = await market.trade(random);
        traded.set(deal, (traded.get(deal) ?? 0) + 1);
      }
      if (hour % PAYOUT_EVERY_HOURS === 0) await market.payOut();
      for (const kind of planned[hour] ?? []) planted.push(await market.plant(kind));
      await passAnHour(market);
      say(`hour ${hour + 1}: ${planted.length} differences planted so far`);
    }
    const day: TradeDay = { planted, ...(await market.outcome(planted)) };
    const verdict = judgeDay(day);
    const deals = [...traded]
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([deal, count]) => `${count} ${deal}`);
    return {
      name: "trade-day",
      cases: planted.length,
      figures: [`seed ${seed}, ${hours} hours, ${orders} orders: ${deals.join(", ")}`, ...verdict.figures],
      faults: verdict.faults,
    };
  } finally {
    await market.close();
  }
}

/** What is done early in the hour is found before it is over, and staff repair what waits for them. */
async function passAnHour(market: Market): Promise<void> {
  await market.reconcile(); // Everything is on its way still: nothing may be found of it.
  for (let round = 0; round < REPAIR_ROUNDS; round += 1) {
    market.pass(SETTLE_MINUTES * MINUTE_MS);
    await market.reconcile();
    await market.repairOpen();
  }
  market.pass((HOUR_MINUTES - REPAIR_ROUNDS * SETTLE_MINUTES) * MINUTE_MS);
  await market.doChores();
}

/** Every kind several times, at hours that the seed chooses. */
function planOf(market: Market, { random, hours }: { readonly random: Random; readonly hours: number }) {
  const plan: (typeof market.kinds)[number][][] = Array.from({ length: hours }, () => []);
  for (const kind of market.kinds)
    for (let copy = 0; copy < PLANTS_OF_A_KIND; copy += 1) plan[random.integer(0, hours - 1)]?.push(kind);
  return plan;
}
