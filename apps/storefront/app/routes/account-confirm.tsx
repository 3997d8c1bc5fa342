// Asks once more who is there before ways of signing in are changed, and leads back.
import { Button, TextField } from "@souk/ui";
import { Form } from "react-router";
import { AccountPage } from "../features/account/account-page.tsx";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { askForPasskey } from "../features/account/passkey-browser.ts";
import { PasskeyButton } from "../features/account/passkey-button.tsx";
import { AccountForm, errorAt, type FormState } from "../features/account/quiet-page.tsx";
import { reauthenticate } from "../features/account/reauthenticate.server.ts";
import { SecretField } from "../features/account/secret-field.tsx";
import { useAccount } from "../features/account/use-account.ts";
import { fromOf } from "../lib/data-request.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import {
  accountAreaMessagesFor,
  useAccountAreaMessages,
  useAccountMessages,
} from "../messages/use-account-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-confirm";

const OVERVIEW = "/account/security";

export async function loader({ url, context }: Route.LoaderArgs) {
  const from = fromOf(url, OVERVIEW);
  return asCustomer(shopOf(context), from, async (api) => {
    const { totp, passkeys } = (await api.secondFactor.get()).data;
    return { from, hasTotp: totp.enabled, hasPasskeys: passkeys.length > 0 };
  });
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await request.formData();
  return reauthenticate(shopOf(context), { request, form, from: fromOf(url, OVERVIEW) });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").confirm.title),
    publicUrl: "",
  });

type WaysProps = Pick<Route.ComponentProps["loaderData"], "hasTotp" | "hasPasskeys"> & {
  readonly state: FormState | undefined;
};

/** For those who have a second factor. */
function OtherWays({ hasTotp, hasPasskeys, state }: WaysProps) {
  const { secondFactor, signIn } = useAccountMessages();
  if (!hasTotp && !hasPasskeys) return null;
  return (
    <section aria-labelledby="other-ways" className="mt-8 border-t border-line pt-6">
      <h2 id="other-ways" className="mb-4 text-sm font-medium">
        {secondFactor.otherWays}
      </h2>
      <div className="grid gap-5">
        {hasPasskeys ? (
          <PasskeyButton
            ask={() => askForPasskey("again")}
            fields={() => ({ intent: "passkey" })}
            label={secondFactor.use.passkey}
            busyLabel={signIn.passkeyBusy}
            tone="secondary"
            className="justify-self-start"
          />
        ) : null}
        {hasTotp ? (
          <AccountForm state={undefined} button={secondFactor.button} intent="totp" wide={false}>
            <TextField
              name="code"
              label={secondFactor.code}
              inputMode="numeric"
              autoComplete="one-time-code"
              spellCheck={false}
              error={errorAt(state, "code")}
              className="figures"
            />
          </AccountForm>
        ) : null}
      </div>
    </section>
  );
}

export default function AccountConfirmPage({ loaderData, actionData }: Route.ComponentProps) {
  const { confirm: words, security } = useAccountAreaMessages();
  const { email } = useAccount();
  const { from, ...ways } = loaderData;
  return (
    <AccountPage title={words.title} intro={words.intro} back={{ href: OVERVIEW, label: security.back }}>
      <div className="max-w-md">
        {/* Where there is a second factor, the password alone opens nothing here. */}
        {ways.hasTotp || ways.hasPasskeys ? null : (
          <AccountForm state={actionData} button={words.button} wide={false}>
            {/* Password keepers want to know whose password it is. */}
            <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
            <SecretField name="password" label={words.label} state={actionData} />
          </AccountForm>
        )}
        <OtherWays {...ways} state={actionData} />
        <Form
          method="post"
          action="/sign-out"
          className="mt-8 flex flex-wrap items-center gap-x-2 border-t border-line pt-4 text-sm text-ink-soft"
        >
          <input type="hidden" name="from" value={from} />
          {words.other}
          <Button tone="quiet">{words.otherButton}</Button>
        </Form>
      </div>
    </AccountPage>
  );
}
