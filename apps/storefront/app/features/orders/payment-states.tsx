// What a shopper sees about a payment that is not done: on the way to the provider, back too early, refused, cancelled, or too late.
import type { Order, Payment } from "@souk/contracts";
import { Button, buttonClasses, ButtonLink, Notice } from "@souk/ui";
import { useEffect } from "react";
import { Form, useLocation, useNavigation } from "react-router";
import { WaysToPay, type Ways } from "../../components/ways-to-pay.tsx";
import { moneyText } from "../../lib/currency.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { usePayingMessages } from "../../messages/use-paying-messages.ts";
import type { PayOutcome } from "./pay-order.server.ts";
import type { Standing } from "./settling.ts";
import { useLookAgain } from "./use-look-again.ts";

/** Leads on to the provider's page by itself. Not a redirect of the form: the page's policy allows forms to end on this origin only. */
export function ForwardToProvider({ url }: { url: string }) {
  const { payment } = useCheckoutMessages();
  useEffect(() => window.location.replace(url), [url]);
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={`0;url=${url}`} />
      </noscript>
      <span aria-hidden="true" className="spinner mb-6 block size-14! text-saffron" />
      <h1 className="display-type text-3xl">{payment.forwardTitle}</h1>
      <p className="mt-4 mb-8 max-w-prose text-lg text-ink-soft">{payment.forward}</p>
      <a href={url} className={buttonClasses({ tone: "primary", size: "large" })}>
        {payment.forwardButton}
      </a>
    </>
  );
}

function StateText({ standing, failureCode }: { standing: Standing; failureCode: string | undefined }) {
  const { payment } = useCheckoutMessages();
  const [title, text] =
    standing === "failed"
      ? [payment.failedTitle, payment.failed]
      : standing === "payment_cancelled"
        ? [payment.cancelledTitle, payment.cancelled]
        : [payment.openTitle, payment.open];
  const reason = failureCode === undefined ? undefined : payment.reasons[failureCode];
  return (
    <>
      <h1 className="display-type text-3xl">{title}</h1>
      <p className="mt-4 max-w-prose text-lg text-ink-soft">
        {reason ? `${reason} ` : ""}
        {text}
      </p>
    </>
  );
}

function UnstartedNotice({ outcome }: { outcome: PayOutcome | undefined }) {
  const { payment } = useCheckoutMessages();
  const { ways } = usePayingMessages();
  if (!outcome || outcome.status === "started") return null;
  if (outcome.status === "too_many_attempts") {
    const { retryAfterMinutes: minutes } = outcome;
    return (
      <Notice tone="warning" assertive className="mt-6" title={ways.tooManyTitle}>
        {minutes === null ? ways.tooManyOrder : ways.tooManyOrderWait(minutes)}
      </Notice>
    );
  }
  const isUnknown = outcome.status === "unknown";
  return (
    <Notice
      tone="warning"
      assertive
      className="mt-6"
      title={isUnknown ? payment.unknownTitle : payment.refusedTitle}
    >
      {isUnknown ? payment.unknown : payment.refusedAgain}
    </Notice>
  );
}

type StillOpenProps = { readonly redirectUrl: string; readonly outcome: PayOutcome | undefined };

/** Back from the provider and not paid, as far as we know: word of the payment may be on its way, so the page looks again by itself. */
export function StillOpen({ redirectUrl, outcome }: StillOpenProps) {
  const { payment, order } = useCheckoutMessages();
  const { pathname } = useLocation();
  const isLooking = useLookAgain();
  return (
    <>
      <h1 className="display-type text-3xl">{payment.openTitle}</h1>
      <output className="mt-4 block max-w-prose text-lg text-ink-soft">
        {isLooking ? payment.openLooking : payment.openLong}
      </output>
      <UnstartedNotice outcome={outcome} />
      <p className="mt-8 flex flex-wrap items-center gap-3">
        <a href={redirectUrl} className={buttonClasses({ tone: "primary", size: "large" })}>
          {payment.continue}
        </a>
        <ButtonLink href={pathname} tone="quiet">
          {order.checkAgain}
        </ButtonLink>
      </p>
    </>
  );
}

type PayAgainProps = {
  readonly order: Order;
  readonly payment: Payment | null;
  readonly standing: Standing;
  readonly ways: Ways;
  readonly idempotencyKey: string;
  readonly outcome: PayOutcome | undefined;
};

export function PayAgain({ order, payment, standing, ways, idempotencyKey, outcome }: PayAgainProps) {
  const { locale } = useMessages();
  const { payment: words } = useCheckoutMessages();
  const isBusy = useNavigation().state === "submitting";
  const total = moneyText(order.amountDue, locale);
  const label = standing === "open" ? words.pay(total) : words.tryAgain(total);
  return (
    <>
      <StateText standing={standing} failureCode={payment?.failureCode} />
      <UnstartedNotice outcome={outcome} />
      <Form method="post" className="mt-8 max-w-xl">
        <input type="hidden" name="intent" value="pay" />
        <input
          type="hidden"
          name="idempotencyKey"
          value={outcome?.status === "unknown" ? outcome.idempotencyKey : idempotencyKey}
        />
        <WaysToPay ways={ways} />
        <Button busy={isBusy} size="large" className="mt-6 w-full">
          {isBusy ? words.paying : label}
        </Button>
      </Form>
    </>
  );
}

export function OrderGone() {
  const { payment } = useCheckoutMessages();
  return (
    <>
      <h1 className="display-type text-3xl">{payment.orderGoneTitle}</h1>
      <p className="mt-4 max-w-prose text-lg text-ink-soft">{payment.orderGone}</p>
      <Form method="post" className="mt-8">
        <input type="hidden" name="intent" value="restore" />
        <Button tone="secondary">{payment.restore}</Button>
      </Form>
    </>
  );
}
