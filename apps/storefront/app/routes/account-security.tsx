// How the customer signs in, at a glance, with the way to each page that changes it.
import { Badge, BareLink, Icon, Notice } from "@souk/ui";
import type { ReactNode } from "react";
import { AccountPage } from "../features/account/account-page.tsx";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { identityProviders } from "../features/account/identities.server.ts";
import { useAccount } from "../features/account/use-account.ts";
import { dateText } from "../lib/dates.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountAreaMessagesFor, useAccountAreaMessages } from "../messages/use-account-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-security";

const done = ["password", "totp"] as const;

export async function loader({ url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  return asCustomer(shop, "/account/security", async (api) => {
    const [factor, identities, sessions, providers] = await Promise.all([
      api.secondFactor.get(),
      api.identities.list(),
      api.users.sessions(),
      identityProviders(shop),
    ]);
    return {
      factor: factor.data,
      identityNames: identities.data.items.map(({ providerName }) => providerName),
      hasIdentities: identities.data.items.length > 0 || providers.length > 0,
      sessionCount: sessions.data.items.length,
      done: done.find((what) => what === url.searchParams.get("done")) ?? null,
    };
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").security.title),
    publicUrl: "",
  });

type RowProps = {
  readonly page: string;
  readonly title: string;
  readonly children: ReactNode;
  readonly state?: ReactNode;
  readonly action: string;
};

/** The whole row is the way to its page. */
function Row({ page, title, children, state, action }: RowProps) {
  return (
    <li className="border-b border-line">
      <BareLink
        href={`/account/security/${page}`}
        className="group flex min-h-20 items-center gap-x-6 gap-y-1 py-4 text-sm"
      >
        <span className="min-w-0 grow">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium underline-offset-4 group-hover:underline">{title}</span>
            {state}
          </span>
          <span className="mt-0.5 block text-ink-soft">{children}</span>
        </span>
        <span className="hidden shrink-0 text-indigo sm:inline">{action}</span>
        <Icon name="chevron-end" className="size-4 shrink-0 text-ink-faint" />
      </BareLink>
    </li>
  );
}

type SecurityData = Route.ComponentProps["loaderData"];

function FactorRows({ factor }: Pick<SecurityData, "factor">) {
  const { security: words } = useAccountAreaMessages();
  const { dateLocale } = useMessages();
  const { totp, recoveryCodesLeft, passkeys } = factor;
  return (
    <>
      <Row page="passkeys" title={words.passkeys} action={passkeys.length > 0 ? words.manage : words.setUp}>
        {words.passkeyCount(passkeys.length)}
      </Row>
      <Row
        page="authenticator"
        title={words.totp}
        state={totp.enabled ? <Badge tone="success">{words.on}</Badge> : null}
        action={totp.enabled ? words.manage : words.setUp}
      >
        {totp.enabledAt === null ? words.totpOff : words.totpOn(dateText(totp.enabledAt, dateLocale))}
      </Row>
      {totp.enabled || passkeys.length > 0 ? (
        <Row page="recovery-codes" title={words.codes} action={words.manage}>
          {words.codesLeft(recoveryCodesLeft)}
        </Row>
      ) : null}
    </>
  );
}

export default function AccountSecurityPage({ loaderData }: Route.ComponentProps) {
  const { security: words, password, totp } = useAccountAreaMessages();
  const { factor, identityNames, hasIdentities, sessionCount } = loaderData;
  const user = useAccount();
  const isOpen = factor.required && !factor.totp.enabled && factor.passkeys.length === 0;
  const said = { password: password.done, totp: totp.removed };
  return (
    <AccountPage title={words.title} done={loaderData.done === null ? null : said[loaderData.done]}>
      {isOpen ? (
        <Notice tone="warning" className="mb-6">
          {words.required}
        </Notice>
      ) : null}
      <ul className="border-t border-line">
        <Row
          page="email"
          title={words.email}
          state={
            <Badge tone={user.emailVerified ? "success" : "warning"}>
              {user.emailVerified ? words.verified : words.unverified}
            </Badge>
          }
          action={words.change}
        >
          {user.email}
        </Row>
        <Row page="password" title={words.password} action={words.change}>
          {words.passwordHint}
        </Row>
        <FactorRows factor={factor} />
        {hasIdentities ? (
          <Row page="identities" title={words.identities} action={words.manage}>
            {words.identityNames(identityNames.join(", "))}
          </Row>
        ) : null}
        <Row page="sessions" title={words.sessions} action={words.manage}>
          {words.sessionCount(sessionCount)}
        </Row>
      </ul>
    </AccountPage>
  );
}
