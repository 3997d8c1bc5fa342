// Everything that pays or reduces beside a card: discount codes, gift cards, store credit.
import type { Cart, MoneyBody } from "@souk/contracts";
import type { CartOutcome } from "./cart-refusals.server.ts";
import { CouponForm } from "./coupon-form.tsx";
import { GiftCardForm } from "./gift-card-form.tsx";
import { StoreCreditSwitch } from "./store-credit-switch.tsx";

type CodesAndCreditProps = {
  readonly cart: Cart;
  /** What the customer could pay with; nothing for guests, and where there is none. */
  readonly credit: MoneyBody | null;
  /** What became of a form that was sent without JavaScript. */
  readonly outcome?: CartOutcome | undefined;
};

export function CodesAndCredit({ cart, credit, outcome }: CodesAndCreditProps) {
  return (
    <div className="border-y border-line py-2">
      {credit ? <StoreCreditSwitch cart={cart} available={credit} /> : null}
      <CouponForm cart={cart} error={outcome?.couponError} />
      <GiftCardForm cart={cart} outcome={outcome} />
    </div>
  );
}
