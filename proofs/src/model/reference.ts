// The reference model: what a shop must do, told in a few plain objects and without a database, a queue or a second thought. The real one is compared with it.

export type Command =
  | { readonly type: "open" }
  | { readonly type: "add" | "change"; readonly good: number; readonly quantity: number }
  | { readonly type: "remove"; readonly good: number }
  | { readonly type: "describe" }
  | { readonly type: "count"; readonly good: number; readonly onHand: number }
  | { readonly type: "order"; readonly token: "tok_visa" | "tok_declined"; readonly totalOff: number }
  | { readonly type: "repeat" }
  | { readonly type: "cancel" }
  /** All that is left to ship. */
  | { readonly type: "ship" }
  /** All of the order is sent back, let come, received and put on sale again. */
  | { readonly type: "give_back" }
  /** So many hundredths of what was taken. */
  | { readonly type: "refund"; readonly percent: number };

/** A status and, where it was refused, the code of the refusal. */
export type Reply = { readonly status: number; readonly code: string | undefined };

export type ModelOrder = {
  status: "confirmed" | "pending" | "shipped" | "cancelled" | "refunded";
  readonly lines: ReadonlyMap<number, number>;
  readonly totalMinor: number;
  readonly isPaid: boolean;
  refundedMinor: number;
  goods: "here" | "sent" | "back";
};
export type Model = {
  readonly pricesMinor: readonly number[];
  /** What can still be sold of each good. */
  readonly available: number[];
  /** What unpaid orders hold of each. */
  readonly held: number[];
  cart: Map<number, number>;
  isDescribed: boolean;
  isOrdered: boolean;
  /** The newest. */
  order: ModelOrder | undefined;
  /** What the last submission was answered. */
  lastReply: Reply | undefined;
};

const QUANTITY_MAX = 10_000;
const SHIPPING_MINOR = 590;
const FREE_SHIPPING_FROM_MINOR = 9_000;
const WHOLE_PERCENT = 100;

export const done = { status: 200, code: undefined };
const made = { status: 201, code: undefined };
const refused = (status: number, code: string): Reply => ({ status, code });

export function createModel(pricesMinor: readonly number[], available: readonly number[]): Model {
  return {
    pricesMinor,
    available: [...available],
    held: available.map(() => 0),
    cart: new Map(),
    isDescribed: false,
    isOrdered: false,
    order: undefined,
    lastReply: undefined,
  };
}

/** Does the command to the model, and gives what the shop must answer; undefined where there is nothing to ask of it. */
export function predict(model: Model, command: Command): Reply | undefined {
  switch (command.type) {
    case "open":
      Object.assign(model, { cart: new Map(), isDescribed: false, isOrdered: false });
      return made;
    case "add":
      return add(model, command);
    case "change":
      return change(model, command);
    case "remove":
      return remove(model, command.good);
    case "describe":
      if (model.isOrdered) return refused(409, "cart_ordered");
      model.isDescribed = true;
      return done;
    case "count":
      return count(model, command);
    case "order":
      model.lastReply = order(model, command);
      return model.lastReply;
    case "repeat":
      return model.lastReply;
    case "cancel":
      return cancel(model);
    case "ship":
      return ship(model);
    case "give_back":
      return giveBack(model);
    case "refund":
      return refund(model, command.percent);
  }
}

function count(
  { available, held }: Model,
  { good, onHand }: { readonly good: number; readonly onHand: number },
): Reply {
  const promised = held[good] ?? 0;
  if (onHand < promised) return refused(409, "stock_below_reserved");
  available[good] = onHand - promised;
  return done;
}

type Change = { readonly good: number; readonly quantity: number };

function add(model: Model, { good, quantity }: Change): Reply {
  if (quantity < 1 || quantity > QUANTITY_MAX) return refused(400, "body_invalid");
  if (model.isOrdered) return refused(409, "cart_ordered");
  if (availableOf(model, good) <= 0) return refused(409, "sold_out");
  const together = (model.cart.get(good) ?? 0) + quantity;
  if (together > QUANTITY_MAX) return refused(422, "quantity_too_large");
  model.cart.set(good, together);
  return made;
}

function change(model: Model, { good, quantity }: Change): Reply | undefined {
  if (!model.cart.has(good)) return undefined;
  if (quantity < 1 || quantity > QUANTITY_MAX) return refused(400, "body_invalid");
  if (model.isOrdered) return refused(409, "cart_ordered");
  model.cart.set(good, quantity);
  return done;
}

