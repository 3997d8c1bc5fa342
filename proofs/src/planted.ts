// The proofs themselves are tried: bugs are planted into a copy of the product, one at a time, and the proof that is named for each must turn red.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { inTurns } from "./crowd.ts";
import { type Bug, bugs } from "./planted/bugs.ts";
import { plant } from "./planted/plant.ts";
import { copyTree, type TreeCopy } from "./planted/tree-copy.ts";
import { trackProcess } from "./processes.ts";
import type { Result, Say } from "./proof.ts";

export type PlantedOptions = {
  readonly seed: number;
  /** The name of one bug, or the beginning of several. */
  readonly only?: string | undefined;
  readonly say: Say;
};

/** What is told of a run that said something else than it should. */
const TAIL_LENGTH = 600;

type Caught = { readonly bug: Bug; readonly fault: string | undefined };

export async function provePlanted({ seed, only = "", say }: PlantedOptions): Promise<Result> {
  const chosen = bugs.filter(({ name }) => name.startsWith(only));
  const tree = await copyTree();
  try {
    const caught = await inTurns(chosen, async (bug): Promise<Caught> => {
      const startedAt = performance.now();
      const fault = await faultOf(tree, bug, seed);
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      const by = bug.proof.join(" ");
      say(`${bug.name} (${bug.breaks}): ${fault ?? `caught by ${by}`}, ${seconds} s`);
      return { bug, fault };
    });
    const missed = caught.filter(({ fault }) => fault !== undefined);
    return {
      name: "planted",
      cases: chosen.length,
      faults: missed.map(({ bug, fault }) => `${bug.name}: ${fault}`),
      figures: [`seed ${seed}, ${chosen.length} bugs, ${chosen.length - missed.length} of them caught`],
    };
  } finally {
    await tree.remove();
  }
}

/** Undefined where the bug was caught. */
// oxlint-disable-next-line max-params -- where, what, and by what numbers
async function faultOf(tree: TreeCopy, bug: Bug, seed: number): Promise<string | undefined> {
  const takeOut = await plant(tree, bug);
  if (typeof takeOut === "string") return takeOut;
  try {
    const { status, said } = await runIn(tree, [...bug.proof, "--seed", String(seed)]);
    const by = bug.proof.join(" ");
    if (status === 0) return `not caught by ${by}`;
    return bug.expects.test(said)
      ? undefined
      : `${by} ended with ${status} and did not say ${bug.expects}: ${said.slice(-TAIL_LENGTH)}`;
  } finally {
    await takeOut();
  }
}

/** As `npm run proofs` does, with the sources of the copy. */
async function runIn({ directory }: TreeCopy, parameters: readonly string[]) {
  const program = `${directory}/proofs/src/run.ts`;
  const child = spawn(process.execPath, [program, ...parameters], { stdio: ["ignore", "pipe", "pipe"] });
  trackProcess(child);
  let said = "";
  for (const pipe of [child.stdout, child.stderr])
    pipe.on("data", (part: Buffer) => (said += part.toString()));
  const [status] = await once(child, "close");
  return { status: Number(status), said };
}
