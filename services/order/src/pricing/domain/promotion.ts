// What a promotion is, and whether a cart may have it.

export type GoodsSelection = {
  readonly productIds: ReadonlySet<string>;
  readonly categoryIds: ReadonlySet<string>;
};

export type Reduction =
  | { readonly type: "percent"; readonly basisPoints: number }
  | {
      readonly type: "fixed";
      readonly amounts: Readonly<Record<string, number>>;
      readonly per: "order" | "item";
    }
  | { readonly type: "free_shipping" }
  | {
      readonly type: "buy_x_get_y";
      readonly buyQuantity: number;
      readonly getQuantity: number;
      readonly basisPoints: number;
      readonly timesMax: number | null;
      /** What is reduced where it is not the goods themselves. */
      readonly get: GoodsSelection | null;
    };

export type Promotion = {
  readonly id: string;
  readonly name: string;
  /** In capitals; null is for everybody. */
  readonly couponCode: string | null;
  readonly priority: number;
  readonly stacking: "combinable" | "exclusive";
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly usesMax: number | null;
  readonly usesPerCustomerMax: number | null;
  readonly goods: GoodsSelection;
  readonly minimumSubtotals: Readonly<Record<string, number>>;
  readonly customerGroups: ReadonlySet<string>;
  readonly firstOrderOnly: boolean;
  readonly countries: ReadonlySet<string>;
  readonly currencies: ReadonlySet<string>;
  readonly reduction: Reduction;
};

/** Why a code opens nothing. */
export type CouponReason =
  | "unknown"
  | "not_yet"
  | "expired"
  | "used_up"
  | "customer_used_up"
  | "not_in_this_currency"
  | "not_for_this_destination"
  | "not_for_this_customer"
  | "not_for_these_goods"
  | "minimum_not_reached"
  | "not_combinable";

/** That the promotion is for some countries, and nobody has said where the goods go, is no reason to refuse its code yet. */
export type Obstacle = CouponReason | "destination_unknown";

/** Of a promotion whose uses are limited: that no more are left, for anybody or for this customer. */
export type UsedUp = "used_up" | "customer_used_up";

export type Shopping = {
  readonly currency: string;
  readonly country: string | undefined;
  readonly at: Date;
  readonly customer: { readonly hasOrderedBefore: boolean; readonly groups: readonly string[] };
  readonly usedUp: ReadonlyMap<string, UsedUp>;
};

/** A line as promotions look at it. */
export type Goods = { readonly productId: string; readonly categoryIds: readonly string[] };

export function isSelected(selection: GoodsSelection, line: Goods): boolean {
  const { productIds, categoryIds } = selection;
  if (productIds.size === 0 && categoryIds.size === 0) return true;
  return productIds.has(line.productId) || line.categoryIds.some((id) => categoryIds.has(id));
}

/** The first condition that does not hold; undefined where all do. `subtotalMinor` is of the lines that are the promotion's goods. */
export function obstacleOf(
  promotion: Promotion,
  shopping: Shopping,
  goods: { readonly isAny: boolean; readonly subtotalMinor: number },
): Obstacle | undefined {
  return (
    obstacleByTime(promotion, shopping.at) ??
    shopping.usedUp.get(promotion.id) ??
    obstacleByShopper(promotion, shopping) ??
    (goods.isAny ? undefined : "not_for_these_goods") ??
    obstacleByMinimum(promotion, shopping.currency, goods.subtotalMinor)
  );
}

function obstacleByTime({ startsAt, endsAt }: Promotion, at: Date): CouponReason | undefined {
  if (startsAt !== null && at < startsAt) return "not_yet";
  return endsAt !== null && at >= endsAt ? "expired" : undefined;
}

function obstacleByShopper(promotion: Promotion, shopping: Shopping): Obstacle | undefined {
  const { currencies, countries, customerGroups, reduction } = promotion;
  const { currency, country, customer } = shopping;
  const isPriced = reduction.type !== "fixed" || reduction.amounts[currency] !== undefined;
  if (!isPriced || (currencies.size > 0 && !currencies.has(currency))) return "not_in_this_currency";
  if (countries.size > 0 && (country === undefined || !countries.has(country))) {
    return country === undefined ? "destination_unknown" : "not_for_this_destination";
  }
  const isInGroup = customerGroups.size === 0 || customer.groups.some((group) => customerGroups.has(group));
  if (!isInGroup || (promotion.firstOrderOnly && customer.hasOrderedBefore)) return "not_for_this_customer";
  return undefined;
}

function obstacleByMinimum(
  { minimumSubtotals }: Promotion,
  currency: string,
  subtotalMinor: number,
): Obstacle | undefined {
  if (Object.keys(minimumSubtotals).length === 0) return undefined;
  const minimumMinor = minimumSubtotals[currency];
  if (minimumMinor === undefined) return "not_in_this_currency";
  return subtotalMinor < minimumMinor ? "minimum_not_reached" : undefined;
}
