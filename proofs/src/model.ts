// Random sequences of commands on a real shop, many at once, must end as in a small reference model: carts, orders, payments, stock.
import { atMost, inTurns } from "./crowd.ts";
import { compare, ON_HAND, PRICES_MINOR } from "./model/compare.ts";
import { createSequence } from "./model/sequence.ts";
import type { Result, Say } from "./proof.ts";
import { createRandom } from "./random.ts";
import { openStage } from "./stage.ts";
import { signIn, type Staff } from "./staff.ts";

export type ModelOptions = { readonly seed: number; readonly sequences: number; readonly say: Say };

/** So many at once, each sequence with goods of its own: what one does cannot change what another one sees. */
const SHOPPERS = 12;
const STEPS_SAID = 500;
/** A sequence of its own seed can be run alone: `--seed <that> --sequences 1`. */
const SEED_MAX = 2 ** 31;

export async function proveModel({ seed, sequences, say }: ModelOptions): Promise<Result> {
  const stage = await openStage({ random: createRandom(seed) });
  let faults: readonly string[] = ["the proof did not come to its end"];
  try {
    const staff = await signIn(stage.client);
    const waiting = Array.from({ length: sequences }, (_, index) => (seed + index) % SEED_MAX);
    const shoppers = Array.from({ length: Math.min(SHOPPERS, sequences) }, (_, index) => index);
    const tally = { sequences: 0, commands: 0 };
    const startedAt = performance.now();
    const found = await atMost(shoppers.length, shoppers, async () => {
      const differences: string[] = [];
      for (let own = waiting.shift(); own !== undefined; own = waiting.shift()) {
        const commands = createSequence(createRandom(own), PRICES_MINOR.length);
        const party = { client: stage.client, staff, variantIds: await makeGoods(staff) };
        const difference = await compare(party, commands);
        tally.sequences += 1;
        tally.commands += commands.length;
        if (tally.sequences % STEPS_SAID === 0) say(`${tally.sequences} sequences`);
        if (difference === undefined) continue;
        differences.push(`seed ${own}: ${difference} of ${JSON.stringify(commands)}`);
        say(differences.at(-1) ?? "");
      }
      return differences;
    });
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const verdict = await stage.settle();
    faults = [...found.flat(), ...stage.client.faults, ...verdict.faults];
    const { orders, movements } = verdict.evidence;
    return {
      name: "model",
      cases: tally.sequences,
      faults,
      figures: [
        `seeds ${seed} to ${(seed + sequences - 1) % SEED_MAX}, ${tally.commands} commands in ${seconds} s`,
        `${orders.length} orders, ${movements.length} movements of money`,
      ],
    };
  } finally {
    await stage.close({ keepsFolder: faults.length > 0 });
  }
}

function makeGoods(staff: Staff): Promise<readonly string[]> {
  return inTurns(PRICES_MINOR, (priceMinor) => staff.addGoods({ priceMinor, stock: ON_HAND }));
}
