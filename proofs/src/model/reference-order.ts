// The reference model of an order: placed, cancelled, sent and given back.
import type { CommandOf, Pieces } from "./commands.ts";
import {
  availableOf,
  counts,
  done,
  isQuantity,
  made,
  type Model,
  type ModelLine,
  type ModelOrder,
  reduced,
  refused,
  type Reply,
  shippingOf,
  totalOf,
} from "./model-state.ts";

export function place(model: Model, { token, sees }: CommandOf<"order">): Reply {
  if (model.isOrdered) return refused(409, "cart_ordered");
  if (model.cart.size === 0 || !model.isDescribed) return refused(422, "cart_incomplete");
  if (sees === "other" || (sees === "before" && model.seenMinor !== totalOf(model)))
    return refused(409, "price_changed");
  const wanted = [...model.cart];
  if (wanted.some(([good, quantity]) => quantity > availableOf(model, good))) return refused(409, "sold_out");
  const placed = newOrder(model, token === "tok_visa");
  for (const [good, quantity] of wanted) {
    model.available[good] = availableOf(model, good) - quantity;
    if (!placed.isPaid) hold(model, { good, quantity });
  }
  model.giftMinor -= placed.giftMinor;
  model.storeMinor -= placed.storeMinor;
  if (placed.usesOnce) model.onceUses += 1;
  model.order = placed;
  model.isOrdered = true;
  return made;
}

function newOrder(model: Model, pays: boolean): ModelOrder {
  const totalMinor = totalOf(model);
  const giftMinor = model.hasGiftCard ? Math.min(model.giftMinor, totalMinor) : 0;
  const storeMinor = model.usesStoreCredit ? Math.min(model.storeMinor, totalMinor - giftMinor) : 0;
  const dueMinor = totalMinor - giftMinor - storeMinor;
  const isPaid = pays || dueMinor === 0;
  const lines = [...model.cart].map(([good, quantity]): [number, ModelLine] => {
    const paidMinor = reduced(model, quantity * (model.pricesMinor[good] ?? 0));
    const counted = { shipped: 0, returned: 0, given: 0, givenUnsent: 0, givenMinor: 0 };
    return [good, { quantity, paidMinor, ...counted }];
  });
  return {
    status: isPaid ? "confirmed" : "pending",
    lines: new Map(lines),
    totalMinor,
    isPaid,
    shippingMinor: shippingOf(model),
    dueMinor,
    giftMinor,
    storeMinor,
    usesOnce: model.coupons.includes("once") && counts(model, "once"),
    ...nothingGiven,
    returns: [],
  };
}

const nothingGiven = {
  refundedMinor: 0,
  shippingGivenMinor: 0,
  toPaymentMinor: 0,
  toGiftMinor: 0,
  toStoreMinor: 0,
  toNewCreditMinor: 0,
};

export function cancel(model: Model): Reply | undefined {
  const { order: placed } = model;
  if (!placed) return undefined;
  if (placed.status === "cancelled") return done;
  const isSent = [...placed.lines.values()].some(({ shipped }) => shipped > 0);
  if (isSent || (placed.status !== "pending" && placed.status !== "confirmed"))
    return refused(409, "order_status_conflict");
  if (placed.toNewCreditMinor > 0) return refused(409, "refund_in_progress");
  putBack(model, unsentOf(placed));
  model.giftMinor += placed.giftMinor - placed.toGiftMinor;
  model.storeMinor += placed.storeMinor - placed.toStoreMinor;
  if (placed.isPaid) placed.toPaymentMinor = placed.dueMinor;
  else reopen(model, placed);
  placed.status = "cancelled";
  return done;
}

/** Who never paid gets the cart back, and the use of the coupon. */
function reopen(model: Model, placed: ModelOrder): void {
  model.isOrdered = false;
  for (const [good, { quantity }] of placed.lines) hold(model, { good, quantity: -quantity });
  if (placed.usesOnce) model.onceUses -= 1;
}

export function ship({ order: placed }: Model, pieces: Pieces | undefined): Reply | undefined {
  if (!placed) return undefined;
  if (pieces && !isQuantity(pieces.quantity)) return refused(400, "body_invalid");
  if (placed.status !== "confirmed" && placed.status !== "processing")
    return refused(409, "order_status_conflict");
  const left = unsentOf(placed);
  if (pieces && !placed.lines.has(pieces.good)) return refused(422, "order_line_unknown");
  if (pieces && pieces.quantity > (left.get(pieces.good) ?? 0)) return refused(409, "shipment_exceeds_left");
  const sent = pieces ? new Map([[pieces.good, pieces.quantity]]) : left;
  if (sent.size === 0) return refused(409, "nothing_to_ship");
  for (const [good, line] of placed.lines) line.shipped += sent.get(good) ?? 0;
  placed.status = statusByGoods(placed);
  return made;
}

export function giveBack(
  model: Model,
  { good, quantity, isRestocked }: CommandOf<"give_back">,
): Reply | undefined {
  const { order: placed } = model;
  if (!placed) return undefined;
  if (!isQuantity(quantity)) return refused(400, "body_invalid");
  if (placed.status === "cancelled" || placed.status === "refunded")
    return refused(409, "order_status_conflict");
  const line = placed.lines.get(good);
  if (!line) return refused(422, "order_line_unknown");
  if (quantity > line.shipped - line.returned) return refused(409, "return_exceeds_shipped");
  line.returned += quantity;
  placed.returns.push({ pieces: { good, quantity }, isRefunded: false });
  if (isRestocked) putBack(model, new Map([[good, quantity]]));
  return made;
}

export function askedByStranger(
  { order: placed, isCustomer }: Model,
  asks: CommandOf<"stranger">["asks"],
): Reply | undefined {
  // Whoever has the id of a guest's cart may use it.
  if (asks === "cart") return isCustomer ? refused(404, "cart_not_found") : undefined;
  if (!placed) return undefined;
  return asks === "refund" ? refused(401, "sign_in_required") : refused(404, "order_not_found");
}

/** Of each good, what was neither shipped nor paid back without having come back. */
export function unsentOf({ lines }: ModelOrder): ReadonlyMap<number, number> {
  const unsent = [...lines].map(
    ([good, line]) => [good, Math.max(0, line.quantity - line.shipped - line.givenUnsent)] as const,
  );
  return new Map(unsent.filter(([, quantity]) => quantity > 0));
}

export function statusByGoods(placed: ModelOrder): ModelOrder["status"] {
  return unsentOf(placed).size === 0 ? "shipped" : "processing";
}

export function putBack(model: Model, pieces: ReadonlyMap<number, number>): void {
  for (const [good, quantity] of pieces) model.available[good] = availableOf(model, good) + quantity;
}

function hold({ held }: Model, { good, quantity }: Pieces): void {
  held[good] = (held[good] ?? 0) + quantity;
}
