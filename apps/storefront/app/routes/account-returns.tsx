// What the customer sends back, from the orders of one page of the list, the newest first.
import type { Order } from "@souk/contracts";
import { buttonClasses, ButtonLink, EmptyState } from "@souk/ui";
import { Link } from "react-router";
import { AccountPage } from "../features/account/account-page.tsx";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { ReturnRow } from "../features/orders/order-returns.tsx";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { afterSaleMessagesFor, useAfterSaleMessages } from "../messages/use-after-sale-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-returns";

/** Returns belong to orders, and few orders have any: so many orders are looked through for one page. */
const ORDERS_PER_PAGE = 100;

const returnsOf = ({ id, number, returns }: Order) =>
  returns.map((summary) => ({ orderId: id, orderNumber: number, summary }));

export async function loader({ url, context }: Route.LoaderArgs) {
  const cursor = url.searchParams.get("cursor");
  const filter = { limit: ORDERS_PER_PAGE, ...(cursor ? { cursor } : {}) };
  return asCustomer(shopOf(context), "/account/returns", async (api) => {
    const { items, nextCursor } = (await api.orders.list(filter)).data;
    return { returns: items.flatMap(returnsOf), nextCursor };
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(afterSaleMessagesFor("en").accountReturns.title),
    publicUrl: "",
  });

export default function AccountReturnsPage({ loaderData }: Route.ComponentProps) {
  const { accountReturns: words } = useAfterSaleMessages();
  const { returns, nextCursor } = loaderData;
  return (
    <AccountPage title={words.title}>
      {returns.length > 0 ? (
        <ul className="border-t border-line">
          {returns.map(({ orderId, orderNumber, summary }) => (
            <ReturnRow
              key={summary.id}
              orderId={orderId}
              summary={summary}
              detail={words.ofOrder(orderNumber)}
            />
          ))}
        </ul>
      ) : (
        <EmptyState
          title={words.none}
          action={
            <ButtonLink href="/account" tone="secondary">
              {words.toOrders}
            </ButtonLink>
          }
        >
          {words.noneHint}
        </EmptyState>
      )}
      {nextCursor === null ? null : (
        <Link
          to={`?cursor=${encodeURIComponent(nextCursor)}`}
          className={buttonClasses({ tone: "secondary", className: "mt-6" })}
        >
          {words.older}
        </Link>
      )}
    </AccountPage>
  );
}
