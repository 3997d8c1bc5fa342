// Signing in. Leads back to where the visitor came from.
import { TextField } from "@souk/ui";
import { redirect } from "react-router";
import { AccountForm } from "../features/account/account-form.tsx";
import { signIn } from "../features/account/sign-in.server.ts";
import { localPath } from "../lib/data-request.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { checkoutMessagesFor, useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/sign-in";

export function loader({ url, context }: Route.LoaderArgs) {
  if (shopOf(context).hasSession) throw redirect("/account", 303);
  return { from: url.searchParams.has("from") ? localPath(url.searchParams.get("from")) : "/account" };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const outcome = await signIn(shopOf(context), form, checkoutMessagesFor("en"));
  if (outcome.status === "signed_in") throw redirect(localPath(form.get("from")), 303);
  return formAnswer(request, outcome, 422);
}

export const meta: Route.MetaFunction = () => {
  const { common } = messagesFor("en");
  const { account } = checkoutMessagesFor("en");
  return pageMeta({ title: common.pageTitle(account.signIn), publicUrl: "" });
};

export default function SignInPage({ loaderData: { from }, actionData }: Route.ComponentProps) {
  const { account, fields } = useCheckoutMessages();
  const problems = actionData?.problems ?? NONE;
  const errorAt = (name: string) => problems.find((problem) => problem.name === name)?.message;
  return (
    <AccountForm
      title={account.signIn}
      intro={account.signInIntro}
      button={account.signIn}
      from={from}
      problems={problems}
      message={actionData?.message}
      other={{
        question: account.noAccount,
        href: `/register?from=${encodeURIComponent(from)}`,
        label: account.register,
      }}
    >
      <TextField
        name="email"
        label={fields.email}
        type="email"
        inputMode="email"
        autoComplete="username"
        spellCheck={false}
        defaultValue={actionData?.values["email"]}
        error={errorAt("email")}
      />
      <TextField
        name="password"
        label={fields.password}
        type="password"
        autoComplete="current-password"
        error={errorAt("password")}
      />
    </AccountForm>
  );
}

const NONE = [] as const;
