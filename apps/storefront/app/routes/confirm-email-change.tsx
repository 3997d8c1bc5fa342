// The link that makes a new e-mail address the account's. Opening it changes nothing; pressing its button does.
import { LinkPage } from "../features/account/link-pages.tsx";
import { confirmEmailChange } from "../features/account/mailed-links.server.ts";
import { holdMailedToken } from "../features/account/mailed-token.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountMessagesFor, useAccountMessages } from "../messages/use-account-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/confirm-email-change";

export function loader({ url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  return { isHeld: holdMailedToken(shop, url, "confirm-email-change"), isSignedIn: shop.hasSession };
}

export async function action({ request, context }: Route.ActionArgs) {
  const outcome = await confirmEmailChange(shopOf(context));
  return outcome.status === "done" ? outcome : formAnswer(request, outcome, 422);
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountMessagesFor("en").emailConfirm.title),
    publicUrl: "",
  });

export default function ConfirmEmailChangePage({ loaderData, actionData }: Route.ComponentProps) {
  return <LinkPage {...loaderData} state={actionData} words={useAccountMessages().emailConfirm} />;
}
