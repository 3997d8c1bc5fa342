// The cart's discount codes, those that give nothing now with the reason, and where another one is typed.
import type { Cart } from "@souk/contracts";
import { Icon } from "@souk/ui";
import { useFetcher } from "react-router";
import { usePayingMessages } from "../../messages/use-paying-messages.ts";
import type { CartOutcome } from "./cart-refusals.server.ts";
import { CodeEntry } from "./code-entry.tsx";
import { FormOrigin } from "./form-origin.tsx";

type CouponChipProps = {
  readonly cartId: string;
  readonly code: string;
  readonly reason: string | undefined;
};

function CouponChip({ cartId, code, reason }: CouponChipProps) {
  const { codes } = usePayingMessages();
  const fetcher = useFetcher<CartOutcome>();
  const why = reason === undefined ? undefined : (codes.couponReasons[reason] ?? codes.couponWrong);
  return (
    <fetcher.Form
      method="post"
      action="/cart"
      className="flex items-center justify-between gap-3 text-sm"
      hidden={fetcher.state !== "idle"}
    >
      <FormOrigin cartId={cartId} />
      <input type="hidden" name="intent" value="coupon-remove" />
      <input type="hidden" name="code" value={code} />
      <span className="min-w-0 wrap-anywhere">
        <span className="font-medium">{code}</span>
        {why ? <span className="block text-warning">{codes.couponIdle(why)}</span> : null}
      </span>
      <button className="grid size-11 shrink-0 place-items-center rounded-md hover:bg-line">
        <Icon name="close" className="size-4" />
        <span className="sr-only">{codes.couponRemove(code)}</span>
      </button>
    </fetcher.Form>
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
