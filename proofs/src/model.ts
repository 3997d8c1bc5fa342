// Random sequences of commands on a real shop, many at once, must end as in a small reference model: carts, prices, credits, orders, payments, stock.
import { atMost } from "./crowd.ts";
import { compare } from "./model/compare.ts";
import { makeCoupons, type Shop } from "./model/party.ts";
import { createSequence, type Sequence } from "./model/sequence.ts";
import { shrink } from "./model/shrink.ts";
import type { Result, Say } from "./proof.ts";
import { createRandom } from "./random.ts";
import { openStage } from "./stage.ts";
import { signIn } from "./staff.ts";

export type ModelOptions = {
  readonly seed: number;
  readonly sequences: number;
  /** So many of the differences are made as short as possible, each of which takes as many runs again. */
  readonly shrink: number;
  /** After so many nothing more is tried. */
  readonly differences: number;
  readonly say: Say;
};

/** So many at once, each sequence with goods of its own: what one does cannot change what another one sees. */
const SHOPPERS = 12;
const STEPS_SAID = 100;
/** A sequence of its own seed can be run alone: `--seed <that> --sequences 1`. */
const SEED_MAX = 2 ** 31;

type Tally = { sequences: number; commands: number; customers: number; readonly differences: string[] };

export async function proveModel(options: ModelOptions): Promise<Result> {
  const { seed, sequences } = options;
  const stage = await openStage({ random: createRandom(seed) });
  let faults: readonly string[] = ["the proof did not come to its end"];
  try {
    const staff = await signIn(stage.client);
    const shop = { client: stage.client, staff, coupons: await makeCoupons(staff) };
    const seeds = Array.from({ length: sequences }, (_, index) => (seed + index) % SEED_MAX);
    const tally: Tally = { sequences: 0, commands: 0, customers: 0, differences: [] };
    const startedAt = performance.now();
    const isEnough = (): boolean => tally.differences.length >= options.differences;
    await atMost(SHOPPERS, seeds, async (own) => {
      if (!isEnough()) await tryOne(shop, { ...options, own, tally });
    });
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const { faults: broken, evidence } = await stage.settle({ waits: !isEnough() });
    faults = [...tally.differences, ...stage.client.faults, ...broken];
    const { orders, movements } = evidence;
    return {
      name: "model",
      cases: tally.sequences,
      faults,
      figures: [
        `seeds ${seed} to ${(seed + sequences - 1) % SEED_MAX}, ${tally.commands} commands in ${seconds} s, ${tally.customers} sequences by customers, the others by guests`,
        `${orders.length} orders, ${movements.length} movements of money`,
      ],
    };
  } finally {
    await stage.close({ keepsFolder: faults.length > 0 });
  }
}

type Trying = ModelOptions & { readonly own: number; readonly tally: Tally };

async function tryOne(shop: Shop, { own, tally, shrink: shrunkMax, say }: Trying): Promise<void> {
  const sequence = createSequence(createRandom(own));
  const difference = await compare(shop, sequence);
  tally.sequences += 1;
  tally.commands += sequence.commands.length;
  if (sequence.isCustomer) tally.customers += 1;
  if (tally.sequences % STEPS_SAID === 0) say(`${tally.sequences} sequences`);
  if (difference === undefined) return;
  const told = `seed ${own}: step ${difference.step}, ${difference.what}`;
  say(told);
  const place = tally.differences.push(told) - 1;
  if (place >= shrunkMax) return;
  // What comes after the difference did not make it.
  const upTo: Sequence = { ...sequence, commands: sequence.commands.slice(0, difference.step) };
  const shortest = await shrink(upTo, async (shorter) => (await compare(shop, shorter)) !== undefined);
  const who = shortest.isCustomer ? "a customer" : "a guest";
  const commands = shortest.commands.map((command) => JSON.stringify(command)).join(" ");
  tally.differences[place] = `${told}; as short as it gets, by ${who}: ${commands}`;
  say(tally.differences[place]);
}
