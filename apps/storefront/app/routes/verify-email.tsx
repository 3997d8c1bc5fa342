// The link that proves an e-mail address. Opening it changes nothing; pressing its button does.
import { LinkPage } from "../features/account/link-pages.tsx";
import { verifyEmail } from "../features/account/mailed-links.server.ts";
import { holdMailedToken } from "../features/account/mailed-token.server.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountMessagesFor, useAccountMessages } from "../messages/use-account-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/verify-email";

export function loader({ url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  return { isHeld: holdMailedToken(shop, url, "verify-email"), isSignedIn: shop.hasSession };
}

export async function action({ request, context }: Route.ActionArgs) {
  const outcome = await verifyEmail(shopOf(context));
  return outcome.status === "done" ? outcome : formAnswer(request, outcome, 422);
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountMessagesFor("en").verify.title),
    publicUrl: "",
  });

export default function VerifyEmailPage({ loaderData, actionData }: Route.ComponentProps) {
  return <LinkPage {...loaderData} state={actionData} words={useAccountMessages().verify} />;
}
