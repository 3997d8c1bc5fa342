// The cart's discount codes, those that give nothing now with the reason, and where another one is typed.
import type { Cart } from "@souk/contracts";
import { useFetcher } from "react-router";
import { usePayingMessages } from "../../messages/use-paying-messages.ts";
import { AppliedCode } from "./applied-code.tsx";
import type { CartOutcome } from "./cart-refusals.server.ts";
import { CodeEntry } from "./code-entry.tsx";

type CouponChipProps = {
  readonly cartId: string;
  readonly code: string;
  readonly reason: string | undefined;
};

function CouponChip({ cartId, code, reason }: CouponChipProps) {
  const { codes } = usePayingMessages();
  const why = reason === undefined ? undefined : (codes.couponReasons[reason] ?? codes.couponWrong);
  return (
    <AppliedCode
      cartId={cartId}
      intent="coupon-remove"
      field={{ name: "code", value: code }}
      removeLabel={codes.couponRemove(code)}
    >
      <span className="font-medium">{code}</span>
      {why ? <span className="block text-warning">{codes.couponIdle(why)}</span> : null}
    </AppliedCode>
  );
}

type CouponFormProps = {
  readonly cart: Pick<Cart, "id" | "couponCodes" | "refusedCoupons">;
  readonly error: string | undefined;
};

export function CouponForm({ cart, error }: CouponFormProps) {
  const { codes } = usePayingMessages();
  const fetcher = useFetcher<CartOutcome>({ key: "coupon" });
  const reasons = new Map(cart.refusedCoupons.map(({ code, reason }) => [code, reason]));
  return (
    <>
      {cart.couponCodes.map((code) => (
        <CouponChip key={code} cartId={cart.id} code={code} reason={reasons.get(code)} />
      ))}
      <CodeEntry
        fetcher={fetcher}
        cartId={cart.id}
        intent="coupon"
        field={{ name: "code", label: codes.coupon }}
        question={codes.couponAsk}
        error={fetcher.data ? fetcher.data.couponError : error}
        round={cart.couponCodes.length}
      />
    </>
  );
}
