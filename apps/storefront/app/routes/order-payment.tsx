// Paying for an order that was placed: the way to the provider, and every way in which paying can end without being paid.
import type { Payment } from "@souk/contracts";
import { redirect, redirectDocument } from "react-router";
import { CheckoutFrame } from "../components/checkout-frame.tsx";
import type { Ways } from "../components/ways-to-pay.tsx";
import { refillCart } from "../features/cart/cart-changes.server.ts";
import { CardPayment } from "../features/orders/card-payment.tsx";
import { cardPaymentOf } from "../features/orders/card-payment.server.ts";
import { findPayment, loadOrder } from "../features/orders/load-order.server.ts";
import { NumberKept } from "../components/number-kept.tsx";
import { OrderErrorPage } from "../features/orders/order-hidden.tsx";
import { Ordered } from "../features/orders/ordered.tsx";
import { payOrder } from "../features/orders/pay-order.server.ts";
import { ForwardToProvider, OrderGone, PayAgain, StillOpen } from "../features/orders/payment-states.tsx";
import { ByHand } from "../features/orders/by-hand.tsx";
import { standingOf } from "../features/orders/settling.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { waysToPay } from "../lib/ways-to-pay.server.ts";
import { checkoutMessagesFor, useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/order-payment";

export const handle = { ownFrame: true };

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const order = await loadOrder(shop, params.id);
  const payment = await findPayment(shop, order);
  const standing = standingOf(order, payment);
  if (standing === "confirmed" || standing === "settling")
    throw redirect(`/orders/${order.id}/confirmation`, 303);
  const forwardUrl =
    standing === "open" && url.searchParams.has("forward") ? (payment?.redirectUrl ?? null) : null;
  const isElsewhere = url.searchParams.has("other");
  return {
    order,
    payment,
    standing,
    forwardUrl,
    card: standing === "open" && !isElsewhere ? cardPaymentOf(shop, order, payment) : null,
    isElsewhere,
    ways: await waysToPay(shop),
    idempotencyKey: crypto.randomUUID(),
  };
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const shop = shopOf(context);
  const order = await loadOrder(shop, params.id);
  const form = await request.formData();
  if (form.get("intent") === "restore") {
    await refillCart(shop, order.lines);
    throw redirect("/cart", 303);
  }
  const outcome = await payOrder(shop, order, form);
  if (outcome.status !== "started") return outcome;
  // A document of its own: the page with the card fields has another policy than the one that leads to it.
  throw redirectDocument(
    outcome.mustPay ? `/orders/${order.id}/payment?forward` : `/orders/${order.id}/confirmation`,
    303,
  );
}

export const meta: Route.MetaFunction = () => {
  const { common } = messagesFor("en");
  const { payment } = checkoutMessagesFor("en");
  return pageMeta({ title: common.pageTitle(payment.title), publicUrl: "" });
};

type StateProps = Route.ComponentProps["loaderData"] & { outcome: Route.ComponentProps["actionData"] };

/** The other ways, beside the one that is under way. */
function waysBeside(ways: Ways, payment: Payment | null): Ways {
  const isOther = (provider: string): boolean => provider !== payment?.provider;
  return {
    ...ways,
    providers: ways.providers.filter(isOther),
    saved: ways.saved.filter(({ provider }) => isOther(provider)),
  };
}

function State({ forwardUrl, card, isElsewhere, outcome, ...open }: StateProps) {
  const { standing, payment } = open;
  if (standing === "gone") return <OrderGone />;
  if (forwardUrl !== null) return <ForwardToProvider url={forwardUrl} />;
  if (standing === "open" && payment?.redirectUrl)
    return <StillOpen redirectUrl={payment.redirectUrl} outcome={outcome} />;
  if (card !== null) {
    const ways = waysBeside(open.ways, payment);
    const other = <PayAgain {...open} ways={ways} outcome={outcome} />;
    return (
      <CardPayment order={open.order} card={card} otherWays={ways.providers.length > 0 ? other : null} />
    );
  }
  if (standing === "open" && payment?.instructions && !isElsewhere)
    return <ByHand order={open.order} payment={payment} ways={waysBeside(open.ways, payment)} />;
  return <PayAgain {...open} outcome={outcome} />;
}

export default function OrderPaymentPage({ loaderData, actionData }: Route.ComponentProps) {
  const { order: words } = useCheckoutMessages();
  const { order } = loaderData;
  return (
    <CheckoutFrame step="payment" canGoBack={false}>
      <div className="shell grid grid-cols-1 gap-x-16 gap-y-12 py-12 lg:grid-cols-12 lg:py-20">
        <div className="lg:col-span-7">
          <State {...loaderData} outcome={actionData} />
        </div>
        <Ordered
          order={order}
          title={<NumberKept text={words.title(order.number)} number={order.number} />}
          className="lg:col-span-5"
        />
      </div>
    </CheckoutFrame>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <CheckoutFrame step="payment" canGoBack={false}>
      <OrderErrorPage error={error} />
    </CheckoutFrame>
  );
}
