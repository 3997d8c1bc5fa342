// The ways to pay that the customer lets the shop keep, each with a way to have it forgotten.
import type { SavedMethod } from "@souk/contracts";
import { Button, EmptyState } from "@souk/ui";
import { Form, redirect, useNavigation } from "react-router";
import { AccountPage, AskTwice } from "../features/account/account-page.tsx";
import { asCustomer, sendForm } from "../features/account/as-customer.server.ts";
import { FormTop } from "../features/account/quiet-page.tsx";
import { dateText, monthText } from "../lib/dates.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { afterSaleMessagesFor, useAfterSaleMessages } from "../messages/use-after-sale-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-payment-methods";

const PAGE = "/account/payment-methods";

export async function loader({ url, context }: Route.LoaderArgs) {
  return asCustomer(shopOf(context), PAGE, async (api) => ({
    methods: (await api.paymentMethods.list()).data.items,
    isForgotten: url.searchParams.has("forgotten"),
  }));
}

export async function action({ request, context }: Route.ActionArgs) {
  const id = (await request.formData()).get("id");
  return sendForm(shopOf(context), { request, from: PAGE, names: [] }, async (api) => {
    await api.paymentMethods.forget(typeof id === "string" ? id : "");
    throw redirect(`${PAGE}?forgotten`, 303);
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(afterSaleMessagesFor("en").methods.title),
    publicUrl: "",
  });

function MethodRow({ method }: { method: SavedMethod }) {
  const { dateLocale } = useMessages();
  const { methods: words } = useAfterSaleMessages();
  const pending = useNavigation().formData?.get("id");
  const { id, brand, last4, expires, createdAt } = method;
  const name = words.name(words.brands[brand] ?? brand, last4);
  return (
    <li className="border-b border-line py-4">
      <p className="font-medium wrap-anywhere">{name}</p>
      <p className="text-sm text-ink-faint">
        {expires === null
          ? words.since(dateText(createdAt, dateLocale))
          : words.expires(monthText(expires, dateLocale))}
      </p>
      <AskTwice label={words.forget} question={words.forgetQuestion(name)}>
        <Form method="post">
          <input type="hidden" name="id" value={id} />
          <Button tone="danger" busy={pending === id}>
            {words.forgetConfirm(name)}
          </Button>
        </Form>
      </AskTwice>
    </li>
  );
}

export default function AccountPaymentMethodsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { header } = useMessages();
  const { methods: words } = useAfterSaleMessages();
  const { methods, isForgotten } = loaderData;
  return (
    <AccountPage
      title={words.title}
      intro={words.intro}
      done={isForgotten && !actionData ? words.forgotten : null}
    >
      <FormTop state={actionData} />
      {methods.length === 0 ? (
        <EmptyState title={words.none} way={{ href: "/products", label: header.allGoods }}>
          {words.noneHint}
        </EmptyState>
      ) : (
        <ul className="border-t border-line">
          {methods.map((method) => (
            <MethodRow key={method.id} method={method} />
          ))}
        </ul>
      )}
    </AccountPage>
  );
}
