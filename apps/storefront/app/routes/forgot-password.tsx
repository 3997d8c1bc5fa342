// Asks for the mail with which a new password is chosen. The answer is the same whether there is such an account.
import { ButtonLink, TextField } from "@souk/ui";
import { requestReset } from "../features/account/mailed-links.server.ts";
import { AccountForm, errorAt, QuietPage } from "../features/account/quiet-page.tsx";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountMessagesFor, useAccountMessages } from "../messages/use-account-messages.ts";
import { useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/forgot-password";

export async function action({ request, context }: Route.ActionArgs) {
  const outcome = await requestReset(shopOf(context), await request.formData());
  return outcome.status === "sent" ? outcome : formAnswer(request, outcome, 422);
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountMessagesFor("en").forgot.title),
    publicUrl: "",
  });

export default function ForgotPasswordPage({ actionData }: Route.ComponentProps) {
  const { forgot: words } = useAccountMessages();
  const { fields } = useCheckoutMessages();
  const other = { href: "/sign-in", label: words.backToSignIn };
  if (actionData?.status === "sent") {
    return (
      <QuietPage title={words.sentTitle} intro={words.sent(actionData.email)} other={other}>
        <p className="mb-6 text-sm text-ink-soft">{words.sentHint}</p>
        <ButtonLink href="/forgot-password" tone="secondary">
          {words.again}
        </ButtonLink>
      </QuietPage>
    );
  }
  return (
    <QuietPage title={words.title} intro={words.intro} other={other}>
      <AccountForm state={actionData} button={words.button}>
        <TextField
          name="email"
          label={fields.email}
          type="email"
          inputMode="email"
          autoComplete="username"
          spellCheck={false}
          defaultValue={actionData?.values["email"]}
          error={errorAt(actionData, "email")}
        />
      </AccountForm>
    </QuietPage>
  );
}
