// The link in a mail for whoever does not want to be told any more. Opening it changes nothing; pressing its button does.
import { LinkedWaitingPage } from "../features/product/linked-waiting-page.tsx";
import { endWaiting, holdWaitingToken } from "../features/product/waiting.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { catalogueMessagesFor, useCatalogueMessages } from "../messages/use-catalogue-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/back-in-stock-unsubscribe";

export function loader({ url, context }: Route.LoaderArgs) {
  return { isHeld: holdWaitingToken(shopOf(context), url, "unsubscribe") };
}

export const action = ({ context }: Route.ActionArgs) => endWaiting(shopOf(context));

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(catalogueMessagesFor("en").backInStock.unsubscribe.title),
    publicUrl: "",
  });

export default function BackInStockUnsubscribePage({ loaderData, actionData }: Route.ComponentProps) {
  const { unsubscribe: words } = useCatalogueMessages().backInStock;
  return <LinkedWaitingPage isHeld={loaderData.isHeld} outcome={actionData} words={words} />;
}
