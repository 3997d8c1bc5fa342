// Which of the promotions a basket gets: all combinable ones one after the other, or one exclusive one, whichever saves the customer more.
import type { CouponReason, Obstacle, Promotion, Shopping } from "./promotion.ts";
import { isSelected, obstacleOf } from "./promotion.ts";
import { type Basket, type BasketLine, savingOf } from "./reductions.ts";

export type Applied = { readonly promotion: Promotion; readonly amountMinor: number };
export type RefusedCoupon = { readonly code: string; readonly reason: CouponReason };
export type Stack = {
  readonly applied: readonly Applied[];
  readonly basket: Basket;
  readonly refusedCoupons: readonly RefusedCoupon[];
  /** Codes that are good and take nothing off this cart, or not yet. */
  readonly idleCoupons: readonly string[];
};
export type StackRequest = {
  readonly promotions: readonly Promotion[];
  readonly couponCodes: readonly string[];
  readonly shopping: Shopping;
};

export function stackPromotions(basket: Basket, request: StackRequest): Stack {
  const { promotions, shopping } = request;
  const codes = [...new Set(request.couponCodes.map((code) => code.trim().toUpperCase()))];
  const open = promotions.filter(({ couponCode }) => couponCode === null || codes.includes(couponCode));
  const obstacles = new Map(open.map((promotion) => [promotion, obstacleIn(basket, promotion, shopping)]));
  const allowed = open.filter((promotion) => obstacles.get(promotion) === undefined).toSorted(byPriority);
  const best = bestOf(basket, allowed);
  const won = new Set(best.applied.map(({ promotion }) => promotion));
  const fates = codes.map((code) => {
    const promotion = open.find(({ couponCode }) => couponCode === code);
    return {
      code,
      fate: promotion ? fateOf(obstacles.get(promotion), won.has(promotion)) : "unknown",
    } as const;
  });
  const saving = best.applied.filter(({ amountMinor }) => amountMinor > 0);
  const used = new Set(saving.map(({ promotion }) => promotion.couponCode));
  return {
    basket: best.basket,
    applied: saving,
    refusedCoupons: fates.flatMap(({ code, fate }) => (fate === "idle" ? [] : [{ code, reason: fate }])),
    idleCoupons: fates.filter(({ code, fate }) => fate === "idle" && !used.has(code)).map(({ code }) => code),
  };
}

function obstacleIn(basket: Basket, promotion: Promotion, shopping: Shopping): Obstacle | undefined {
  let subtotalMinor = 0;
  let isAny = basket.lines.length === 0; // An empty cart has nothing that could be the wrong thing.
  for (const line of basket.lines) {
    if (!isSelected(promotion.goods, line)) continue;
    isAny = true;
    subtotalMinor += line.grossMinor;
  }
  return obstacleOf(promotion, shopping, { isAny, subtotalMinor });
}

function fateOf(obstacle: Obstacle | undefined, hasWon: boolean): CouponReason | "idle" {
  if (obstacle === "destination_unknown") return "idle";
  return obstacle ?? (hasWon ? "idle" : "not_combinable");
}

function byPriority(a: Promotion, b: Promotion): number {
  return b.priority - a.priority || (a.id < b.id ? -1 : 1);
}

type Attempt = { readonly basket: Basket; readonly applied: readonly Applied[]; readonly savedMinor: number };

/** Of equals the combinable ones, then the exclusive one of the highest priority. */
function bestOf(basket: Basket, allowed: readonly Promotion[]): Attempt {
  let best = attempt(
    basket,
    allowed.filter(({ stacking }) => stacking === "combinable"),
  );
  for (const promotion of allowed) {
    if (promotion.stacking === "combinable") continue;
    const alone = attempt(basket, [promotion]);
    if (alone.savedMinor > best.savedMinor || best.applied.length === 0) best = alone;
  }
  return best;
}

function attempt(before: Basket, promotions: readonly Promotion[]): Attempt {
  let basket = before;
  let savedMinor = 0;
  const applied: Applied[] = [];
  for (const promotion of promotions) {
    const saving = savingOf(promotion, basket);
    const amountMinor = saving.lines.reduce((sum, lineMinor) => sum + lineMinor, saving.shippingMinor);
    applied.push({ promotion, amountMinor });
    if (amountMinor === 0) continue;
    savedMinor += amountMinor;
    basket = {
      ...basket,
      lines: basket.lines.map((line, index) => reduced(line, saving.lines[index] ?? 0)),
      shippingLeftMinor: basket.shippingLeftMinor - saving.shippingMinor,
    };
  }
  return { basket, applied, savedMinor };
}

function reduced(line: BasketLine, savingMinor: number): BasketLine {
  return savingMinor === 0 ? line : { ...line, leftMinor: line.leftMinor - savingMinor };
}
