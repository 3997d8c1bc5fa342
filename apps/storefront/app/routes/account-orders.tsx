// What the customer ordered, the newest first: the account's first page.
import type { Order } from "@souk/contracts";
import { BareLink, buttonClasses, ButtonLink, EmptyState } from "@souk/ui";
import { Link } from "react-router";
import { NumberKept } from "../components/number-kept.tsx";
import { Money } from "../components/money.tsx";
import { AccountPage } from "../features/account/account-page.tsx";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { useAccount } from "../features/account/use-account.ts";
import { dateText } from "../lib/dates.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountAreaMessagesFor, useAccountAreaMessages } from "../messages/use-account-messages.ts";
import { useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-orders";

const ORDERS_PER_PAGE = 10;

export async function loader({ url, context }: Route.LoaderArgs) {
  const cursor = url.searchParams.get("cursor");
  const filter = { limit: ORDERS_PER_PAGE, ...(cursor ? { cursor } : {}) };
  return asCustomer(shopOf(context), "/account", async (api) => ({
    orders: (await api.orders.list(filter)).data,
  }));
}

export const meta: Route.MetaFunction = () =>
  pageMeta({ title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").title), publicUrl: "" });

function OrderRow({ order }: { order: Order }) {
  const { dateLocale } = useMessages();
  const { order: words } = useCheckoutMessages();
  return (
    <li className="border-b border-line">
      <BareLink
        href={`/orders/${order.id}`}
        className="group flex min-h-20 flex-wrap items-center justify-between gap-x-6 gap-y-1 py-4 text-sm"
      >
        <span>
          <span className="block font-medium underline-offset-4 group-hover:underline">
            <NumberKept text={words.title(order.number)} number={order.number} />
          </span>
          <span className="block text-ink-faint">{dateText(order.placedAt, dateLocale)}</span>
        </span>
        <span className="text-ink-soft">{words.statuses[order.status]}</span>
        <Money value={order.total} />
      </BareLink>
    </li>
  );
}

function Orders({ orders }: { orders: { items: readonly Order[]; nextCursor: string | null } }) {
  const { header } = useMessages();
  const { orders: words } = useAccountAreaMessages();
  if (orders.items.length === 0) {
    return (
      <EmptyState title={words.none} action={<ButtonLink href="/products">{header.allGoods}</ButtonLink>}>
        {words.noneHint}
      </EmptyState>
    );
  }
  return (
    <section aria-labelledby="orders">
      <h2 id="orders" className="display-type mb-2 text-xl">
        {words.title}
      </h2>
      <ul>
        {orders.items.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      {orders.nextCursor === null ? null : (
        <Link
          to={`?cursor=${encodeURIComponent(orders.nextCursor)}`}
          className={buttonClasses({ tone: "secondary", className: "mt-6" })}
        >
          {words.older}
        </Link>
      )}
    </section>
  );
}

export default function AccountOrdersPage({ loaderData: { orders } }: Route.ComponentProps) {
  const { hello } = useAccountAreaMessages();
  return (
    <AccountPage title={hello(useAccount().firstName)}>
      <Orders orders={orders} />
    </AccountPage>
  );
}
