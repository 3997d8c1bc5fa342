// From the lines to the total, each step with its name, and what is left of it after gift cards and store credit. The same on the bag, the checkout and the order.
import type { Cart, MoneyBody, Order, Totals as TotalsView } from "@souk/contracts";
import { useMessages } from "../messages/use-messages.ts";
import { usePayingMessages } from "../messages/use-paying-messages.ts";
import { Money } from "./money.tsx";
import { TotalSteps } from "./total-steps.tsx";

/** The tax that is part of the prices; the totals name only what is added to them. */
function taxIncluded({ totals, explanation = [] }: TotalsProps): MoneyBody {
  const steps = explanation.filter(({ code }) => code === "tax_included");
  return { ...totals.total, amount: steps.reduce((sum, { amount }) => sum + amount.amount, 0) };
}

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-6 py-1">
      <dt className="min-w-0 text-ink-soft wrap-anywhere">{label}</dt>
      <dd className="shrink-0 text-end">{children}</dd>
    </div>
  );
}

function Sum({ label, value }: { label: string; value: MoneyBody }) {
  return (
    <div className="mt-3 flex items-baseline justify-between gap-6 border-t border-line pt-4 text-lg font-medium">
      <dt className="min-w-0 wrap-anywhere">{label}</dt>
      <dd className="shrink-0">
        <Money value={value} />
      </dd>
    </div>
  );
}

export type PaidByCredit = { readonly label: string; readonly amount: MoneyBody };
type TotalsProps = {
  readonly totals: TotalsView;
  readonly shippingKnown: boolean;
  /** Where the price of delivery is found, as long as it is not known. */
  readonly shippingLater?: string;
  /** Each step in words, to be unfolded. */
  readonly explanation?: Cart["explanation"];
  readonly credits?: readonly PaidByCredit[];
  readonly amountDue?: MoneyBody;
  /** What is due has been paid. */
  readonly isPaid?: boolean;
};

export function Totals(props: TotalsProps) {
  const { totals, explanation = [], credits = [], amountDue, isPaid = false } = props;
  const { cart } = useMessages();
  const words = usePayingMessages().totals;
  const { tax, total } = totals;
  const contained = taxIncluded(props);
  return (
    <>
      <dl className="text-sm">
        <StepsToTotal {...props} />
        {tax.amount === 0 ? null : (
          <Row label={cart.totals.taxAdded}>
            <Money value={tax} />
          </Row>
        )}
        <Sum label={cart.totals.total} value={total} />
        {contained.amount > 0 ? (
          <div className="flex items-baseline justify-between gap-6 text-xs text-ink-faint">
            <dt>{cart.totals.taxIncluded}</dt>
            <dd>
              <Money value={contained} />
            </dd>
          </div>
        ) : null}
        {credits.length > 0 ? <div className="h-3" /> : null}
        {credits.map(({ label, amount }) => (
          <Row key={label} label={label}>
            <Money value={{ ...amount, amount: -amount.amount }} className="text-success" />
          </Row>
        ))}
        {credits.length > 0 && amountDue ? (
          <Sum label={isPaid ? words.paid : words.due} value={amountDue} />
        ) : null}
      </dl>
      <TotalSteps steps={explanation} />
    </>
  );
}

function StepsToTotal({ totals, shippingKnown, shippingLater }: TotalsProps) {
  const { cart } = useMessages();
  const { subtotal, discount, shipping } = totals;
  return (
    <>
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
    </>
  );
}

/** A cart with everything that is known about what it costs and who pays. */
export function CartTotals({ cart, shippingLater }: { cart: Cart; shippingLater?: string }) {
  const { codes, totals } = usePayingMessages();
  const cards = cart.giftCards.map(({ last4, amount }) => ({ label: codes.giftCardName(last4), amount }));
  const credits = [...cards, { label: totals.storeCredit, amount: cart.storeCredit }];
  return (
    <Totals
      totals={cart.totals}
      shippingKnown={cart.shippingMethodId !== null}
      {...(shippingLater === undefined ? {} : { shippingLater })}
      explanation={cart.explanation}
      credits={credits.filter(({ amount }) => amount.amount > 0)}
      amountDue={cart.amountDue}
    />
  );
}

/** An order, as it was agreed. */
export function OrderTotals({
  order,
}: {
  order: Pick<Order, "totals" | "explanation" | "credits" | "amountDue" | "status">;
}) {
  const { codes, totals } = usePayingMessages();
  const credits = order.credits.map(({ last4, amount }) => ({
    label: last4 === null ? totals.storeCredit : codes.giftCardName(last4),
    amount,
  }));
  const { explanation, amountDue, status } = order;
  return (
    <Totals
      totals={order.totals}
      shippingKnown
      explanation={explanation}
      credits={credits}
      amountDue={amountDue}
      isPaid={status !== "pending" && status !== "cancelled"}
    />
  );
}
