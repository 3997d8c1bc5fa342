// The way to an account elsewhere: a form posts here, so that no link on another site can begin it.
import { ButtonLink } from "@souk/ui";
import { ForwardTo } from "../features/account/forward-to.tsx";
import { beginIdentity, identityProviders } from "../features/account/identities.server.ts";
import { QuietPage } from "../features/account/quiet-page.tsx";
import { localPath } from "../lib/data-request.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountMessagesFor, useAccountMessages } from "../messages/use-account-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/sign-in-with";

export async function action({ params: { provider }, request, context }: Route.ActionArgs) {
  const shop = shopOf(context);
  const from = localPath((await request.formData()).get("from"));
  const { redirectUrl } = await beginIdentity(shop, { provider, from });
  const known = (await identityProviders(shop)).find(({ id }) => id === provider);
  return { redirectUrl, name: known?.name ?? provider };
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountMessagesFor("en").signIn.title),
    publicUrl: "",
  });

export default function SignInWithPage({ actionData }: Route.ComponentProps) {
  const { signIn, failed } = useAccountMessages();
  if (actionData) return <ForwardTo url={actionData.redirectUrl} name={actionData.name} />;
  return (
    <QuietPage title={signIn.title} intro={failed}>
      <ButtonLink href="/sign-in" size="large" className="w-full">
        {signIn.button}
      </ButtonLink>
    </QuietPage>
  );
}
