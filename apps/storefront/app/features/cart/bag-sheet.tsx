// The bag beside the page. What it shows is loaded when it is opened for the first time.
import type { Cart } from "@souk/contracts";
import { Button, EmptyState, Sheet, Skeleton } from "@souk/ui";
import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import { useLocation } from "react-router";
import { useMessages } from "../../messages/use-messages.ts";
import { BagSheetContext, useBagSheet } from "./bag-sheet-context.ts";

const SheetBody = lazy(() => import("./bag-sheet-body.tsx"));

function WaitingBody() {
  return (
    <div className="grid gap-5 p-6">
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-24 w-full" />
    </div>
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
        {words.emptyShort}
      </EmptyState>
    </div>
  );
}

function BagContent({ cart }: { cart: Cart | null }) {
  return cart && cart.lines.length > 0 ? <SheetBody cart={cart} /> : <EmptyBag />;
}

export function BagSheetProvider({ cart, children }: { cart: Cart | null; children: ReactNode }) {
  const { cart: words, common } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const { key } = useLocation();
  const [openedAt, setOpenedAt] = useState(key);
  if (openedAt !== key) {
    setOpenedAt(key); // Another page: the sheet has done its work.
    setIsOpen(false);
  }
  const [wasOpened, setWasOpened] = useState(false);
  if (isOpen && !wasOpened) setWasOpened(true); // From now on its content stays, so that it does not vanish while the sheet slides away.
  const control = useMemo(() => ({ show: () => setIsOpen(true), hide: () => setIsOpen(false) }), []);
  return (
    <BagSheetContext value={control}>
      {children}
      <Sheet open={isOpen} onClose={control.hide} title={words.title} closeLabel={common.close}>
        <Suspense fallback={<WaitingBody />}>{wasOpened ? <BagContent cart={cart} /> : null}</Suspense>
      </Sheet>
    </BagSheetContext>
  );
}