function remove(model: Model, good: number): Reply | undefined {
  if (!model.cart.has(good)) return undefined;
  if (model.isOrdered) return refused(409, "cart_ordered");
  model.cart.delete(good);
  return done;
}

function order(
  model: Model,
  { token, totalOff }: { readonly token: string; readonly totalOff: number },
): Reply {
  if (model.isOrdered) return refused(409, "cart_ordered");
  if (model.cart.size === 0 || !model.isDescribed) return refused(422, "cart_incomplete");
  if (totalOff !== 0) return refused(409, "price_changed");
  const lines = new Map(model.cart);
  if ([...lines].some(([good, quantity]) => quantity > availableOf(model, good)))
    return refused(409, "sold_out");
  for (const [good, quantity] of lines) model.available[good] = availableOf(model, good) - quantity;
  const isPaid = token === "tok_visa";
  if (!isPaid) hold(model, lines, 1);
  const status = isPaid ? "confirmed" : "pending";
  model.order = { status, lines, totalMinor: totalOf(model), isPaid, refundedMinor: 0, goods: "here" };
  model.isOrdered = true;
  return made;
}

function cancel(model: Model): Reply | undefined {
  const { order: placed } = model;
  if (!placed) return undefined;
  if (placed.status === "cancelled") return done;
  if (placed.status !== "pending" && placed.status !== "confirmed")
    return refused(409, "order_status_conflict");
  putBack(model, placed);
  // Who never paid gets the cart back.
  if (placed.status === "pending") {
    model.isOrdered = false;
    hold(model, placed.lines, -1);
  }
  placed.status = "cancelled";
  if (placed.isPaid) placed.refundedMinor = placed.totalMinor;
  return done;
}

function putBack(model: Model, { lines }: ModelOrder): void {
  for (const [good, quantity] of lines) model.available[good] = availableOf(model, good) + quantity;
}

function ship({ order: placed }: Model): Reply | undefined {
  if (!placed) return undefined;
  if (placed.status !== "confirmed") return refused(409, "order_status_conflict");
  Object.assign(placed, { status: "shipped", goods: "sent" });
  return made;
}

function giveBack(model: Model): Reply | undefined {
  const { order: placed } = model;
  if (!placed) return undefined;
  if (placed.status === "cancelled" || placed.status === "refunded")
    return refused(409, "order_status_conflict");
  if (placed.goods !== "sent") return refused(409, "return_exceeds_shipped");
  putBack(model, placed);
  placed.goods = "back";
  return made;
}

function hold({ held }: Model, lines: ReadonlyMap<number, number>, sign: 1 | -1): void {
  for (const [good, quantity] of lines) held[good] = (held[good] ?? 0) + sign * quantity;
}

function refund(model: Model, percent: number): Reply | undefined {
  const { order: placed } = model;
  if (!placed?.isPaid) return undefined;
  const amount = refundOf(placed, percent);
  if (amount < 1) return refused(400, "body_invalid");
  // Money of a cancelled order goes back by itself, and there is no order any more to ask.
  if (placed.status === "cancelled") return refused(409, "refund_exceeds_captured");
  if (placed.refundedMinor + amount > placed.totalMinor) return refused(409, "refund_exceeds_total");
  placed.refundedMinor += amount;
  if (placed.refundedMinor < placed.totalMinor) return made;
  placed.status = "refunded";
  if (placed.goods === "here") putBack(model, placed); // They will not be sent.
  return made;
}

export function refundOf({ totalMinor }: ModelOrder, percent: number): number {
  return Math.floor((totalMinor * percent) / WHOLE_PERCENT);
}

export function subtotalOf({ cart, pricesMinor }: Model): number {
  return [...cart].reduce((sum, [good, quantity]) => sum + quantity * (pricesMinor[good] ?? 0), 0);
}

/** Prices contain the tax; a coupon or a credit is not in this model. */
export function totalOf(model: Model): number {
  const subtotal = subtotalOf(model);
  if (!model.isDescribed || subtotal === 0) return subtotal;
  return subtotal + (subtotal >= FREE_SHIPPING_FROM_MINOR ? 0 : SHIPPING_MINOR);
}

function availableOf({ available }: Model, good: number): number {
  return available[good] ?? 0;
}
