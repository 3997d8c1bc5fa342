// What crash points are counted in, over all flows and kinds of fault, and how it is told.
import { grouped } from "../grouping.ts";
import { invariants } from "../invariants.ts";
import type { FlowName } from "./flows.ts";
import { type FaultKind, faultKinds } from "./gate.ts";

export type SweepCount = { readonly flow: FlowName; readonly kind: FaultKind; readonly count: number };
export type Tally = {
  runs: number;
  struck: number;
  /** The different effects that were struck. */
  readonly labels: Set<string>;
  /** The highest number that was struck, by flow. */
  readonly effects: Map<FlowName, number>;
  readonly sweeps: SweepCount[];
  readonly faults: string[];
  /** How long each killed shop took until it could sell again. */
  readonly readyMs: number[];
  readonly startedAt: number;
};

export function createTally(): Tally {
  const startedAt = performance.now();
  const counts = { runs: 0, struck: 0, labels: new Set<string>(), effects: new Map<FlowName, number>() };
  return { ...counts, sweeps: [], faults: [], readyMs: [], startedAt };
}

export function figuresOf(tally: Tally): readonly string[] {
  const { runs, struck, labels, effects, sweeps, readyMs, startedAt } = tally;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const names = [...new Set(invariants.map(({ name }) => name.split(" ")[0]))].join(", ");
  return [
    `${runs} runs, ${struck} faults at ${labels.size} different effects in ${seconds} s`,
    ...[...grouped(sweeps, ({ flow }) => flow)].map(([flow, some]) => {
      const inOrder = some.toSorted(
        (one, other) => faultKinds.indexOf(one.kind) - faultKinds.indexOf(other.kind),
      );
      const kinds = inOrder.map(({ kind, count }) => `${count} × ${kind}`).join(", ");
      return `${flow}: up to effect ${effects.get(some[0]?.flow ?? "checkout")}: ${kinds}`;
    }),
    `judged after each: ${names}`,
    ...(readyMs.length === 0
      ? []
      : [`${readyMs.length} kills; ready again after ${Math.round(Math.max(...readyMs))} ms at most`]),
  ];
}
