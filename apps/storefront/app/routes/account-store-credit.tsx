// The customer's store credit, one for each currency, with what came and went.
import type { StoreCredit } from "@souk/contracts";
import { BareLink, ButtonLink, EmptyState } from "@souk/ui";
import { Money } from "../components/money.tsx";
import { AccountPage } from "../features/account/account-page.tsx";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { dateText } from "../lib/dates.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { afterSaleMessagesFor, useAfterSaleMessages } from "../messages/use-after-sale-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-store-credit";

export async function loader({ context }: Route.LoaderArgs) {
  return asCustomer(shopOf(context), "/account/store-credit", async (api) => ({
    credits: (await api.storeCredit.list()).data.items,
  }));
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(afterSaleMessagesFor("en").credit.title),
    publicUrl: "",
  });

function EntryRow({ entry }: { entry: StoreCredit["entries"][number] }) {
  const { dateLocale } = useMessages();
  const { credit: words } = useAfterSaleMessages();
  const { kind, amount, at, reason, orderId } = entry;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line py-3 text-sm">
      <span className="min-w-0">
        <span className="block font-medium">{words.entries[kind]}</span>
        <span className="block text-ink-faint">{dateText(at, dateLocale)}</span>
        {reason === null ? null : <span className="block text-ink-soft wrap-anywhere">{reason}</span>}
        {orderId === null ? null : (
          <BareLink
            href={`/orders/${orderId}`}
            className="inline-flex min-h-11 items-center text-indigo underline underline-offset-4 hover:decoration-2"
          >
            {words.order}
          </BareLink>
        )}
      </span>
      <Money value={amount} className={amount.amount > 0 ? "text-success" : ""} />
    </li>
  );
}

function Credit({ credit }: { credit: StoreCredit }) {
  const { credit: words } = useAfterSaleMessages();
  const { id, balance, entries } = credit;
  return (
    <section aria-labelledby={`credit-${id}`} className="not-first:mt-12">
      <h2 id={`credit-${id}`} className="text-sm text-ink-soft">
        {words.balance(balance.currency)}
      </h2>
      <p className="display-type mt-1 mb-8 text-3xl">
        <Money value={balance} />
      </p>
      <h3 className="mb-2 font-medium">{words.history}</h3>
      <ul className="border-t border-line">
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

export default function AccountStoreCreditPage({ loaderData: { credits } }: Route.ComponentProps) {
  const { credit: words } = useAfterSaleMessages();
  if (credits.length === 0) {
    return (
      <AccountPage title={words.title}>
        <EmptyState title={words.none} way={{ href: "/gift-cards", label: words.checkGiftCard }}>
          {words.noneHint}
        </EmptyState>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={words.title} intro={words.intro}>
      {credits.map((credit) => (
        <Credit key={credit.id} credit={credit} />
      ))}
      <ButtonLink href="/gift-cards" tone="quiet" className="mt-8 -ms-2">
        {words.checkGiftCard}
      </ButtonLink>
    </AccountPage>
  );
}
