// What is being bought, beside the forms; folded away at the top on phones, with the total in sight.
import type { Cart } from "@souk/contracts";
import { Icon } from "@souk/ui";
import { OrderLines } from "../../components/order-lines.tsx";
import { CartTotals } from "../../components/totals.tsx";
import { moneyText } from "../../lib/currency.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";

function Content({ cart }: { cart: Cart }) {
  const { checkout } = useCheckoutMessages();
  return (
    <>
      <OrderLines lines={cart.lines} />
      <div className="mt-6 border-t border-line pt-4">
        <CartTotals cart={cart} shippingLater={checkout.deliveryBelow} />
      </div>
    </>
  );
}

export function OrderSummary({ cart }: { cart: Cart }) {
  const { locale } = useMessages();
  const { checkout } = useCheckoutMessages();
  return (
    <>
      <details className="group border-b border-line bg-sunken lg:hidden">
        <summary className="shell flex min-h-14 list-none items-center justify-between gap-4 text-sm">
          <span className="inline-flex items-center gap-2">
            {checkout.orderSummary}
            <Icon name="chevron-down" className="size-4 transition-transform group-open:rotate-180" />
          </span>
          <span className="figures font-medium">{moneyText(cart.amountDue, locale)}</span>
        </summary>
        <div className="shell pt-2 pb-6">
          <Content cart={cart} />
        </div>
      </details>
      <aside aria-labelledby="order-summary" className="hidden bg-sunken lg:block">
        <div className="sticky top-0 px-12 py-14 xl:pe-[max(3.5rem,calc((100vw-92rem)/2+3.5rem))]">
          <h2 id="order-summary" className="display-type mb-6 text-xl">
            {checkout.orderSummary}
          </h2>
          <Content cart={cart} />
        </div>
      </aside>
    </>
  );
}

/** Form on one side, summary on the other; one below the other on phones, the summary first. */
export function CheckoutColumns({ cart, children }: { cart: Cart; children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-1 lg:min-h-[calc(100dvh-4.75rem)] lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
      <div className="lg:order-2 lg:grid">
        <OrderSummary cart={cart} />
      </div>
      <div className="lg:order-1">
        <div className="shell max-w-[44rem] py-8 lg:me-0 lg:ms-auto lg:pe-16 lg:py-14 lg:max-w-[48rem]">
          {children}
        </div>
      </div>
    </div>
  );
}
