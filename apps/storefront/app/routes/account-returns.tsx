// What the customer sends back, the newest first.
import { buttonClasses, EmptyState } from "@souk/ui";
import { Link } from "react-router";
import { AccountPage } from "../features/account/account-page.tsx";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { ReturnRow } from "../features/orders/order-returns.tsx";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { afterSaleMessagesFor, useAfterSaleMessages } from "../messages/use-after-sale-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-returns";

const RETURNS_PER_PAGE = 20;

export async function loader({ url, context }: Route.LoaderArgs) {
  const cursor = url.searchParams.get("cursor");
  const filter = { own: true, limit: RETURNS_PER_PAGE, ...(cursor ? { cursor } : {}) };
  return asCustomer(shopOf(context), "/account/returns", async (api) => {
    const { items, nextCursor } = (await api.returns.listAll(filter)).data;
    return { returns: items, nextCursor };
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
          {returns.map((made) => (
            <ReturnRow
              key={made.id}
              orderId={made.orderId}
              summary={made}
              detail={words.ofOrder(made.orderNumber)}
            />
          ))}
        </ul>
      ) : (
        <EmptyState title={words.none} way={{ href: "/account", label: words.toOrders }}>
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
