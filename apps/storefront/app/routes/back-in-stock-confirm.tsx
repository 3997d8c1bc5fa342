// The link in the mail that asks whether somebody really waits. Opening it changes nothing; pressing its button does.
import { LinkedWaitingPage } from "../features/product/linked-waiting-page.tsx";
import { confirmWaiting, holdWaitingToken } from "../features/product/waiting.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { catalogueMessagesFor, useCatalogueMessages } from "../messages/use-catalogue-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/back-in-stock-confirm";

export function loader({ url, context }: Route.LoaderArgs) {
  return { isHeld: holdWaitingToken(shopOf(context), url, "confirm") };
}

export const action = ({ context }: Route.ActionArgs) => confirmWaiting(shopOf(context));

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(catalogueMessagesFor("en").backInStock.confirm.title),
    publicUrl: "",
  });

export default function BackInStockConfirmPage({ loaderData, actionData }: Route.ComponentProps) {
  const { confirm: words } = useCatalogueMessages().backInStock;
  return <LinkedWaitingPage isHeld={loaderData.isHeld} outcome={actionData} words={words} />;
}
