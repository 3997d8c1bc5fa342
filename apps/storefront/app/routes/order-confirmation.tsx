// Where a shopper lands after paying: thanks, or "nearly there" until the payment is settled. Whoever still has to pay is led to the payment page.
import type { Order } from "@souk/contracts";
import { ButtonLink, Icon } from "@souk/ui";
import { redirect } from "react-router";
import { NumberKept } from "../components/number-kept.tsx";
import { AddressText } from "../components/address-text.tsx";
import { CheckoutFrame } from "../components/checkout-frame.tsx";
import { findPayment, loadOrder } from "../features/orders/load-order.server.ts";
import { LookAgain } from "../features/orders/look-again.tsx";
import { OrderErrorPage } from "../features/orders/order-hidden.tsx";
import { Ordered } from "../features/orders/ordered.tsx";
import { addressStanding, standingOf } from "../features/orders/settling.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { checkoutMessagesFor, useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/order-confirmation";

export const handle = { ownFrame: true };

export async function loader({ params, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const order = await loadOrder(shop, params.id);
  const standing = standingOf(order, order.status === "pending" ? await findPayment(shop, order) : null);
  if (standing !== "confirmed" && standing !== "settling") throw redirect(`/orders/${order.id}/payment`, 303);
  return { order, standing };
}

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const { common } = messagesFor("en");
  const { order } = checkoutMessagesFor("en");
  const title = loaderData?.standing === "settling" ? order.settlingTitle : order.confirmedTitle;
  return pageMeta({ title: common.pageTitle(title), publicUrl: "" });
};

function Details({ order }: { order: Order }) {
  const { order: words } = useCheckoutMessages();
  return (
    <Ordered order={order} title={<NumberKept text={words.title(order.number)} number={order.number} />}>
      <dl className="mt-6 grid gap-4 border-t border-line pt-5 text-sm">
        <div>
          <dt className="text-ink-faint">{words.deliverTo[addressStanding(order.status)]}</dt>
          <dd>
            <AddressText address={order.shippingAddress} />
          </dd>
        </div>
        <div>
          <dt className="text-ink-faint">{words.delivery}</dt>
          <dd>{order.shippingMethod.name}</dd>
        </div>
      </dl>
    </Ordered>
  );
}

function Confirmed({ order }: { order: Order }) {
  const { common } = useMessages();
  const { order: words } = useCheckoutMessages();
  return (
    <>
      <p
        aria-hidden="true"
        className="mb-6 grid size-14 place-items-center rounded-full bg-saffron text-saffron-ink"
      >
        <Icon name="check" className="size-7" />
      </p>
      <h1 className="display-type text-3xl">{words.thanks(order.shippingAddress.firstName)}</h1>
      <p className="mt-4 max-w-prose text-lg text-ink-soft">
        <NumberKept text={words.confirmed(order.number, order.email)} number={order.number} />
      </p>
      <h2 className="display-type mt-12 mb-4 text-xl">{words.next}</h2>
      <ol className="grid max-w-prose gap-4">
        {words.nextSteps.map((step, index) => (
          <li key={step} className="flex gap-4 border-t border-line pt-4 text-sm">
            <span className="figures text-ink-faint">{index + 1}</span>
            {step}
          </li>
        ))}
      </ol>
      <p className="mt-10 flex flex-wrap gap-3">
        <ButtonLink href={`/orders/${order.id}`} tone="secondary">
          {words.view}
        </ButtonLink>
        <ButtonLink href="/" tone="quiet">
          {common.continueShopping}
        </ButtonLink>
      </p>
    </>
  );
}

function Settling() {
  const { order: words } = useCheckoutMessages();
  return (
    <>
      <p aria-hidden="true" className="mb-6 text-saffron">
        <span className="spinner block size-14!" />
      </p>
      <h1 className="display-type mb-4 text-3xl">{words.settlingTitle}</h1>
      <LookAgain text={words.settling} longText={words.settlingLong} />
    </>
  );
}

export default function ConfirmationPage({ loaderData }: Route.ComponentProps) {
  const { order, standing } = loaderData;
  return (
    <CheckoutFrame step="done" canGoBack={false}>
      <div className="shell grid gap-x-16 gap-y-12 py-12 lg:grid-cols-12 lg:py-20">
        <div className="lg:col-span-7">
          {standing === "confirmed" ? <Confirmed order={order} /> : <Settling />}
        </div>
        <div className="lg:col-span-5">
          <Details order={order} />
        </div>
      </div>
    </CheckoutFrame>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <CheckoutFrame step="done" canGoBack={false}>
      <OrderErrorPage error={error} />
    </CheckoutFrame>
  );
}
