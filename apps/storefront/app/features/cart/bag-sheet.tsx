// The bag beside the page: what is in it and the way to the checkout.
import type { Cart } from "@souk/contracts";
import { Button, ButtonLink, EmptyState, Sheet } from "@souk/ui";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useLocation } from "react-router";
import { Money } from "../../components/money.tsx";
import { useMessages } from "../../messages/use-messages.ts";
import { BagSheetContext, useBagSheet } from "./bag-sheet-context.ts";
import { CartLines } from "./cart-lines.tsx";

function SheetBody({ cart }: { cart: Cart }) {
  const { cart: words } = useMessages();
  return (
    <>
      <div className="grow overflow-y-auto overscroll-contain px-6">
        <CartLines lines={cart.lines} compact />
      </div>
      <footer className="border-t border-line px-6 pt-4 pb-[max(1.5rem,env(safe-area-inset-bottom))]">
        <p className="mb-4 flex items-baseline justify-between font-medium">
          <span>{words.totals.subtotal}</span>
          <Money value={cart.totals.subtotal} />
        </p>
        <ButtonLink href="/checkout" className="w-full">
          {words.checkout}
        </ButtonLink>
        <ButtonLink href="/cart" tone="quiet" className="mt-1 w-full">
          {words.view}
        </ButtonLink>
      </footer>
    </>
  );
}

function EmptyBag() {
  const { cart: words, common } = useMessages();
  const { hide } = useBagSheet();
  return (
    <div className="px-6">
      <EmptyState
        title={words.empty}
        action={
          <Button type="button" tone="secondary" onClick={hide}>
            {common.continueShopping}
          </Button>
        }
      >
        {words.emptyHint}
      </EmptyState>
    </div>
  );
}

export function BagSheetProvider({ cart, children }: { cart: Cart | null; children: ReactNode }) {
  const { cart: words, common } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const { key } = useLocation();
  useEffect(() => setIsOpen(false), [key]); // Another page: the sheet has done its work.
  const control = useMemo(() => ({ show: () => setIsOpen(true), hide: () => setIsOpen(false) }), []);
  return (
    <BagSheetContext value={control}>
      {children}
      <Sheet open={isOpen} onClose={control.hide} title={words.title} closeLabel={common.close}>
        {cart && cart.lines.length > 0 ? <SheetBody cart={cart} /> : <EmptyBag />}
      </Sheet>
    </BagSheetContext>
  );
}
