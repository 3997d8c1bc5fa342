// Choosing how to pay, and the one button that costs money, with the amount on it. Where nothing is left to pay it says so.
import type { Cart } from "@souk/contracts";
import { Button, Link, Notice } from "@souk/ui";
import { Form, useFetchers, useNavigation } from "react-router";
import { WaysToPay, type Ways } from "../../components/ways-to-pay.tsx";
import { moneyText, moneyToField } from "../../lib/currency.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { usePayingMessages } from "../../messages/use-paying-messages.ts";
import { shownOf } from "./quote-changes.ts";
import type { Unplaced } from "./unplaced-notice.tsx";

type PlaceOrderFormProps = {
  readonly cart: Cart;
  readonly ways: Ways;
  readonly idempotencyKey: string;
  readonly outcome: Unplaced | undefined;
};

/** What this page showed: the API places the order only if it is still so. */
function WhatWasShown({ cart, idempotencyKey, outcome }: Omit<PlaceOrderFormProps, "ways">) {
  const key = outcome?.status === "unknown" ? outcome.idempotencyKey : idempotencyKey;
  return (
    <>
      <input type="hidden" name="idempotencyKey" value={key} />
      <input type="hidden" name="cartId" value={cart.id} />
      <input type="hidden" name="expectedTotal" value={moneyToField(cart.totals.total)} />
      <input type="hidden" name="expectedAmountDue" value={moneyToField(cart.amountDue)} />
      <input type="hidden" name="shown" value={shownOf(cart)} />
    </>
  );
}

function HowToPay({ ways }: { ways: Ways }) {
  const { payment } = useCheckoutMessages();
  const { ways: words } = usePayingMessages();
  return (
    <>
      <h2 className="display-type mb-4 text-xl">{payment.how}</h2>
      {ways.providers.length === 0 ? (
        <Notice tone="warning">{words.none}</Notice>
      ) : (
        <WaysToPay ways={ways} legendHidden />
      )}
    </>
  );
}

function NothingToPay() {
  const { ways } = usePayingMessages();
  return (
    <Notice tone="success" title={ways.nothingTitle}>
      {ways.nothing}
    </Notice>
  );
}

export function PlaceOrderForm({ cart, ways, idempotencyKey, outcome }: PlaceOrderFormProps) {
  const { locale } = useMessages();
  const { payment } = useCheckoutMessages();
  const { ways: words } = usePayingMessages();
  const isPlacing = useNavigation().formAction === "/checkout/payment";
  const isCartChanging = useFetchers().some(({ formAction }) => formAction === "/cart"); // The amount on the button is about to change.
  const isFree = cart.amountDue.amount === 0;
  const cannotPay = !isFree && ways.providers.length === 0;
  const label = isFree ? words.place : payment.pay(moneyText(cart.amountDue, locale));
  return (
    <Form method="post" action="/checkout/payment" className="mt-10">
      <WhatWasShown cart={cart} idempotencyKey={idempotencyKey} outcome={outcome} />
      {isFree ? <NothingToPay /> : <HowToPay ways={ways} />}
      <Button busy={isPlacing || isCartChanging} disabled={cannotPay} size="large" className="mt-8 w-full">
        {isPlacing ? payment.paying : label}
      </Button>
      <p className="mt-4 text-center text-sm text-ink-soft">
        {payment.terms} <Link href="/terms">{payment.termsLink}</Link>.
      </p>
    </Form>
  );
}
