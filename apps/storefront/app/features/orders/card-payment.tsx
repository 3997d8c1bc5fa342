// Paying by card on our page, in fields that are the provider's: no card number ever is in a field, or a request, of ours.
import type { Order } from "@souk/contracts";
import { Button, ButtonLink, Notice } from "@souk/ui";
import { type ReactNode, useState } from "react";
import { useLocation } from "react-router";
import { moneyText } from "../../lib/currency.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import type { CardPaymentParts } from "./card-payment.server.ts";
import type { CardProblem } from "./stripe-script.ts";
import { useCardFields } from "./use-card-fields.ts";

type CardPaymentProps = {
  readonly order: Order;
  readonly card: CardPaymentParts;
  /** The shop's other ways to pay; nothing where there are none. */
  readonly otherWays: ReactNode;
};

export function CardPayment({ order, card, otherWays }: CardPaymentProps) {
  const { payment } = useCheckoutMessages();
  const { pathname } = useLocation();
  const words = payment.card;
  return (
    <>
      <h1 className="display-type text-3xl">{words.title}</h1>
      <p className="mt-4 mb-8 max-w-prose text-lg text-ink-soft">{words.text}</p>
      <noscript>
        <Notice tone="warning" title={words.noScriptTitle}>
          {words.noScript}
        </Notice>
        {otherWays ? <p className="mt-8">{words.noScriptOther}</p> : null}
        {otherWays}
      </noscript>
      <CardForm order={order} card={card} />
      {otherWays ? (
        <p className="mt-6">
          <ButtonLink href={`${pathname}?other`} tone="quiet">
            {words.other}
          </ButtonLink>
        </p>
      ) : null}
    </>
  );
}

function CardForm({ order, card }: Pick<CardPaymentProps, "order" | "card">) {
  const { payment } = useCheckoutMessages();
  const { locale } = useMessages();
  const { place, state, pay } = useCardFields(card);
  const [problem, setProblem] = useState<CardProblem>();
  const [isBusy, setBusy] = useState(false);
  const words = payment.card;
  const submit = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    setProblem(await pay());
    setBusy(false);
  };
  if (state === "unreachable") return <Unreachable />;
  return (
    <form onSubmit={(event) => void submit(event)} className="max-w-xl noscript:hidden" aria-busy={isBusy}>
      {problem ? (
        <Notice tone="warning" assertive title={words.failedTitle} className="mb-6">
          {problem.message ?? words.failed}
        </Notice>
      ) : null}
      <div ref={place} className="min-h-60" />
      {state === "loading" ? <output className="block text-ink-soft">{words.loading}</output> : null}
      <Button busy={isBusy} disabled={state !== "ready"} size="large" className="mt-6 w-full">
        {isBusy ? words.paying : words.pay(moneyText(order.amountDue, locale))}
      </Button>
    </form>
  );
}

function Unreachable() {
  const { payment } = useCheckoutMessages();
  const { pathname } = useLocation();
  const words = payment.card;
  return (
    <Notice tone="warning" assertive title={words.unreachableTitle}>
      <p>{words.unreachable}</p>
      <p className="mt-4">
        <a href={pathname} className="text-indigo underline underline-offset-4">
          {words.reload}
        </a>
      </p>
    </Notice>
  );
}
