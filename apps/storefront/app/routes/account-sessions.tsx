// Where the customer is signed in, with a way to end it.
import type { AccountSession } from "@souk/contracts";
import { Badge, Button } from "@souk/ui";
import { Form, redirect, useNavigation } from "react-router";
import { asCustomer, sendForm } from "../features/account/as-customer.server.ts";
import { FormTop } from "../features/account/quiet-page.tsx";
import { SecurityPage } from "../features/account/security-page.tsx";
import { dateText } from "../lib/dates.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountAreaMessagesFor, useAccountAreaMessages } from "../messages/use-account-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-sessions";

const PAGE = "/account/security/sessions";
const done = ["ended", "endedOthers"] as const;

export async function loader({ url, context }: Route.LoaderArgs) {
  return asCustomer(shopOf(context), PAGE, async (api) => ({
    sessions: (await api.users.sessions()).data.items,
    done: done.find((what) => what === url.searchParams.get("done")) ?? null,
  }));
}

export async function action({ request, context }: Route.ActionArgs) {
  const shop = shopOf(context);
  const id = (await request.formData()).get("id");
  return sendForm(shop, { request, from: PAGE, names: [] }, async (api) => {
    await (typeof id === "string" ? api.users.endSession(id) : api.users.endOtherSessions());
    await shop.forgetOtherSessions();
    throw redirect(`${PAGE}?done=${typeof id === "string" ? "ended" : "endedOthers"}`, 303);
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").sessions.title),
    publicUrl: "",
  });

function SessionRow({ session }: { session: AccountSession }) {
  const { dateLocale } = useMessages();
  const { sessions: words } = useAccountAreaMessages();
  const pending = useNavigation().formData?.get("id");
  const { id, current, device, network, createdAt, lastUsedAt } = session;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-4">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3">
          <span className="font-medium">{device}</span>
          {current ? <Badge tone="success">{words.here}</Badge> : null}
        </p>
        <p className="text-sm text-ink-faint">
          {words.since(dateText(createdAt, dateLocale))}
          {network === null ? "" : ` ${words.network(network)}`}
          {current ? "" : `, ${words.lastUsed(dateText(lastUsedAt, dateLocale))}`}
        </p>
      </div>
      {current ? null : (
        <Form method="post">
          <input type="hidden" name="id" value={id} />
          <Button tone="quiet" busy={pending === id}>
            {words.end}
            <span className="sr-only">{words.endAt(device)}</span>
          </Button>
        </Form>
      )}
    </li>
  );
}

export default function AccountSessionsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { sessions: words } = useAccountAreaMessages();
  const { sessions, done } = loaderData;
  const hasOthers = sessions.some(({ current }) => !current);
  return (
    <SecurityPage
      title={words.title}
      intro={words.intro}
      done={actionData || done === null ? null : words[done]}
    >
      <FormTop state={actionData} />
      <ul className="mb-8 border-t border-line">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {hasOthers ? (
        <Form method="post">
          <Button tone="secondary">{words.endOthers}</Button>
        </Form>
      ) : (
        <p className="text-sm text-ink-soft">{words.alone}</p>
      )}
    </SecurityPage>
  );
}
