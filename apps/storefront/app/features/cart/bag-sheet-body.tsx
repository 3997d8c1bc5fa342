// What the bag's sheet shows when there is something in it. A default export, because that is what `lazy` loads.
import type { Cart } from "@souk/contracts";
import { ButtonLink } from "@souk/ui";
import { Money } from "../../components/money.tsx";
import { useMessages } from "../../messages/use-messages.ts";
import { isBlocked } from "./blocking.ts";
import { CartLines } from "./cart-lines.tsx";

// oxlint-disable-next-line import/no-default-export -- React.lazy wants one.
export default function BagSheetBody({ cart }: { cart: Cart }) {
  const { cart: words } = useMessages();
  return (
    <>
      <div className="grow overflow-y-auto overscroll-contain px-6">
        <CartLines cart={cart} compact />
      </div>
      <footer className="border-t border-line px-6 pt-4 pb-[max(1.5rem,env(safe-area-inset-bottom))]">
        <p className="mb-4 flex items-baseline justify-between font-medium">
          <span>{words.totals.subtotal}</span>
          <Money value={cart.totals.subtotal} />
        </p>
        {isBlocked(cart.lines) ? (
          <p className="mb-3 text-sm text-ink-soft">{words.blocked}</p>
        ) : (
          <ButtonLink href="/checkout" className="w-full">
            {words.checkout}
          </ButtonLink>
        )}
        <ButtonLink href="/cart" tone="quiet" className="mt-1 w-full">
          {words.view}
        </ButtonLink>
      </footer>
    </>
  );
}
