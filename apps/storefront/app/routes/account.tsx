// The customer's own page: name, phone, orders.
import { isApiProblem } from "@souk/client";
import type { Order } from "@souk/contracts";
import { BareLink, Button, buttonClasses, ButtonLink, EmptyState } from "@souk/ui";
import { data, Form, Link, redirect } from "react-router";
import { NumberKept } from "../components/number-kept.tsx";
import { Money } from "../components/money.tsx";
import { ProfileForm } from "../features/account/profile-form.tsx";
import { dateText } from "../lib/dates.ts";
import { findProblems, problemsOf, readValues } from "../lib/forms.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { checkoutMessagesFor, useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/account";

const ORDERS_PER_PAGE = 10;
const FIELDS = ["firstName", "lastName", "phone"];
const REQUIRED = ["firstName", "lastName"];

/** The API as the customer, or the way to sign in where the session is over. */
async function asCustomer<Result>(
  shop: ReturnType<typeof shopOf>,
  work: (api: Awaited<ReturnType<typeof shop.customerApi>>) => Promise<Result>,
): Promise<Result> {
  const api = await shop.customerApi();
  if (!shop.hasSession) throw redirect("/sign-in?from=/account", 303);
  try {
    return await work(api);
  } catch (error) {
    if (!isApiProblem(error) || error.status !== 401) throw error;
    shop.cookies.clear(shop.cookies.names.refresh);
    throw redirect("/sign-in?from=/account", 303);
  }
}

export async function loader({ url, context }: Route.LoaderArgs) {
  const cursor = url.searchParams.get("cursor");
  const filter = { limit: ORDERS_PER_PAGE, ...(cursor ? { cursor } : {}) };
  return asCustomer(shopOf(context), async (api) => {
    const [user, orders] = await Promise.all([api.users.profile(), api.orders.list(filter)]);
    return { user: user.data, orders: orders.data };
  });
}

export async function action({ request, context }: Route.ActionArgs) {
  const messages = checkoutMessagesFor("en");
  const values = readValues(await request.formData(), FIELDS);
  const problems = findProblems(values, REQUIRED, messages);
  if (problems.length > 0) return formAnswer(request, { saved: false, problems }, 422);
  return asCustomer(shopOf(context), async (api) => {
    try {
      const { firstName = "", lastName = "", phone } = values;
      await api.users.updateProfile({ firstName, lastName, phone: phone || null });
      return data({ saved: true, problems: [] });
    } catch (error) {
      if (!isApiProblem(error) || error.errors.length === 0) throw error;
      return formAnswer(request, { saved: false, problems: problemsOf(error.errors, FIELDS, messages) }, 422);
    }
  });
}

export const meta: Route.MetaFunction = () => {
  const { common } = messagesFor("en");
  const { account } = checkoutMessagesFor("en");
  return pageMeta({ title: common.pageTitle(account.title), publicUrl: "" });
};

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
  const { account } = useCheckoutMessages();
  if (orders.items.length === 0) {
    return (
      <EmptyState
        title={account.noOrders}
        action={<ButtonLink href="/products">{header.allGoods}</ButtonLink>}
      >
        {account.noOrdersHint}
      </EmptyState>
    );
  }
  return (
    <section aria-labelledby="orders">
      <h2 id="orders" className="display-type mb-2 text-xl">
        {account.orders}
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
          {account.olderOrders}
        </Link>
      )}
    </section>
  );
}

export default function AccountPage({ loaderData: { user, orders }, actionData }: Route.ComponentProps) {
  const { account } = useCheckoutMessages();
  return (
    <div className="shell py-10 lg:py-16">
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-3">
        <h1 className="display-type text-3xl">{account.hello(user.firstName)}</h1>
        <Form method="post" action="/sign-out">
          <Button tone="quiet">{account.signOut}</Button>
        </Form>
      </div>
      <div className="mt-10 grid gap-x-16 gap-y-14 lg:grid-cols-12">
        <div className="lg:col-span-7">
          <Orders orders={orders} />
        </div>
        <div className="lg:col-span-4 lg:col-start-9">
          <ProfileForm
            user={user}
            saved={actionData?.saved ?? false}
            problems={actionData?.problems ?? NONE}
          />
        </div>
      </div>
    </div>
  );
}

const NONE = [] as const;
