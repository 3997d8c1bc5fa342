// Random commands, many of which make no sense: a shop meets people who do everything in every order.
import type { Random } from "../random.ts";
import type { Command } from "./reference.ts";

const LENGTH = { min: 4, max: 12 };
const QUANTITIES = [1, 1, 2, 3, 5, 9, 0, -1, 10_001] as const;
const COUNTS = [0, 1, 3, 10, 10, 10] as const;
const PERCENTS = [10, 33, 50, 100, 100, 101, 0] as const;
const COMMANDS = [
  "add",
  "add",
  "add",
  "change",
  "remove",
  "describe",
  "describe",
  "order",
  "order",
  "order",
  "repeat",
  "cancel",
  "refund",
  "refund",
  "ship",
  "ship",
  "give_back",
  "open",
  "count",
] as const;
const READY_PERCENT = 75;
/** Somewhat more than there is (model/compare.ts), now and then. */
const READY_QUANTITY_MAX = 11;
const WRONG_TOTAL_PERCENT = 10;
const DECLINED_PERCENT = 20;

/** Most begin with a cart that can be ordered; else hardly any would come to an order. */
export function createSequence(random: Random, goods: number): readonly Command[] {
  const length = random.integer(LENGTH.min, LENGTH.max);
  const isReady = random.integer(1, 100) <= READY_PERCENT;
  const ready: readonly Command[] = [
    { type: "add", good: random.integer(0, goods - 1), quantity: random.integer(1, READY_QUANTITY_MAX) },
    { type: "describe" },
  ];
  const wild = Array.from({ length }, () => commandOf(random, goods));
  return [{ type: "open" }, ...(isReady ? ready : []), ...wild];
}

function commandOf(random: Random, goods: number): Command {
  const type = random.pick(COMMANDS);
  const good = random.integer(0, goods - 1);
  if (type === "add" || type === "change") return { type, good, quantity: random.pick(QUANTITIES) };
  if (type === "remove") return { type, good };
  if (type === "count") return { type, good, onHand: random.pick(COUNTS) };
  if (type === "refund") return { type, percent: random.pick(PERCENTS) };
  if (type !== "order") return { type };
  return {
    type,
    token: random.integer(1, 100) <= DECLINED_PERCENT ? "tok_declined" : "tok_visa",
    totalOff: random.integer(1, 100) <= WRONG_TOTAL_PERCENT ? 1 : 0,
  };
}
