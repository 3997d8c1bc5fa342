// Signing in, with a password or in another way. Leads back to where the visitor came from.
import { Link, Notice, TextField } from "@souk/ui";
import { redirect } from "react-router";
import { identityProviders } from "../features/account/identities.server.ts";
import { OtherWaysIn } from "../features/account/other-ways-in.tsx";
import { signInWithPasskey } from "../features/account/passkey-sign-in.server.ts";
import { AccountForm, errorAt, QuietPage } from "../features/account/quiet-page.tsx";
import { SecretField } from "../features/account/secret-field.tsx";
import { signIn } from "../features/account/sign-in.server.ts";
import { fromOf, localPath } from "../lib/data-request.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountMessagesFor, useAccountMessages } from "../messages/use-account-messages.ts";
import { useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/sign-in";

/** Why somebody is here who did not ask to be: a key of the messages. */
const notices = ["again", "tookTooLong", "passwordChosen"] as const;

export async function loader({ url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const from = fromOf(url);
  if (shop.hasSession) throw redirect(from, 303);
  return {
    from,
    providers: await identityProviders(shop),
    notice: notices.find((notice) => notice === url.searchParams.get("notice")) ?? null,
    problem: url.searchParams.get("problem"),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const shop = shopOf(context);
  const form = await request.formData();
  const from = localPath(form.get("from"));
  const outcome =
    form.get("intent") === "passkey" ? await signInWithPasskey(shop, form) : await signIn(shop, form);
  if (outcome.status === "signed_in") throw redirect(from, 303);
  if (outcome.status === "second_factor")
    throw redirect(`/sign-in/second-factor?from=${encodeURIComponent(from)}`, 303);
  return formAnswer(request, outcome, 422);
}

export const meta: Route.MetaFunction = () => {
  const { common } = messagesFor("en");
  return pageMeta({ title: common.pageTitle(accountMessagesFor("en").signIn.title), publicUrl: "" });
};

function WhyHere({ notice, problem }: Pick<Route.ComponentProps["loaderData"], "notice" | "problem">) {
  const { signIn: words } = useAccountMessages();
  if (problem !== null) {
    return (
      <Notice tone="warning" assertive className="mb-6">
        {words.identityProblems[problem] ?? words.identityProblems["failed"]}
      </Notice>
    );
  }
  if (notice === null) return null;
  return (
    <Notice tone={notice === "passwordChosen" ? "success" : "info"} assertive className="mb-6">
      {words[notice]}
    </Notice>
  );
}

export default function SignInPage({ loaderData, actionData }: Route.ComponentProps) {
  const { from, providers, notice, problem } = loaderData;
  const { signIn: words } = useAccountMessages();
  const { fields } = useCheckoutMessages();
  const query = `?from=${encodeURIComponent(from)}`;
  return (
    <QuietPage
      title={words.title}
      intro={words.intro}
      other={{ question: words.noAccount, href: `/register${query}`, label: words.register }}
    >
      {actionData ? null : <WhyHere notice={notice} problem={problem} />}
      <AccountForm state={actionData} button={words.button}>
        <input type="hidden" name="from" value={from} />
        <TextField
          name="email"
          label={fields.email}
          type="email"
          inputMode="email"
          autoComplete="username webauthn"
          spellCheck={false}
          defaultValue={actionData?.values["email"]}
          error={errorAt(actionData, "email")}
        />
        <div>
          <SecretField name="password" label={fields.password} state={actionData} />
          <p className="mt-2 text-sm">
            <Link href="/forgot-password" className="inline-flex min-h-6 items-center">
              {words.forgot}
            </Link>
          </p>
        </div>
      </AccountForm>
      <OtherWaysIn providers={providers} from={from} />
    </QuietPage>
  );
}
