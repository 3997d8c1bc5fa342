// The customer's addresses.
import { ADDRESSES_MAX, type SavedAddress } from "@souk/contracts";
import { Badge, ButtonLink, EmptyState, Link } from "@souk/ui";
import { AddressText } from "../components/address-text.tsx";
import { AccountPage } from "../features/account/account-page.tsx";
import { useAccount } from "../features/account/use-account.ts";
import { pageMeta } from "../lib/seo.ts";
import { accountAreaMessagesFor, useAccountAreaMessages } from "../messages/use-account-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-addresses";

const done = ["saved", "removed"] as const;

/** The addresses themselves the frame has read. */
export function loader({ url }: Route.LoaderArgs) {
  return { done: done.find((what) => what === url.searchParams.get("done")) ?? null, max: ADDRESSES_MAX };
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").addresses.title),
    publicUrl: "",
  });

function AddressCard({ address, position }: { address: SavedAddress; position: number }) {
  const { addresses: words } = useAccountAreaMessages();
  return (
    <li className="flex flex-col border border-line px-5 pt-4 pb-2 text-sm">
      <div className="mb-2 flex min-h-6 flex-wrap gap-2">
        {address.defaultShipping ? <Badge tone="accent">{words.shipping}</Badge> : null}
        {address.defaultBilling ? <Badge>{words.billing}</Badge> : null}
      </div>
      <AddressText address={address} />
      <p className="mt-auto pt-2">
        <Link
          href={`/account/addresses/${position + 1}`}
          aria-label={words.edit(`${address.firstName} ${address.lastName}, ${address.street}`)}
          className="inline-flex min-h-11 items-center"
        >
          {words.editShort}
        </Link>
      </p>
    </li>
  );
}

export default function AccountAddressesPage({ loaderData }: Route.ComponentProps) {
  const { addresses: words } = useAccountAreaMessages();
  const { addresses } = useAccount();
  const add = <ButtonLink href="/account/addresses/new">{words.add}</ButtonLink>;
  return (
    <AccountPage title={words.title} done={loaderData.done === null ? null : words[loaderData.done]}>
      {addresses.length === 0 ? (
        <EmptyState title={words.none} action={add}>
          {words.noneHint}
        </EmptyState>
      ) : (
        <>
          <ul className="mb-8 grid gap-4 sm:grid-cols-2">
            {addresses.map((address, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- Addresses have no names of their own: their place is what tells them apart.
              <AddressCard key={index} address={address} position={index} />
            ))}
          </ul>
          {addresses.length < loaderData.max ? (
            add
          ) : (
            <p className="text-sm text-ink-soft">{words.full(loaderData.max)}</p>
          )}
        </>
      )}
    </AccountPage>
  );
}
