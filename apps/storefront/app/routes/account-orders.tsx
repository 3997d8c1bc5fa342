// What the customer ordered, the newest first: the account's first page.
import type { Order } from "@souk/contracts";
import { BareLink, buttonClasses, ButtonLink, EmptyState } from "@souk/ui";
import { Link } from "react-router";
import { NumberKept } from "../components/number-kept.tsx";
import { Money } from "../components/money.tsx";
import { AccountPage } from "../features/account/account-page.tsx";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { OrderBadge } from "../features/orders/order-badge.tsx";
import { ReturnNote } from "../features/orders/order-returns.tsx";
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
  const filter = { own: true, limit: ORDERS_PER_PAGE, ...(cursor ? { cursor } : {}) };
  return asCustomer(shopOf(context), "/account", async (api) => ({
    orders: (await api.orders.list(filter)).data,
  }));
}

export const meta: Route.MetaFunction = () =>
  pageMeta({ title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").title), publicUrl: "" });

const PICTURES_MAX = 4;

/** What was ordered, at a glance; the page of the order says it in words. */
function Pictures({ lines }: Pick<Order, "lines">) {
  const images = [...new Set(lines.flatMap(({ image }) => image ?? []))].slice(0, PICTURES_MAX);
  return (
    <span aria-hidden="true" className="flex gap-2">
      {images.map((image) => (
        <img
          key={image}
          src={image}
          alt=""
          width={48}
          height={60}
          loading="lazy"
          className="h-15 w-12 bg-line object-cover"
        />
      ))}
    </span>
  );
}

function OrderRow({ order }: { order: Order }) {
  const { dateLocale } = useMessages();
  const { order: words } = useCheckoutMessages();
  const [latest] = order.returns.slice(-1);
  return (
    <li className="border-b border-line">
      <BareLink
        href={`/orders/${order.id}`}
        className="group grid min-h-20 grid-cols-[1fr_auto] items-start gap-x-6 gap-y-3 py-5 text-sm"
      >
        <span>
          <span className="block font-medium underline-offset-4 group-hover:underline">
            <NumberKept text={words.title(order.number)} number={order.number} />
          </span>
          <span className="block text-ink-faint">{dateText(order.placedAt, dateLocale)}</span>
        </span>
        <Money value={order.total} className="text-end font-medium" />
        <Pictures lines={order.lines} />
        <span className="flex flex-col items-end gap-1.5 self-end">
          <OrderBadge order={order} />
          {latest ? <ReturnNote status={latest.status} /> : null}
        </span>
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
      <h2 id="orders" className="display-type mb-4 text-xl">
        {words.title}
      </h2>
      <ul className="border-t border-line">
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
