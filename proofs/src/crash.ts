// Kills the shop again and again while people buy, starts it again each time, and judges what is left when all is quiet.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { readLedger, readStock } from "./database-evidence.ts";
import type { LedgerEntry } from "./evidence.ts";
import { ledgerBalances, ledgerOnlyGrew, stockAddsUp } from "./invariants.ts";
import { nothingOverdrawn } from "./invariants/credits.ts";
import { readLimited } from "./order-evidence.ts";
import type { Result, Say } from "./proof.ts";
import { createRandom, type Random } from "./random.ts";
import { cancelOrder, CartRefused, fillCart, orderCall, placedOrder } from "./shopper.ts";
import { openStage, type Stage } from "./stage.ts";
import { signIn } from "./staff.ts";

/** They come whether others are served or not; those whose request was cut off keep trying for half a minute. */
const SHOPPERS_MAX = 60;
const ARRIVAL_MS = { min: 10, max: 70 };
const GOODS = { plenty: 3, plentyStock: 100_000, scarceStock: 25 };
/** Between the moment the shop can sell again and the next kill. */
const UPTIME_MS = { min: 200, max: 2_500 };
/** Orders that nobody pays are given up within the proof's time. */
const PAYMENT_WINDOW_SECONDS = 20;
const WATCH_EVERY_MS = 1_000;
const tokens = [
  "tok_visa",
  "tok_visa",
  "tok_visa",
  "tok_visa",
  "tok_visa",
  "tok_declined",
  "tok_timeout_after_charge",
] as const;
const CANCELLED_PERCENT = 15;
const CONFLICT = 409;

export type CrashOptions = { readonly seed: number; readonly kills: number; readonly say: Say };
type Tally = {
  checkouts: number;
  confirmed: number;
  cancelled: number;
  refused: number;
  readonly faults: string[];
};

export async function proveCrash({ seed, kills, say }: CrashOptions): Promise<Result> {
  const random = createRandom(seed);
  const uptimesMs = Array.from({ length: kills }, () => random.integer(UPTIME_MS.min, UPTIME_MS.max));
  const stage = await openStage({
    random,
    env: { ORDER_PAYMENT_WINDOW_SECONDS: String(PAYMENT_WINDOW_SECONDS) },
  });
  let faults: readonly string[] = ["the proof did not come to its end"];
  try {
    const variantIds = await stock(stage);
    const tally: Tally = { checkouts: 0, confirmed: 0, cancelled: 0, refused: 0, faults: [] };
    const ending = new AbortController();
    const shopping = shopUntil(ending.signal, { stage, variantIds, tally, random });
    const watching = watchUntil(ending.signal, stage);
    const readyMs = await killAgainAndAgain(stage, { uptimesMs, say });
    ending.abort();
    await shopping;
    const watched = await watching;
    say("Waiting until all is quiet …");
    const verdict = await stage.settle();
    faults = [...tally.faults, ...watched.faults, ...stage.client.faults, ...verdict.faults];
    const doubtful = verdict.evidence.notifications.filter(({ status }) => status === "unconfirmed").length;
    return {
      name: "crash",
      cases: Math.min(kills, tally.checkouts),
      faults,
      figures: [
        `seed ${seed}, ${kills} kills, ${tally.checkouts} checkouts: ${tally.confirmed} confirmed, ${tally.cancelled} cancelled later, ${tally.refused} refused`,
        `${verdict.evidence.orders.length} orders, ${verdict.evidence.movements.length} movements of money, ${verdict.evidence.mails.length} mails (${doubtful} in doubt)`,
        `ready again after ${Math.round(Math.max(...readyMs))} ms at most; quiet ${Math.round(verdict.settledMs)} ms after the last checkout`,
        `I4, I5 and I6 looked at ${watched.looks} times while it went on`,
      ],
    };
  } finally {
    await stage.close({ keepsFolder: faults.length > 0 });
  }
}

