// An order as its customer sees it, or a guest with the link from the mail: where it stands, what is in it, where it goes.
import { isApiProblem } from "@souk/client";
import type { Order } from "@souk/contracts";
import { Badge, Button, ButtonLink, Notice, type BadgeTone } from "@souk/ui";
import { Form, redirect, useNavigation } from "react-router";
import { AddressText } from "../components/address-text.tsx";
import { NumberKept } from "../components/number-kept.tsx";
import { OrderLines } from "../components/order-lines.tsx";
import { Totals } from "../components/totals.tsx";
import { loadOrder } from "../features/orders/load-order.server.ts";
import { OrderErrorPage } from "../features/orders/order-hidden.tsx";
import { addressStanding } from "../features/orders/settling.ts";
import { OrderProgress } from "../features/orders/order-progress.tsx";
import { dateText } from "../lib/dates.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { checkoutMessagesFor, useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/order";

const TOKEN_LENGTH_MAX = 500;

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const token = url.searchParams.get("token");
  if (token !== null && token.length <= TOKEN_LENGTH_MAX) {
    shop.rememberOrder(params.id, token);
    throw redirect(`/orders/${encodeURIComponent(params.id)}`, 303); // The token leaves the address, and with it the history and the referrer.
  }
  return { order: await loadOrder(shop, params.id) };
}

export async function action({ params, context }: Route.ActionArgs) {
  const shop = shopOf(context);
  try {
    await (await shop.orderApi(params.id)).orders.cancel(params.id);
    return { cancelled: true };
  } catch (error) {
    if (isApiProblem(error) && error.status < 500) return { cancelled: false };
    throw error;
  }
}

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const { common } = messagesFor("en");
  const { order } = checkoutMessagesFor("en");
  return pageMeta({ title: common.pageTitle(order.title(loaderData?.order.number ?? "")), publicUrl: "" });
};

const TONES: Record<Order["status"], BadgeTone> = {
  pending: "warning",
  confirmed: "success",
  processing: "success",
  shipped: "success",
  delivered: "success",
  completed: "success",
  cancelled: "neutral",
  refunded: "neutral",
};
const CANCELLABLE: ReadonlySet<Order["status"]> = new Set(["pending", "confirmed"]);

function CancelForm({ order }: { order: Order }) {
  const { order: words } = useCheckoutMessages();
  const isBusy = useNavigation().state === "submitting";
  return (
    <details className="mt-10 border-t border-line pt-2 text-sm">
      <summary className="inline-flex min-h-11 list-none items-center text-ink-soft underline underline-offset-4 hover:text-ink">
        {words.cancel}
      </summary>
      <Form method="post" className="flex flex-col items-start gap-4 py-3">
        <p>{words.cancelQuestion}</p>
        <Button tone="danger" busy={isBusy}>
          <span>
            <NumberKept text={words.cancelConfirm(order.number)} number={order.number} />
          </span>
        </Button>
      </Form>
    </details>
  );
}

function Facts({ order }: { order: Order }) {
  const { order: words } = useCheckoutMessages();
  return (
    <dl className="grid gap-x-8 gap-y-6 text-sm sm:grid-cols-2">
      <div>
        <dt className="mb-1 text-ink-faint">{words.deliverTo[addressStanding(order.status)]}</dt>
        <dd>
          <AddressText address={order.shippingAddress} />
        </dd>
      </div>
      <div>
        <dt className="mb-1 text-ink-faint">{words.delivery}</dt>
        <dd>{order.shippingMethod.name}</dd>
      </div>
      <div>
        <dt className="mb-1 text-ink-faint">{words.contact}</dt>
        <dd>{order.email}</dd>
      </div>
      {order.trackingCode ? (
        <div>
          <dt className="mb-1 text-ink-faint">{words.tracking}</dt>
          <dd className="figures">{order.trackingCode}</dd>
        </div>
      ) : null}
    </dl>
  );
}

export default function OrderPage({ loaderData, actionData }: Route.ComponentProps) {
  const { dateLocale } = useMessages();
  const { order: words } = useCheckoutMessages();
  const { order } = loaderData;
  return (
    <div className="shell grid gap-x-16 gap-y-10 py-10 lg:grid-cols-12 lg:py-16">
      <div className="lg:col-span-7">
        <Badge tone={TONES[order.status]}>{words.statuses[order.status]}</Badge>
        <h1 className="display-type mt-3 text-3xl">
          <NumberKept text={words.title(order.number)} number={order.number} />
        </h1>
        <p className="mt-2 text-ink-soft">{words.placedOn(dateText(order.placedAt, dateLocale))}</p>
        {actionData ? (
          <Notice tone={actionData.cancelled ? "success" : "warning"} assertive className="mt-6">
            {actionData.cancelled ? words.cancelled : words.cancelFailed}
          </Notice>
        ) : null}
        {order.status === "pending" ? (
          <ButtonLink href={`/orders/${order.id}/payment`} className="mt-6">
            {words.pay}
          </ButtonLink>
        ) : null}
        <div className="my-10">
          <OrderProgress order={order} />
        </div>
        <Facts order={order} />
        {CANCELLABLE.has(order.status) ? <CancelForm order={order} /> : null}
      </div>
      <section
        aria-labelledby="ordered"
        className="bg-sunken px-6 py-8 lg:col-span-5 lg:self-start lg:px-10 lg:py-10"
      >
        <h2 id="ordered" className="display-type mb-6 text-xl">
          {words.items}
        </h2>
        <OrderLines lines={order.lines} />
        <div className="mt-6 border-t border-line pt-4">
          <Totals totals={order.totals} shippingKnown />
        </div>
      </section>
    </div>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <OrderErrorPage error={error} />;
}
