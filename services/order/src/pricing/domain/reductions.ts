// What one promotion takes off a basket, whose lines may have been reduced before: never more than is left of them.
import { BASIS_POINTS, divide, shareOf } from "./division.ts";
import { type Goods, type GoodsSelection, isSelected, type Promotion, type Reduction } from "./promotion.ts";

export type BasketLine = Goods & {
  readonly id: string;
  readonly taxClass: string;
  /** The unit price times the quantity. */
  readonly grossMinor: number;
  readonly unitPriceMinor: number;
  readonly quantity: number;
  /** What is left to pay for all its pieces. */
  readonly leftMinor: number;
};
export type Basket = {
  readonly currency: string;
  readonly lines: readonly BasketLine[];
  readonly shippingLeftMinor: number;
};
/** For each line, and for shipping, what is taken off. */
export type Saving = { readonly lines: readonly number[]; readonly shippingMinor: number };

export function savingOf({ goods, reduction }: Promotion, basket: Basket): Saving {
  if (reduction.type === "free_shipping") {
    return { lines: basket.lines.map(() => 0), shippingMinor: basket.shippingLeftMinor };
  }
  return { lines: lineSavings(goods, reduction, basket), shippingMinor: 0 };
}

type GoodsReduction = Exclude<Reduction, { readonly type: "free_shipping" }>;

function lineSavings(
  goods: GoodsSelection,
  reduction: GoodsReduction,
  { lines, currency }: Basket,
): readonly number[] {
  if (reduction.type === "buy_x_get_y") return freePieces(goods, reduction, lines);
  const left = lines.map((line) => (isSelected(goods, line) ? line.leftMinor : 0));
  const sumMinor = left.reduce((sum, leftMinor) => sum + leftMinor, 0);
  if (reduction.type === "percent") {
    return divide(shareOf(sumMinor, { numerator: reduction.basisPoints, denominator: BASIS_POINTS }), left);
  }
  const amountMinor = reduction.amounts[currency] ?? 0;
  if (reduction.per === "order") return divide(Math.min(amountMinor, sumMinor), left);
  return lines.map(({ quantity }, index) => Math.min(amountMinor * quantity, left[index] ?? 0));
}

type FreePieces = Extract<Reduction, { readonly type: "buy_x_get_y" }>;

/** The cheapest of what is given, as long as enough is left of what must be bought. */
function freePieces(
  goods: GoodsSelection,
  reduction: FreePieces,
  lines: readonly BasketLine[],
): readonly number[] {
  const { buyQuantity, getQuantity, basisPoints } = reduction;
  const given = reduction.get ?? goods;
  const isBought = lines.map((line) => isSelected(goods, line));
  const isGiven = lines.map((line) => isSelected(given, line));
  const counts = countPieces(lines, isBought, isGiven);
  const times = timesOf(reduction, counts);
  let left = times * getQuantity;
  let leftOfBoth = counts.bought - times * buyQuantity;
  const savings = lines.map(() => 0);
  for (const index of cheapestFirst(lines)) {
    const line = lines[index];
    if (line === undefined || !isGiven[index]) continue;
    const pieces = Math.min(line.quantity, left, isBought[index] ? leftOfBoth : left);
    left -= pieces;
    if (isBought[index]) leftOfBoth -= pieces;
    savings[index] = savingOfPieces(line, pieces, basisPoints);
  }
  return savings;
}

type Counts = { readonly bought: number; readonly given: number; readonly either: number };

function countPieces(
  lines: readonly BasketLine[],
  isBought: readonly boolean[],
  isGiven: readonly boolean[],
): Counts {
  const count = (holds: (index: number) => boolean): number =>
    lines.reduce((sum, { quantity }, index) => sum + (holds(index) ? quantity : 0), 0);
  return {
    bought: count((index) => isBought[index] === true),
    given: count((index) => isGiven[index] === true),
    either: count((index) => isBought[index] === true || isGiven[index] === true),
  };
}

/** How often the deal can be made: a piece that could be bought or given is only one of them. */
function timesOf(
  { buyQuantity, getQuantity, timesMax }: FreePieces,
  { bought, given, either }: Counts,
): number {
  const times = Math.min(bought / buyQuantity, given / getQuantity, either / (buyQuantity + getQuantity));
  return Math.min(Math.floor(times), timesMax ?? Infinity);
}

function cheapestFirst(lines: readonly BasketLine[]): readonly number[] {
  return lines
    .map(({ unitPriceMinor }, index) => ({ unitPriceMinor, index }))
    .toSorted((a, b) => a.unitPriceMinor - b.unitPriceMinor || a.index - b.index)
    .map(({ index }) => index);
}

function savingOfPieces({ leftMinor, quantity }: BasketLine, pieces: number, basisPoints: number): number {
  const [ofPieces = 0] = divide(leftMinor, [pieces, quantity - pieces]);
  return shareOf(ofPieces, { numerator: basisPoints, denominator: BASIS_POINTS });
}
