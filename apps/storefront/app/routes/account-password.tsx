// Changes the password of whoever knows it.
import { Link } from "@souk/ui";
import { redirect } from "react-router";
import { sendForm } from "../features/account/as-customer.server.ts";
import { refused, secretOf } from "../features/account/form-outcome.server.ts";
import { newPasswordProblems } from "../features/account/new-password.server.ts";
import { AccountForm } from "../features/account/quiet-page.tsx";
import { SecretField } from "../features/account/secret-field.tsx";
import { SecurityPage } from "../features/account/security-page.tsx";
import { passwordLengthMin } from "../features/account/sign-in.server.ts";
import { useAccount } from "../features/account/use-account.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import {
  accountAreaMessagesFor,
  accountMessagesFor,
  useAccountAreaMessages,
  useAccountMessages,
} from "../messages/use-account-messages.ts";
import { checkoutMessagesFor } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-password";

export const loader = () => ({ passwordLengthMin });

export async function action({ request, context }: Route.ActionArgs) {
  const shop = shopOf(context);
  const form = await request.formData();
  const currentPassword = secretOf(form, "currentPassword");
  const newPassword = secretOf(form, "newPassword");
  const { missing } = checkoutMessagesFor("en").fields;
  const { password: words } = accountAreaMessagesFor("en");
  const problems = [
    ...(currentPassword === ""
      ? [{ name: "currentPassword", message: missing["password"] ?? words.wrong }]
      : []),
    ...newPasswordProblems(newPassword, "newPassword"),
  ];
  if (problems.length > 0) return formAnswer(request, refused(problems), 422);
  const says = {
    password_wrong: { name: "currentPassword", text: words.wrong },
    password_unsuitable: { name: "newPassword", text: accountMessagesFor("en").passwordUnsuitable },
  };
  const about = {
    request,
    from: "/account/security/password",
    names: ["currentPassword", "newPassword"],
    says,
  };
  return sendForm(shop, about, async (api) => {
    await api.users.changePassword({ currentPassword, newPassword });
    await shop.forgetOtherSessions();
    throw redirect("/account/security?done=password", 303);
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").password.title),
    publicUrl: "",
  });

export default function AccountPasswordPage({ loaderData, actionData }: Route.ComponentProps) {
  const { password: words } = useAccountAreaMessages();
  const { register } = useAccountMessages();
  const { email } = useAccount();
  return (
    <SecurityPage title={words.title} intro={words.intro}>
      <div className="max-w-md">
        <AccountForm state={actionData} button={words.button} wide={false}>
          {/* Password keepers want to know whose password it is. */}
          <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
          <SecretField name="currentPassword" label={words.current} state={actionData} />
          <SecretField
            name="newPassword"
            label={words.next}
            hint={register.passwordHint(loaderData.passwordLengthMin)}
            isNew
            state={actionData}
          />
        </AccountForm>
        <p className="mt-8 border-t border-line pt-6 text-sm text-ink-soft">
          {words.forgotten} <Link href="/forgot-password">{words.forgottenLink}</Link>
        </p>
      </div>
    </SecurityPage>
  );
}