async function stock({ client }: Stage): Promise<readonly [string, ...string[]]> {
  const staff = await signIn(client);
  const scarce = await staff.addGoods({ priceMinor: 1_900, stock: GOODS.scarceStock });
  const plenty: string[] = [];
  for (let index = 0; index < GOODS.plenty; index += 1) {
    plenty.push(await staff.addGoods({ priceMinor: 2_500 + index, stock: GOODS.plentyStock }));
  }
  return [scarce, ...plenty];
}

async function killAgainAndAgain(
  stage: Stage,
  { uptimesMs, say }: { readonly uptimesMs: readonly number[]; readonly say: Say },
): Promise<readonly number[]> {
  const readyMs: number[] = [];
  for (const [index, uptimeMs] of uptimesMs.entries()) {
    const end = await Promise.race([delay(uptimeMs), stage.shop().ended]);
    if (end !== undefined) throw new Error(`The shop ended by itself (${end}).`);
    readyMs.push(await stage.killAndRestart());
    say(
      `kill ${index + 1} of ${uptimesMs.length} after ${uptimeMs} ms, ready again after ${Math.round(readyMs.at(-1) ?? 0)} ms`,
    );
  }
  return readyMs;
}

type Shopping = {
  readonly stage: Stage;
  readonly variantIds: readonly [string, ...string[]];
  readonly tally: Tally;
  readonly random: Random;
};

async function shopUntil(ending: AbortSignal, shopping: Shopping): Promise<void> {
  const { random, tally } = shopping;
  const inside = new Set<Promise<void>>();
  while (!ending.aborted) {
    if (inside.size < SHOPPERS_MAX) {
      const visit = checkOut(shopping)
        .then(() => void (tally.checkouts += 1))
        .catch((error: unknown) => turnedAway(tally, error))
        .finally(() => inside.delete(visit));
      inside.add(visit);
    }
    await delay(random.integer(ARRIVAL_MS.min, ARRIVAL_MS.max));
  }
  await Promise.all(inside);
}

/** Sold out before it was ordered is how it goes; anything else is not. */
function turnedAway(tally: Tally, error: unknown): void {
  if (error instanceof CartRefused && error.status === CONFLICT) tally.refused += 1;
  else tally.faults.push(`a checkout could not be done: ${String(error)}`);
}

async function checkOut({ stage: { client }, variantIds, tally, random }: Shopping): Promise<void> {
  const first = random.pick(variantIds);
  const second = random.pick(variantIds);
  const wanted = [...new Set([first, second])].map((variantId) => ({
    variantId,
    quantity: random.integer(1, 3),
  }));
  const token = random.pick(tokens);
  const isCancelled = random.integer(1, 100) <= CANCELLED_PERCENT;
  const email = `${randomUUID()}@example.com`;
  const cart = await fillCart({ client, wanted, email, newKey: randomUUID });
  const answer = await client.persist(orderCall({ cart, token, key: randomUUID() }));
  const placed = placedOrder(answer);
  if (!placed) {
    tally.refused += 1;
    if (answer.status !== CONFLICT) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return;
  }
  if (placed.order.status !== "confirmed") return;
  tally.confirmed += 1;
  if (!isCancelled) return;
  const cancelled = await cancelOrder(client, placed);
  if (cancelled.status !== 200) throw new Error(`${cancelled.status} ${JSON.stringify(cancelled.body)}`);
  tally.cancelled += 1;
}

/** The invariants that may not be broken for a moment, looked at every second; a server that is down says nothing. */
async function watchUntil(
  ending: AbortSignal,
  { database }: Stage,
): Promise<{ readonly looks: number; readonly faults: readonly string[] }> {
  const faults = new Set<string>();
  let looks = 0;
  let earlier: readonly LedgerEntry[] = [];
  while (!ending.aborted) {
    try {
      const ledger = await readLedger(database);
      const found = [
        ...ledgerBalances(ledger),
        ...ledgerOnlyGrew(earlier, ledger),
        ...stockAddsUp(await readStock(database)),
        ...nothingOverdrawn(await readLimited(database)),
      ];
      for (const fault of found) faults.add(`while it went on: ${fault}`);
      earlier = ledger;
      looks += 1;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    await delay(WATCH_EVERY_MS);
  }
  return { looks, faults: [...faults] };
}
