// An order as its customer sees it, or a guest with the link from the mail: where it stands, what is on its way or comes back, what was paid, its documents.
import { isApiProblem } from "@souk/client";
import type { Order, Payment } from "@souk/contracts";
import { ButtonLink, Icon, Notice } from "@souk/ui";
import { redirect } from "react-router";
import { AddressText } from "../components/address-text.tsx";
import { NumberKept } from "../components/number-kept.tsx";
import { CancelOrder } from "../features/orders/cancel-order.tsx";
import { findInvoices, findPayment, loadOrder, loadReturns } from "../features/orders/load-order.server.ts";
import { OrderBadge } from "../features/orders/order-badge.tsx";
import { OrderDocuments } from "../features/orders/order-documents.tsx";
import { OrderErrorPage } from "../features/orders/order-hidden.tsx";
import { addressStanding } from "../features/orders/settling.ts";
import { OrderParcels } from "../features/orders/order-parcels.tsx";
import { OrderProgress } from "../features/orders/order-progress.tsx";
import { OrderRefunds } from "../features/orders/order-refunds.tsx";
import { OrderReturns } from "../features/orders/order-returns.tsx";
import { Ordered } from "../features/orders/ordered.tsx";
import { returnableOf } from "../features/orders/pieces.ts";
import { TransferInstructions } from "../features/orders/transfer-instructions.tsx";
import { dateText } from "../lib/dates.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { useAfterSaleMessages } from "../messages/use-after-sale-messages.ts";
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
  const order = await loadOrder(shop, params.id);
  const [payment, invoices, returns] = await Promise.all([
    order.status === "pending" ? findPayment(shop, order) : null,
    order.status === "pending" ? [] : findInvoices(shop, order.id),
    order.shipments.length > 0 ? loadReturns(shop, order.id) : [],
  ]);
  return {
    order,
    payment,
    invoices,
    mayReturn: returnableOf(order, returns).length > 0,
    isFileMissing: url.searchParams.has("document"),
  };
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
    </dl>
  );
}

function Ways({ order, mayReturn }: { order: Order; mayReturn: boolean }) {
  const { returns } = useAfterSaleMessages();
  return (
    <div className="mt-12 border-t border-line pt-4">
      {mayReturn ? (
        <ButtonLink href={`/orders/${order.id}/returns/new`} tone="secondary" className="mt-2 mb-4">
          <Icon name="return" className="size-5" />
          {returns.begin}
        </ButtonLink>
      ) : null}
      <CancelOrder order={order} />
    </div>
  );
}

function Pending({ order, payment }: { order: Order; payment: Payment | null }) {
  const { order: words } = useCheckoutMessages();
  const { transfer } = useAfterSaleMessages();
  const isByHand = payment?.status === "requires_action" && payment.instructions !== undefined;
  return (
    <>
      {isByHand ? <TransferInstructions payment={payment} /> : null}
      <ButtonLink
        href={`/orders/${order.id}/payment${isByHand ? "?other" : ""}`}
        tone={isByHand ? "secondary" : "primary"}
        className="mt-6"
      >
        {isByHand ? transfer.other : words.pay}
      </ButtonLink>
    </>
  );
}

function News({ cancelled, isFileMissing }: { cancelled: boolean | undefined; isFileMissing: boolean }) {
  const { order: words } = useCheckoutMessages();
  const { documents } = useAfterSaleMessages();
  if (cancelled !== undefined)
    return (
      <Notice tone={cancelled ? "success" : "warning"} assertive className="mt-6">
        {cancelled ? words.cancelled : words.cancelFailed}
      </Notice>
    );
  if (!isFileMissing) return null;
  return (
    <Notice tone="warning" assertive className="mt-6">
      {documents.missing}
    </Notice>
  );
}

export default function OrderPage({ loaderData, actionData }: Route.ComponentProps) {
  const { dateLocale } = useMessages();
  const { order: words } = useCheckoutMessages();
  const { order, payment, invoices, mayReturn, isFileMissing } = loaderData;
  return (
    <div className="shell grid gap-x-16 py-10 lg:grid-cols-12 lg:grid-rows-[auto_1fr] lg:py-16">
      <div className="min-w-0 lg:col-span-7">
        <OrderBadge order={order} />
        <h1 className="display-type mt-3 text-3xl">
          <NumberKept text={words.title(order.number)} number={order.number} />
        </h1>
        <p className="mt-2 text-ink-soft">{words.placedOn(dateText(order.placedAt, dateLocale))}</p>
        <News cancelled={actionData?.cancelled} isFileMissing={isFileMissing} />
        {order.status === "pending" ? <Pending order={order} payment={payment} /> : null}
        <div className="mt-10">
          <OrderProgress order={order} />
        </div>
      </div>
      <Ordered order={order} title={words.items} className="mt-4 lg:col-span-5 lg:row-span-2 lg:mt-0" />
      <div className="min-w-0 lg:col-span-7">
        <OrderParcels order={order} />
        <OrderReturns order={order} />
        <OrderRefunds order={order} />
        <OrderDocuments invoices={invoices} />
        <div className="mt-12">
          <Facts order={order} />
        </div>
        <Ways order={order} mayReturn={mayReturn} />
      </div>
    </div>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <OrderErrorPage error={error} />;
}
