// Makes a sequence that ended otherwise than in the model as short as it can be and still does: what is left are the commands that matter.
import type { Sequence } from "./sequence.ts";

const TRIES_MAX = 60;
const TIME_MAX_MS = 180_000;

/** Leaves out one command after another, from the end, as long as what is left still fails. */
export async function shrink(
  sequence: Sequence,
  fails: (shorter: Sequence) => Promise<boolean>,
): Promise<Sequence> {
  const deadline = performance.now() + TIME_MAX_MS;
  let left = sequence;
  let tries = 0;
  for (let hasShrunk = true; hasShrunk;) {
    hasShrunk = false;
    // The first opens the cart that all others are about.
    for (let index = left.commands.length - 1; index > 0; index -= 1) {
      if (tries >= TRIES_MAX || performance.now() > deadline) return left;
      tries += 1;
      const shorter = { ...left, commands: left.commands.toSpliced(index, 1) };
      if (!(await fails(shorter))) continue;
      left = shorter;
      hasShrunk = true;
    }
  }
  return left;
}
