// Changes the e-mail address: the new one must confirm first.
import { Notice, TextField } from "@souk/ui";
import { sendForm } from "../features/account/as-customer.server.ts";
import { refused, secretOf } from "../features/account/form-outcome.server.ts";
import { AccountForm, errorAt } from "../features/account/quiet-page.tsx";
import { SecretField } from "../features/account/secret-field.tsx";
import { SecurityPage } from "../features/account/security-page.tsx";
import { useAccount } from "../features/account/use-account.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { findProblems, readValues } from "../lib/forms.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountAreaMessagesFor, useAccountAreaMessages } from "../messages/use-account-messages.ts";
import { checkoutMessagesFor } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-email";

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const { email: newEmail = "" } = readValues(form, ["email"]);
  const password = secretOf(form, "password");
  const values = { email: newEmail };
  const problems = findProblems({ ...values, password }, ["email", "password"], checkoutMessagesFor("en"));
  if (problems.length > 0) return formAnswer(request, refused(problems, values), 422);
  const { email: words } = accountAreaMessagesFor("en");
  const { fields } = checkoutMessagesFor("en");
  const says = {
    password_wrong: { name: "password", text: words.wrong },
    email_unchanged: { name: "email", text: words.same },
    body_invalid: { name: "email", text: fields.emailWrong },
  };
  const about = { request, from: "/account/security/email", values, names: ["email", "password"], says };
  return sendForm(shopOf(context), about, async (api) => {
    await api.users.requestEmailChange({ newEmail, password });
    return { status: "waiting" as const, newEmail };
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").email.title),
    publicUrl: "",
  });

export default function AccountEmailPage({ actionData }: Route.ComponentProps) {
  const { email: words } = useAccountAreaMessages();
  const user = useAccount();
  const state = actionData?.status === "refused" ? actionData : undefined;
  return (
    <SecurityPage title={words.title} intro={words.present(user.email)}>
      <div className="max-w-md">
        {actionData?.status === "waiting" ? (
          <Notice tone="info" title={words.waitingTitle} assertive className="mb-6">
            {words.waiting(actionData.newEmail)}
          </Notice>
        ) : (
          <AccountForm state={state} button={words.button} wide={false}>
            <TextField
              name="email"
              label={words.next}
              type="email"
              inputMode="email"
              autoComplete="email"
              spellCheck={false}
              defaultValue={state?.values["email"]}
              error={errorAt(state, "email")}
            />
            <SecretField name="password" label={words.password} state={state} />
          </AccountForm>
        )}
      </div>
    </SecurityPage>
  );
}
