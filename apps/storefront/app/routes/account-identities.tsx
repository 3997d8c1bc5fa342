// Accounts elsewhere that open this account: connect and disconnect.
import type { Identity } from "@souk/contracts";
import { Button, Notice } from "@souk/ui";
import { Form, redirect } from "react-router";
import { AskTwice } from "../features/account/account-page.tsx";
import { asCustomer, sendForm } from "../features/account/as-customer.server.ts";
import { identityProviders } from "../features/account/identities.server.ts";
import { ProviderButtons } from "../features/account/provider-buttons.tsx";
import { FormTop } from "../features/account/quiet-page.tsx";
import { SecurityPage } from "../features/account/security-page.tsx";
import { dateText } from "../lib/dates.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import {
  accountAreaMessagesFor,
  useAccountAreaMessages,
  useAccountMessages,
} from "../messages/use-account-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-identities";

const PAGE = "/account/security/identities";

export async function loader({ url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  return asCustomer(shop, PAGE, async (api) => {
    const [list, providers] = await Promise.all([api.identities.list(), identityProviders(shop)]);
    const { items } = list.data;
    return {
      identities: items,
      providers: providers.filter(({ id }) => items.every(({ provider }) => provider !== id)),
      done: url.searchParams.has("connected")
        ? ("connected" as const)
        : url.searchParams.has("disconnected")
          ? ("disconnected" as const)
          : null,
      problem: url.searchParams.get("problem"),
    };
  });
}

export async function action({ request, context }: Route.ActionArgs) {
  const id = (await request.formData()).get("id");
  const { last } = accountAreaMessagesFor("en").identities;
  const says = { last_sign_in_method: { text: last } };
  return sendForm(shopOf(context), { request, from: PAGE, names: [], says }, async (api) => {
    await api.identities.remove(typeof id === "string" ? id : "");
    throw redirect(`${PAGE}?disconnected`, 303);
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").identities.title),
    publicUrl: "",
  });

function IdentityRow({ identity }: { identity: Identity }) {
  const { dateLocale } = useMessages();
  const { identities: words } = useAccountAreaMessages();
  const { id, providerName, label, createdAt } = identity;
  return (
    <li className="border-b border-line py-4">
      <p className="font-medium">{providerName}</p>
      <p className="text-sm text-ink-soft">{label}</p>
      <p className="text-sm text-ink-faint">{words.since(dateText(createdAt, dateLocale))}</p>
      <AskTwice label={words.disconnect} question={words.disconnectQuestion(providerName)}>
        <Form method="post">
          <input type="hidden" name="id" value={id} />
          <Button tone="danger">{words.disconnectConfirm(providerName)}</Button>
        </Form>
      </AskTwice>
    </li>
  );
}

export default function AccountIdentitiesPage({ loaderData, actionData }: Route.ComponentProps) {
  const { identities: words } = useAccountAreaMessages();
  const { signIn } = useAccountMessages();
  const { identities, providers, done, problem } = loaderData;
  const isEmpty = identities.length === 0;
  return (
    <SecurityPage
      title={words.title}
      intro={words.intro}
      done={actionData || done === null ? null : words[done]}
      needsProof
    >
      {problem !== null && !actionData ? (
        <Notice tone="warning" assertive className="mb-6">
          {signIn.identityProblems[problem] ?? signIn.identityProblems["failed"]}
        </Notice>
      ) : null}
      <FormTop state={actionData} />
      {isEmpty ? (
        <p className="mb-6 text-ink-soft">{providers.length === 0 ? words.noProviders : words.none}</p>
      ) : (
        <ul className="mb-8 border-t border-line">
          {identities.map((identity) => (
            <IdentityRow key={identity.id} identity={identity} />
          ))}
        </ul>
      )}
      <div className="grid max-w-md gap-3">
        <ProviderButtons providers={providers} from={PAGE} labelOf={words.connect} />
      </div>
    </SecurityPage>
  );
}
