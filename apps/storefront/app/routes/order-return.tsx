// One return: how far it has come, what is in it, what comes next.
import type { OrderReturn } from "@souk/contracts";
import { Notice } from "@souk/ui";
import { data } from "react-router";
import { loadOrder, loadReturns } from "../features/orders/load-order.server.ts";
import { OrderErrorPage } from "../features/orders/order-hidden.tsx";
import { OrderPart } from "../features/orders/order-part.tsx";
import { OrderRefunds } from "../features/orders/order-refunds.tsx";
import { ReturnBadge } from "../features/orders/order-returns.tsx";
import { OrderSidePage } from "../features/orders/order-side-page.tsx";
import { returnLinesOf, type ReturnLine } from "../features/orders/pieces.ts";
import { ReturnProgress } from "../features/orders/return-progress.tsx";
import { dateText } from "../lib/dates.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { afterSaleMessagesFor, useAfterSaleMessages } from "../messages/use-after-sale-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/order-return";

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const [order, returns] = await Promise.all([loadOrder(shop, params.id), loadReturns(shop, params.id)]);
  const found = returns.find(({ id }) => id === params.returnId);
  if (!found) throw data({ reason: "return_hidden" }, { status: 404 });
  const refunds = order.refunds.filter(({ returnId }) => returnId === found.id);
  return { order, found, refunds, isNew: url.searchParams.has("asked") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => {
  const title = afterSaleMessagesFor("en").returns.oneTitle(loaderData?.order.number ?? "");
  return pageMeta({ title: messagesFor("en").common.pageTitle(title), publicUrl: "" });
};

function Lines({ lines, isReceived }: { lines: readonly ReturnLine[]; isReceived: boolean }) {
  const { returns: words } = useAfterSaleMessages();
  return (
    <ul className="border-t border-line">
      {lines.map(({ line, quantity, reason, arrived }) => (
        <li key={`${line.id} ${reason}`} className="flex gap-4 border-b border-line py-4 text-sm">
          <span className="figures min-w-6 shrink-0 text-ink-faint">{quantity} ×</span>
          <span className="min-w-0 wrap-anywhere">
            <span className="block font-medium">{line.productName}</span>
            {line.variantName ? <span className="block text-ink-faint">{line.variantName}</span> : null}
            <span className="mt-1 block text-ink-soft">{words.reasons[reason]}</span>
            {isReceived ? (
              <span className="block text-ink-soft">{words.arrived(arrived, quantity)}</span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Standing({ found }: { found: OrderReturn }) {
  const { returns: words } = useAfterSaleMessages();
  return (
    <div className="mt-8 bg-sunken px-5 py-5">
      <ReturnProgress status={found.status} />
      <p className={found.status === "rejected" ? "max-w-prose" : "mt-5 max-w-prose"}>
        {words.next[found.status]}
      </p>
      {found.rejectReason === null ? null : (
        <dl className="mt-3 text-sm">
          <dt className="text-ink-faint">{words.rejectReason}</dt>
          <dd className="wrap-anywhere">{found.rejectReason}</dd>
        </dl>
      )}
    </div>
  );
}

export default function OrderReturnPage({ loaderData }: Route.ComponentProps) {
  const { dateLocale } = useMessages();
  const { returns: words } = useAfterSaleMessages();
  const { order, found, refunds, isNew } = loaderData;
  const isReceived = found.received.length > 0;
  return (
    <OrderSidePage order={order} title={words.oneTitle(order.number)}>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-soft">
        <ReturnBadge status={found.status} />
        {words.requestedOn(dateText(found.requestedAt, dateLocale))}
      </p>
      {isNew && found.status === "requested" ? (
        <Notice tone="success" assertive className="mt-6">
          {words.asked}
        </Notice>
      ) : null}
      <Standing found={found} />
      <OrderPart id="things" title={words.things}>
        <Lines lines={returnLinesOf(order, found)} isReceived={isReceived} />
      </OrderPart>
      {found.note === null ? null : (
        <OrderPart id="note" title={words.yourNote}>
          <p className="max-w-prose whitespace-pre-line wrap-anywhere">{found.note}</p>
        </OrderPart>
      )}
      {refunds.length === 0 ? null : (
        <OrderRefunds order={{ ...order, refunds, refunded: { ...order.refunded, amount: 0 } }} />
      )}
    </OrderSidePage>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <OrderErrorPage error={error} />;
}
