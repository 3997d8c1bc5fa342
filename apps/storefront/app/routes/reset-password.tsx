// Chooses a password by a mailed link: because the old one is forgotten, or because there was none yet (somebody invited).
import { redirect } from "react-router";
import { LinkInvalid, LinkTaken } from "../features/account/link-pages.tsx";
import { resetPassword } from "../features/account/mailed-links.server.ts";
import { holdMailedToken } from "../features/account/mailed-token.server.ts";
import { AccountForm, QuietPage } from "../features/account/quiet-page.tsx";
import { SecretField } from "../features/account/secret-field.tsx";
import { passwordLengthMin } from "../features/account/sign-in.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountMessagesFor, useAccountMessages } from "../messages/use-account-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/reset-password";

export function loader({ url, context }: Route.LoaderArgs) {
  return { isHeld: holdMailedToken(shopOf(context), url, "reset-password"), passwordLengthMin };
}

export async function action({ request, context }: Route.ActionArgs) {
  const outcome = await resetPassword(shopOf(context), await request.formData());
  if (outcome.status === "done") throw redirect("/sign-in?notice=passwordChosen", 303);
  return formAnswer(request, outcome, 422);
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountMessagesFor("en").reset.title),
    publicUrl: "",
  });

export default function ResetPasswordPage({ loaderData, actionData }: Route.ComponentProps) {
  const { reset: words, register, link } = useAccountMessages();
  if (actionData?.status === "taken") return <LinkTaken />;
  if (actionData?.status === "invalid" || !loaderData.isHeld)
    return <LinkInvalid renew={{ href: "/forgot-password", label: link.newReset }} />;
  return (
    <QuietPage title={words.title} intro={words.intro}>
      <AccountForm state={actionData} button={words.button}>
        <SecretField
          name="password"
          label={words.label}
          hint={register.passwordHint(loaderData.passwordLengthMin)}
          isNew
          state={actionData}
        />
      </AccountForm>
    </QuietPage>
  );
}
