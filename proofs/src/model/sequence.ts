// Random commands, many of which make no sense: a shop meets people who do everything in every order.
import type { Random } from "../random.ts";
import { type Command, type CommandOf, couponNames, type RefundSubject } from "./commands.ts";

const LENGTH = { min: 4, max: 12 };
const QUANTITIES = [1, 1, 1, 2, 2, 3, 5, 9, 0, -1, 1.5, 10_001, 1e15] as const;
const COUNTS = [0, 1, 3, 10, 10, 10] as const;
const PERCENTS = [10, 33, 50, 100, 100, 101, 0, -10] as const;
const COMMANDS = [
  "add",
  "add",
  "add",
  "change",
  "change",
  "remove",
  "describe",
  "describe",
  "coupons",
  "coupons",
  "coupons",
  "gift_card",
  "gift_card",
  "store_credit",
  "store_credit",
  "second_tab",
  "count",
  "reprice",
  "open",
  "order",
  "order",
  "order",
  "order",
  "repeat",
  "reuse_key",
  "stranger",
  "cancel",
  "ship",
  "ship",
  "ship",
  "give_back",
  "give_back",
  "give_back",
  "refund_payment",
  "refund",
  "refund",
  "refund",
  "refund",
] as const;
const COUPONS = ["tenth", "once", ...couponNames] as const;
const SUBJECTS = ["amount", "pieces", "pieces", "pieces", "shipping", "return", "return", "rest"] as const;
const READY_PERCENT = 75;
const ORDERED_PERCENT = 65;
const EXTRA_PERCENT = 40;
/** Somewhat more than there is (model/compare.ts), now and then. */
const READY_QUANTITY_MAX = 11;
/** Prices of which a tenth and then a fifth are whole (model-state.ts). */
export const PRICES_MINOR = [1_000, 2_350] as const;
const OTHER_PRICES_MINOR = [950, 1_000, 2_350, 4_500] as const;
const GOODS = PRICES_MINOR.length;
const CUSTOMER_PERCENT = 35;
const DECLINED_PERCENT = 20;

export type Sequence = { readonly isCustomer: boolean; readonly commands: readonly Command[] };

/** Most begin with a cart that can be ordered; else hardly any would come to an order. */
export function createSequence(random: Random): Sequence {
  const length = random.integer(LENGTH.min, LENGTH.max);
  const isCustomer = isIn(random, CUSTOMER_PERCENT);
  const ready: Command[] = [
    { type: "add", good: random.integer(0, GOODS - 1), quantity: random.integer(1, READY_QUANTITY_MAX) },
    { type: "describe" },
  ];
  const isReady = isIn(random, READY_PERCENT);
  if (isReady && isIn(random, ORDERED_PERCENT)) ready.push(...extrasOf(random), orderOf(random));
  const wild = Array.from({ length }, () => commandOf(random));
  return { isCustomer, commands: [{ type: "open" }, ...(isReady ? ready : []), ...wild] };
}

/** What makes an order more than goods and a card: a second good, a coupon, a gift card, store credit. */
function extrasOf(random: Random): readonly Command[] {
  const extras: readonly Command[] = [
    { type: "add", good: random.integer(0, GOODS - 1), quantity: random.integer(1, 2) },
    { type: "coupons", names: couponsOf(random) },
    { type: "gift_card", card: "own" },
    { type: "store_credit", uses: true },
  ];
  return extras.filter(() => isIn(random, EXTRA_PERCENT));
}

function isIn(random: Random, percent: number): boolean {
  return random.integer(1, 100) <= percent;
}

function piecesOf(random: Random) {
  return { good: random.integer(0, GOODS - 1), quantity: random.pick(QUANTITIES) };
}

// oxlint-disable-next-line complexity -- a table of all there is
function commandOf(random: Random): Command {
  const type = random.pick(COMMANDS);
  const pieces = piecesOf(random);
  switch (type) {
    case "add":
    case "change":
    case "second_tab":
      return { type, ...pieces };
    case "remove":
      return { type, good: pieces.good };
    case "coupons":
      return { type, names: couponsOf(random) };
    case "gift_card":
      return { type, card: random.pick(["own", "own", "own", "unknown", "none"]) };
    case "store_credit":
      return { type, uses: isIn(random, 80) };
    case "count":
      return { type, good: pieces.good, onHand: random.pick(COUNTS) };
    case "reprice":
      return { type, good: pieces.good, priceMinor: random.pick(OTHER_PRICES_MINOR) };
    case "order":
      return orderOf(random);
    case "stranger":
      return { type, asks: random.pick(["cart", "order", "cancel", "refund"]) };
    case "ship":
      return { type, pieces: isIn(random, 60) ? pieces : undefined };
    case "give_back":
      return { type, ...pieces, isRestocked: isIn(random, 70) };
    case "refund_payment":
      return { type, percent: random.pick(PERCENTS) };
    case "refund":
      return { type, subject: subjectOf(random), to: isIn(random, 25) ? "store_credit" : "original" };
    default:
      return { type };
  }
}

function couponsOf(random: Random) {
  const count = random.pick([0, 1, 1, 1, 2]);
  return [...new Set(Array.from({ length: count }, () => random.pick(COUPONS)))];
}

function orderOf(random: Random): CommandOf<"order"> {
  return {
    type: "order",
    token: isIn(random, DECLINED_PERCENT) ? "tok_declined" : "tok_visa",
    sees: random.pick(["now", "now", "now", "now", "now", "now", "before", "before", "other"]),
  };
}

function subjectOf(random: Random): RefundSubject {
  const of = random.pick(SUBJECTS);
  if (of === "amount") return { of, percent: random.pick(PERCENTS) };
  return of === "pieces" ? { of, ...piecesOf(random) } : { of };
}
