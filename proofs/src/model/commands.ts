// What may happen in a sequence, sensible or not. Goods are numbered; a quantity may be nonsense.

export const couponNames = ["tenth", "once", "expired", "unknown"] as const;
/** A tenth off, as often as one likes; a fifth off, once for each customer; one whose time is over; one that never was. */
export type CouponName = (typeof couponNames)[number];

export type Pieces = { readonly good: number; readonly quantity: number };
export type RefundTarget = "original" | "store_credit";
export type RefundSubject =
  /** So many hundredths of what the order cost. */
  | { readonly of: "amount"; readonly percent: number }
  | ({ readonly of: "pieces" } & Pieces)
  | { readonly of: "shipping" }
  /** The oldest that came back and was not refunded. */
  | { readonly of: "return" }
  | { readonly of: "rest" };

export type Command =
  | { readonly type: "open" }
  | ({ readonly type: "add" | "change" } & Pieces)
  | { readonly type: "remove"; readonly good: number }
  | { readonly type: "describe" }
  | { readonly type: "coupons"; readonly names: readonly CouponName[] }
  | { readonly type: "gift_card"; readonly card: "own" | "unknown" | "none" }
  | { readonly type: "store_credit"; readonly uses: boolean }
  /** Another tab, which saw the cart before its last change. */
  | ({ readonly type: "second_tab" } & Pieces)
  | { readonly type: "count"; readonly good: number; readonly onHand: number }
  | { readonly type: "reprice"; readonly good: number; readonly priceMinor: number }
  /** `before`: with the total that was shown before prices changed; `other`: with one that never was. */
  | {
      readonly type: "order";
      readonly token: "tok_visa" | "tok_declined";
      readonly sees: "now" | "before" | "other";
    }
  | { readonly type: "repeat" }
  /** Another body under the key of the last submission. */
  | { readonly type: "reuse_key" }
  | { readonly type: "cancel" }
  /** Somebody without a right to it. */
  | { readonly type: "stranger"; readonly asks: "cart" | "order" | "cancel" | "refund" }
  /** All that is left where nothing is named. */
  | { readonly type: "ship"; readonly pieces: Pieces | undefined }
  /** Asked for, let come, received. */
  | ({ readonly type: "give_back"; readonly isRestocked: boolean } & Pieces)
  /** Through the door of the payment: so many hundredths of what it took. */
  | { readonly type: "refund_payment"; readonly percent: number }
  | { readonly type: "refund"; readonly subject: RefundSubject; readonly to: RefundTarget };

export type CommandOf<Type extends Command["type"]> = Extract<Command, { readonly type: Type }>;
