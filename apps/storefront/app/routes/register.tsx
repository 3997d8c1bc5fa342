// Making an account.
import { TextField } from "@souk/ui";
import { redirect } from "react-router";
import { AccountForm } from "../features/account/account-form.tsx";
import { passwordLengthMin, register } from "../features/account/sign-in.server.ts";
import { localPath } from "../lib/data-request.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { checkoutMessagesFor, useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/register";

export function loader({ url, context }: Route.LoaderArgs) {
  if (shopOf(context).hasSession) throw redirect("/account", 303);
  const from = url.searchParams.has("from") ? localPath(url.searchParams.get("from")) : "/account";
  return { from, passwordLengthMin };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const outcome = await register(shopOf(context), form, checkoutMessagesFor("en"));
  if (outcome.status === "signed_in") throw redirect(localPath(form.get("from")), 303);
  return formAnswer(request, outcome, 422);
}

export const meta: Route.MetaFunction = () => {
  const { common } = messagesFor("en");
  const { account } = checkoutMessagesFor("en");
  return pageMeta({ title: common.pageTitle(account.register), publicUrl: "" });
};

export default function RegisterPage({ loaderData, actionData }: Route.ComponentProps) {
  const { account, fields } = useCheckoutMessages();
  const problems = actionData?.problems ?? NONE;
  const field = (name: "firstName" | "lastName" | "email" | "password") => ({
    name,
    label: fields[name],
    defaultValue: actionData?.values[name],
    error: problems.find((problem) => problem.name === name)?.message,
  });
  return (
    <AccountForm
      title={account.register}
      intro={account.registerIntro}
      button={account.register}
      from={loaderData.from}
      problems={problems}
      message={actionData?.message}
      other={{
        question: account.haveAccount,
        href: `/sign-in?from=${encodeURIComponent(loaderData.from)}`,
        label: account.signIn,
      }}
    >
      <div className="grid gap-5 sm:grid-cols-2 sm:gap-4">
        <TextField {...field("firstName")} autoComplete="given-name" />
        <TextField {...field("lastName")} autoComplete="family-name" />
      </div>
      <TextField {...field("email")} type="email" inputMode="email" autoComplete="email" spellCheck={false} />
      <TextField
        {...field("password")}
        type="password"
        autoComplete="new-password"
        hint={account.passwordHint(loaderData.passwordLengthMin)}
      />
    </AccountForm>
  );
}

const NONE = [] as const;
