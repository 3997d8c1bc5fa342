// The reference model of refunds: by amount, pieces, shipping, what came back, or all that is left; through the order or through its payment.
import type { CommandOf, RefundSubject, RefundTarget } from "./commands.ts";
import { isQuantity, made, type Model, type ModelOrder, refused, type Reply } from "./model-state.ts";
import { putBack, statusByGoods, unsentOf } from "./reference-order.ts";

const WHOLE_PERCENT = 100;

export function shareOf(minor: number, percent: number): number {
  return Math.floor((minor * percent) / WHOLE_PERCENT);
}

/** What goes back, and for what. */
type Worth = {
  readonly amountMinor: number;
  readonly shippingMinor?: number;
  readonly pieces?: { readonly good: number; readonly quantity: number; readonly isReturned: boolean };
};

export function refundPayment(model: Model, percent: number): Reply | undefined {
  const { order: placed } = model;
  if (!placed?.isPaid || placed.dueMinor === 0) return undefined;
  const amountMinor = shareOf(placed.dueMinor, percent);
  if (amountMinor < 1) return refused(400, "body_invalid");
  // Money of a cancelled order goes back by itself, and there is no order any more to ask.
  if (placed.status === "cancelled") return refused(409, "refund_exceeds_captured");
  if (amountMinor > Math.min(restOf(placed), placed.dueMinor - placed.toPaymentMinor))
    return refused(409, "refund_exceeds_total");
  give(model, placed, { worth: { amountMinor }, to: "original" });
  return made;
}

export function refund(model: Model, { subject, to }: CommandOf<"refund">): Reply | undefined {
  const { order: placed } = model;
  const owed = placed?.returns.find(({ isRefunded }) => !isRefunded);
  if (!placed || (subject.of === "return" && !owed)) return undefined;
  const worth = isNonsense(placed, subject) ? refused(400, "body_invalid") : worthOf(placed, subject);
  if ("status" in worth) return worth;
  if (worth.amountMinor > restOf(placed)) return refused(409, "refund_exceeds_total");
  if (worth.amountMinor <= 0) return refused(409, "refund_nothing");
  if (to === "store_credit" && !model.isCustomer) return refused(422, "store_credit_needs_account");
  give(model, placed, { worth, to });
  if (subject.of === "return" && owed) owed.isRefunded = true;
  return made;
}

function isNonsense({ totalMinor }: ModelOrder, subject: RefundSubject): boolean {
  if (subject.of === "amount") return shareOf(totalMinor, subject.percent) < 1;
  return subject.of === "pieces" && !isQuantity(subject.quantity);
}

function worthOf(placed: ModelOrder, subject: RefundSubject): Worth | Reply {
  if (placed.status === "pending" || placed.status === "cancelled")
    return refused(409, "order_status_conflict");
  switch (subject.of) {
    case "amount":
      return { amountMinor: shareOf(placed.totalMinor, subject.percent) };
    case "rest":
      return { amountMinor: restOf(placed) };
    case "shipping": {
      const left = placed.shippingMinor - placed.shippingGivenMinor;
      return { amountMinor: left, shippingMinor: left };
    }
    case "pieces":
      return worthOfPieces(placed, { ...subject, isReturned: false });
    case "return": {
      const pieces = placed.returns.find(({ isRefunded }) => !isRefunded)?.pieces ?? { good: 0, quantity: 0 };
      return worthOfPieces(placed, { ...pieces, isReturned: true });
    }
  }
}

function worthOfPieces(placed: ModelOrder, pieces: NonNullable<Worth["pieces"]>): Worth | Reply {
  const line = placed.lines.get(pieces.good);
  if (!line) return refused(422, "order_line_unknown");
  const together = line.given + pieces.quantity;
  if (together > line.quantity) return refused(409, "refund_exceeds_pieces");
  const share = Math.round((line.paidMinor * together) / line.quantity);
  return { amountMinor: Math.max(0, share - line.givenMinor), pieces };
}

function restOf({ totalMinor, refundedMinor }: ModelOrder): number {
  return totalMinor - refundedMinor;
}

/** All its goods were paid back before any was sent: whether its shipping was, too, or not, there is nothing more to do. */
function isAllGivenUnsent({ lines }: ModelOrder): boolean {
  return [...lines.values()].every(
    ({ shipped, givenUnsent, quantity }) => shipped === 0 && givenUnsent >= quantity,
  );
}

type Giving = { readonly worth: Worth; readonly to: RefundTarget };

// oxlint-disable-next-line max-params -- a shop, one of its orders, and what of it goes back
function give(model: Model, placed: ModelOrder, { worth, to }: Giving): void {
  const before = unsentOf(placed);
  placed.refundedMinor += worth.amountMinor;
  placed.shippingGivenMinor += worth.shippingMinor ?? 0;
  if (worth.pieces) countPieces(placed, { ...worth.pieces, amountMinor: worth.amountMinor });
  if (to === "store_credit") {
    placed.toNewCreditMinor += worth.amountMinor;
    model.storeMinor += worth.amountMinor;
  } else giveToSources(model, placed, worth.amountMinor);
  if (placed.refundedMinor === placed.totalMinor || isAllGivenUnsent(placed)) placed.status = "refunded";
  else if (placed.status === "processing") placed.status = statusByGoods(placed);
  const after = placed.status === "refunded" ? new Map<number, number>() : unsentOf(placed);
  putBack(model, new Map([...before].map(([good, quantity]) => [good, quantity - (after.get(good) ?? 0)])));
}

function countPieces(
  placed: ModelOrder,
  {
    good,
    quantity,
    isReturned,
    amountMinor,
  }: NonNullable<Worth["pieces"]> & { readonly amountMinor: number },
): void {
  const line = placed.lines.get(good);
  if (!line) return;
  line.given += quantity;
  line.givenMinor += amountMinor;
  if (!isReturned) line.givenUnsent += quantity;
}

/** The payment first, then the gift card, then store credit. */
// oxlint-disable-next-line max-params -- a shop, one of its orders, and how much of it goes back
function giveToSources(model: Model, placed: ModelOrder, amountMinor: number): void {
  const toPayment = Math.min(amountMinor, placed.dueMinor - placed.toPaymentMinor);
  const toGift = Math.min(amountMinor - toPayment, placed.giftMinor - placed.toGiftMinor);
  const toStore = amountMinor - toPayment - toGift;
  placed.toPaymentMinor += toPayment;
  placed.toGiftMinor += toGift;
  placed.toStoreMinor += toStore;
  model.giftMinor += toGift;
  model.storeMinor += toStore;
}
