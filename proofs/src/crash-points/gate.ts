// Numbers what a shop does to the world while a flow runs, and lets one of these effects go wrong. The proxies ask it at every effect.

/**
 * killed: the shop dies when the effect has happened, before it knows. lost: the effect never happens, and the connection breaks. dropped: it happens,
 * and the connection breaks before the answer. held: it happens, and the answer comes after whoever waits for it gave up. failed: it happens, and the answer is 500.
 */
export const faultKinds = ["killed", "lost", "dropped", "held", "failed"] as const;
export type FaultKind = (typeof faultKinds)[number];
/** What a proxy does now. */
export type Verdict = "pass" | Exclude<FaultKind, "killed"> | "dead";

export type Effect = { readonly label: string; readonly number: number };
export type Plan = { readonly at: number; readonly kind: FaultKind };
export type Outcome = {
  /** How many effects there were. */
  readonly effects: number;
  /** What went wrong, if the number was reached. */
  readonly struck: Effect | undefined;
};

export type Gate = {
  /** Counts from one; nothing goes wrong without a plan. */
  open(plan: Plan | undefined): void;
  close(): Outcome;
  /** What is struck has been struck already: nothing else will go wrong. */
  readonly hasStruck: boolean;
  /** An effect is about to happen; `canFail`: an answer of 500 can be put in place of its own. */
  begin(label: string, canFail?: boolean): Effect;
  before(effect: Effect): Verdict;
  /** It has happened, and nobody but the proxy knows. */
  after(effect: Effect): Verdict;
};

/** Things that happen while the gate is closed. */
const UNCOUNTED = 0;

export function createGate(kill: () => void): Gate {
  const state: { isOpen: boolean; plan: Plan | undefined; count: number; struck: Effect | undefined } = {
    isOpen: false,
    plan: undefined,
    count: 0,
    struck: undefined,
  };
  const strikes = (effect: Effect): FaultKind | undefined => {
    if (!state.isOpen || state.struck || effect.number === UNCOUNTED || effect.number !== state.plan?.at)
      return;
    return state.plan.kind;
  };
  return {
    open(plan) {
      Object.assign(state, { isOpen: true, plan, count: 0, struck: undefined });
    },
    close() {
      state.isOpen = false;
      return { effects: state.count, struck: state.struck };
    },
    get hasStruck() {
      return state.struck !== undefined;
    },
    begin(label, canFail = false) {
      if (!state.isOpen || state.struck || (state.plan?.kind === "failed" && !canFail))
        return { label, number: UNCOUNTED };
      state.count += 1;
      return { label, number: state.count };
    },
    before(effect) {
      if (strikes(effect) !== "lost") return "pass";
      state.struck = effect;
      return "lost";
    },
    after(effect) {
      const kind = strikes(effect);
      if (kind === undefined) return "pass";
      state.struck = effect;
      if (kind !== "killed") return kind;
      kill();
      return "dead";
    },
  };
}
