// Looking it over once more, choosing how to pay, and the one button that costs money, with the amount on it.
import type { Cart } from "@souk/contracts";
import { BareLink, Button, ChoiceCards, Link, Notice } from "@souk/ui";
import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";
import { AddressText } from "../../components/address-text.tsx";
import { moneyText, moneyToField } from "../../lib/currency.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import type { PlaceOutcome } from "./place-order.server.ts";

type ReviewRowProps = { readonly label: string; readonly href?: string; readonly children: ReactNode };

function ReviewRow({ label, href = "/checkout", children }: ReviewRowProps) {
  const { common } = useMessages();
  return (
    <div className="flex items-start gap-4 border-b border-line py-3.5 text-sm">
      <dt className="w-24 shrink-0 text-ink-faint">{label}</dt>
      <dd className="min-w-0 grow wrap-anywhere">{children}</dd>
      <dd>
        <BareLink
          href={href}
          className="-my-2.5 inline-flex min-h-11 items-center text-indigo underline underline-offset-4"
        >
          {common.change}
          <span className="sr-only"> {label}</span>
        </BareLink>
      </dd>
    </div>
  );
}

function Review({ cart, methodName }: { cart: Cart; methodName: string }) {
  const { payment } = useCheckoutMessages();
  return (
    <dl className="border-t border-line">
      <ReviewRow label={payment.reviewContact}>{cart.email}</ReviewRow>
      {cart.shippingAddress ? (
        <ReviewRow label={payment.reviewAddress}>
          <AddressText address={cart.shippingAddress} />
        </ReviewRow>
      ) : null}
      {cart.billingAddress ? (
        <ReviewRow label={payment.reviewInvoice} href="/account/addresses">
          <AddressText address={cart.billingAddress} />
        </ReviewRow>
      ) : null}
      <ReviewRow label={payment.reviewDelivery}>{methodName}</ReviewRow>
    </dl>
  );
}

/** What a placing that did not work tells the visitor; what sold out or is missing is shown on other pages. */
type Unplaced = Exclude<PlaceOutcome, { status: "placed" | "sold_out" | "incomplete" }>;

function UnplacedNotice({ outcome, cart }: { outcome: Unplaced; cart: Cart }) {
  const { locale } = useMessages();
  const { payment } = useCheckoutMessages();
  const total = moneyText(cart.totals.total, locale);
  const before =
    outcome.status === "price_changed" && outcome.before ? moneyText(outcome.before, locale) : total;
  const [title, text] = {
    price_changed: [payment.priceChangedTitle, payment.priceChanged(before, total)],
    unknown: [payment.unknownTitle, payment.unknown],
    refused: [payment.refusedTitle, payment.refused],
  }[outcome.status];
  return (
    <Notice tone="warning" title={title} assertive className="mb-8">
      <p>{text}</p>
    </Notice>
  );
}

type PlaceOrderFormProps = {
  readonly cart: Cart;
  readonly methodName: string;
  readonly providers: readonly string[];
  readonly idempotencyKey: string;
  readonly outcome: Unplaced | undefined;
};

export function PlaceOrderForm({
  cart,
  methodName,
  providers,
  idempotencyKey,
  outcome,
}: PlaceOrderFormProps) {
  const { locale } = useMessages();
  const { payment } = useCheckoutMessages();
  const isBusy = useNavigation().formAction === "/checkout/payment";
  return (
    <Form method="post" action="/checkout/payment">
      {outcome ? <UnplacedNotice outcome={outcome} cart={cart} /> : null}
      <input
        type="hidden"
        name="idempotencyKey"
        value={outcome?.status === "unknown" ? outcome.idempotencyKey : idempotencyKey}
      />
      <input type="hidden" name="expectedTotal" value={moneyToField(cart.totals.total)} />
      <Review cart={cart} methodName={methodName} />
      <h2 className="display-type mt-10 mb-4 text-xl">{payment.how}</h2>
      <ChoiceCards
        name="provider"
        legend={payment.how}
        legendHidden
        defaultValue={providers[0]}
        choices={providers.map((value) => ({ value, ...(payment.providers[value] ?? { label: value }) }))}
      />
      <Button busy={isBusy} size="large" className="mt-8 w-full">
        {isBusy ? payment.paying : payment.pay(moneyText(cart.totals.total, locale))}
      </Button>
      <p className="mt-4 text-center text-sm text-ink-soft">
        {payment.terms} <Link href="/terms">{payment.termsLink}</Link>.
      </p>
    </Form>
  );
}
