// From the lines to the total, each step with its name. The same on the bag, the checkout and the order.
import type { Totals as TotalsView } from "@souk/contracts";
import { useMessages } from "../messages/use-messages.ts";
import { Money } from "./money.tsx";

/** Where the sum of the steps is the total already, tax is part of the prices. */
const isTaxIncluded = ({ subtotal, discount, shipping, total }: TotalsView): boolean =>
  subtotal.amount - Math.abs(discount.amount) + shipping.amount === total.amount;

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-6 py-1">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="text-end">{children}</dd>
    </div>
  );
}

type TotalsProps = {
  readonly totals: TotalsView;
  readonly shippingKnown: boolean;
  /** Where the price of delivery is found, as long as it is not known. */
  readonly shippingLater?: string;
};

export function Totals({ totals, shippingKnown, shippingLater }: TotalsProps) {
  const { cart } = useMessages();
  const { subtotal, discount, shipping, tax, total } = totals;
  return (
    <dl className="text-sm">
      <Row label={cart.totals.subtotal}>
        <Money value={subtotal} />
      </Row>
      {discount.amount === 0 ? null : (
        <Row label={cart.totals.discount}>
          <Money value={{ ...discount, amount: -Math.abs(discount.amount) }} className="text-success" />
        </Row>
      )}
      <Row label={cart.totals.shipping}>
        {shippingKnown ? (
          shipping.amount === 0 ? (
            cart.shippingFree
          ) : (
            <Money value={shipping} />
          )
        ) : (
          <span className="text-ink-faint">{shippingLater ?? cart.shippingLater}</span>
        )}
      </Row>
      {isTaxIncluded(totals) || tax.amount === 0 ? null : (
        <Row label={cart.totals.taxAdded}>
          <Money value={tax} />
        </Row>
      )}
      <div className="mt-3 flex items-baseline justify-between gap-6 border-t border-line pt-4 text-lg font-medium">
        <dt>{cart.totals.total}</dt>
        <dd>
          <Money value={total} />
        </dd>
      </div>
      {isTaxIncluded(totals) && tax.amount > 0 ? (
        <div className="flex items-baseline justify-between gap-6 text-xs text-ink-faint">
          <dt>{cart.totals.taxIncluded}</dt>
          <dd>
            <Money value={tax} />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
