// The reference model of a cart, and of what staff change about its goods.
import type { CommandOf, CouponName, Pieces } from "./commands.ts";
import {
  availableOf,
  counts,
  done,
  isQuantity,
  made,
  type Model,
  QUANTITY_MAX,
  refused,
  type Reply,
} from "./model-state.ts";

export function count({ available, held }: Model, { good, onHand }: CommandOf<"count">): Reply {
  const promised = held[good] ?? 0;
  if (onHand < promised) return refused(409, "stock_below_reserved");
  available[good] = onHand - promised;
  return done;
}

export function add(model: Model, { good, quantity }: Pieces): Reply {
  if (!isQuantity(quantity)) return refused(400, "body_invalid");
  if (model.isOrdered) return refused(409, "cart_ordered");
  if (availableOf(model, good) <= 0) return refused(409, "sold_out");
  const together = (model.cart.get(good) ?? 0) + quantity;
  if (together > QUANTITY_MAX) return refused(422, "quantity_too_large");
  model.cart.set(good, together);
  return made;
}

export function change(model: Model, { good, quantity }: Pieces): Reply | undefined {
  if (!model.cart.has(good)) return undefined;
  if (!isQuantity(quantity)) return refused(400, "body_invalid");
  return onOpenCart(model, () => model.cart.set(good, quantity));
}

export function remove(model: Model, good: number): Reply | undefined {
  if (!model.cart.has(good)) return undefined;
  return onOpenCart(model, () => model.cart.delete(good));
}

export function fromSecondTab(model: Model, { good }: Pieces): Reply | undefined {
  if (!model.cart.has(good)) return undefined;
  return model.isOrdered ? refused(409, "cart_ordered") : refused(412, "version_stale");
}

export function applyCoupons(model: Model, names: readonly CouponName[]): Reply {
  if (model.isOrdered) return refused(409, "cart_ordered");
  const isRefused = (name: CouponName): boolean => !model.coupons.includes(name) && !counts(model, name);
  if (names.some(isRefused)) return refused(422, "coupon_refused");
  model.coupons = names;
  return done;
}

export function chooseGiftCard(model: Model, card: CommandOf<"gift_card">["card"]): Reply {
  if (model.isOrdered) return refused(409, "cart_ordered");
  if (card === "unknown" || (card === "own" && model.giftMinor === 0))
    return refused(422, "gift_card_refused");
  model.hasGiftCard = card === "own";
  return done;
}

export function chooseStoreCredit(model: Model, { uses }: CommandOf<"store_credit">): Reply {
  if (model.isOrdered) return refused(409, "cart_ordered");
  if (uses && !model.isCustomer) return refused(422, "sign_in_for_store_credit");
  model.usesStoreCredit = uses;
  return done;
}

export function onOpenCart(model: Model, write: () => unknown): Reply {
  if (model.isOrdered) return refused(409, "cart_ordered");
  write();
  return done;
}
