// Making an account.
import { TextField } from "@souk/ui";
import { redirect } from "react-router";
import { identityProviders } from "../features/account/identities.server.ts";
import { ProviderButtons } from "../features/account/provider-buttons.tsx";
import { AccountForm, errorAt, QuietPage } from "../features/account/quiet-page.tsx";
import { SecretField } from "../features/account/secret-field.tsx";
import { passwordLengthMin, register } from "../features/account/sign-in.server.ts";
import { fromOf, localPath } from "../lib/data-request.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountMessagesFor, useAccountMessages } from "../messages/use-account-messages.ts";
import { useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/register";

export async function loader({ url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const from = fromOf(url);
  if (shop.hasSession) throw redirect(from, 303);
  return { from, passwordLengthMin, providers: await identityProviders(shop) };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const from = localPath(form.get("from"));
  const outcome = await register(shopOf(context), form);
  if (outcome.status === "signed_in") throw redirect(from, 303);
  if (outcome.status === "second_factor")
    throw redirect(`/sign-in/second-factor?from=${encodeURIComponent(from)}`, 303);
  return formAnswer(request, outcome, 422);
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountMessagesFor("en").register.title),
    publicUrl: "",
  });

export default function RegisterPage({ loaderData, actionData }: Route.ComponentProps) {
  const { register: words, signIn } = useAccountMessages();
  const { fields } = useCheckoutMessages();
  const { from, providers } = loaderData;
  const field = (name: "firstName" | "lastName" | "email") => ({
    name,
    label: fields[name],
    defaultValue: actionData?.values[name],
    error: errorAt(actionData, name),
  });
  return (
    <QuietPage
      title={words.title}
      intro={words.intro}
      other={{
        question: words.haveAccount,
        href: `/sign-in?from=${encodeURIComponent(from)}`,
        label: words.signIn,
      }}
    >
      <AccountForm state={actionData} button={words.button}>
        <input type="hidden" name="from" value={from} />
        <div className="grid gap-5 sm:grid-cols-2 sm:gap-4">
          <TextField {...field("firstName")} autoComplete="given-name" />
          <TextField {...field("lastName")} autoComplete="family-name" />
        </div>
        <TextField
          {...field("email")}
          type="email"
          inputMode="email"
          autoComplete="email"
          spellCheck={false}
          hint={words.emailHint}
        />
        <SecretField
          name="password"
          label={fields.password}
          hint={words.passwordHint(loaderData.passwordLengthMin)}
          isNew
          state={actionData}
        />
      </AccountForm>
      {providers.length === 0 ? null : (
        <div className="mt-6 grid gap-3">
          <ProviderButtons providers={providers} from={from} labelOf={signIn.continueWith} />
        </div>
      )}
    </QuietPage>
  );
}
