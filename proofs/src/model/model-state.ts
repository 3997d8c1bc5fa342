// What the reference model is made of, and what follows from it alone: a few plain objects, without a database, a queue or a second thought.
import type { CouponName, Pieces } from "./commands.ts";

/** A status and, where it was refused, the code of the refusal. */
export type Reply = { readonly status: number; readonly code: string | undefined };

export type ModelLine = {
  readonly quantity: number;
  readonly paidMinor: number;
  shipped: number;
  returned: number;
  /** Pieces that were paid back; `givenUnsent`: those of them without a return, which are not sent any more. */
  given: number;
  givenUnsent: number;
  givenMinor: number;
};
export type ModelOrder = {
  status: "confirmed" | "pending" | "processing" | "shipped" | "cancelled" | "refunded";
  readonly lines: ReadonlyMap<number, ModelLine>;
  readonly totalMinor: number;
  readonly shippingMinor: number;
  readonly isPaid: boolean;
  /** What the payment, the gift card and store credit have to give. */
  readonly dueMinor: number;
  readonly giftMinor: number;
  readonly storeMinor: number;
  readonly usesOnce: boolean;
  refundedMinor: number;
  shippingGivenMinor: number;
  /** What of it went back to each. */
  toPaymentMinor: number;
  toGiftMinor: number;
  toStoreMinor: number;
  /** What became new store credit in place of money. */
  toNewCreditMinor: number;
  readonly returns: { readonly pieces: Pieces; isRefunded: boolean }[];
};
export type Model = {
  readonly isCustomer: boolean;
  readonly pricesMinor: number[];
  /** What can still be sold of each good. */
  readonly available: number[];
  /** What unpaid orders hold of each. */
  readonly held: number[];
  cart: Map<number, number>;
  isDescribed: boolean;
  isOrdered: boolean;
  coupons: readonly CouponName[];
  hasGiftCard: boolean;
  usesStoreCredit: boolean;
  /** The total that the shopper saw last. */
  seenMinor: number;
  /** What is left on the gift card, and of the customer's store credit. */
  giftMinor: number;
  storeMinor: number;
  /** Live orders with the coupon that each customer has once. */
  onceUses: number;
  /** The newest. */
  order: ModelOrder | undefined;
  /** What the last submission was answered. */
  lastReply: Reply | undefined;
};
export type ModelStart = {
  readonly isCustomer: boolean;
  readonly pricesMinor: readonly number[];
  readonly onHand: readonly number[];
  readonly giftMinor: number;
  readonly storeMinor: number;
};

export const QUANTITY_MAX = 10_000;
const SHIPPING_MINOR = 590;
const FREE_SHIPPING_FROM_MINOR = 9_000;
const BASIS_POINTS = 10_000;
const offByCoupon = { tenth: 1_000, once: 2_000 } as const;

export const done = { status: 200, code: undefined };
export const made = { status: 201, code: undefined };
export const refused = (status: number, code: string): Reply => ({ status, code });

export function createModel({ pricesMinor, onHand, ...start }: ModelStart): Model {
  return {
    ...start,
    ...emptyCart(),
    pricesMinor: [...pricesMinor],
    available: [...onHand],
    held: onHand.map(() => 0),
    onceUses: 0,
    order: undefined,
    lastReply: undefined,
  };
}

export function emptyCart() {
  const cart = new Map<number, number>();
  const terms = { coupons: [], hasGiftCard: false, usesStoreCredit: false, seenMinor: 0 };
  return { cart, isDescribed: false, isOrdered: false, ...terms };
}

export function isQuantity(quantity: number): boolean {
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= QUANTITY_MAX;
}

/** Whether it takes anything off; who has used it up is known when it is known who they are. */
export function counts(model: Model, name: CouponName): boolean {
  if (name === "tenth") return true;
  return name === "once" && (model.onceUses === 0 || (!model.isCustomer && !model.isDescribed));
}

export function subtotalOf({ cart, pricesMinor }: Model): number {
  return [...cart].reduce((sum, [good, quantity]) => sum + quantity * (pricesMinor[good] ?? 0), 0);
}

/** What is left of a price after the cart's coupons; prices are such that this is exact. */
export function reduced(model: Model, priceMinor: number): number {
  const names = (["tenth", "once"] as const).filter((name) => model.coupons.includes(name));
  return names
    .filter((name) => counts(model, name))
    .reduce((left, name) => left - (left * offByCoupon[name]) / BASIS_POINTS, priceMinor);
}

export function shippingOf(model: Model): number {
  const subtotal = subtotalOf(model);
  return model.isDescribed && subtotal > 0 && subtotal < FREE_SHIPPING_FROM_MINOR ? SHIPPING_MINOR : 0;
}

/** Prices contain the tax. */
export function totalOf(model: Model): number {
  return reduced(model, subtotalOf(model)) + shippingOf(model);
}

export function availableOf({ available }: Model, good: number): number {
  return available[good] ?? 0;
}
