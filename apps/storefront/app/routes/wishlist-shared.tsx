// A wishlist that somebody has shared: seen by whoever has the link, until it is taken back.
import { isApiProblem } from "@souk/client";
import { ButtonLink, EmptyState } from "@souk/ui";
import { data } from "react-router";
import { WishList } from "../features/wishlist/wish-list.tsx";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { catalogueMessagesFor, useCatalogueMessages } from "../messages/use-catalogue-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/wishlist-shared";

const PAGE_SIZE = 50;
const NOT_FOUND = 404;

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const cursor = url.searchParams.get("cursor");
  const filter = { limit: PAGE_SIZE, currency: shop.currency, ...(cursor ? { cursor } : {}) };
  try {
    return { list: (await shop.api.wishlist.shared(params.token, filter)).data };
  } catch (error) {
    if (!isApiProblem(error) || (error.status !== NOT_FOUND && error.status !== 400)) throw error;
    return data({ list: null }, { status: NOT_FOUND });
  }
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(catalogueMessagesFor("en").wishlist.sharedTitle),
    publicUrl: "",
  });

export default function SharedWishlistPage({ loaderData: { list } }: Route.ComponentProps) {
  const { wishlist } = useCatalogueMessages();
  const { header } = useMessages();
  const wayOn = <ButtonLink href="/products">{header.allGoods}</ButtonLink>;
  if (list === null)
    return (
      <div className="shell py-10 lg:py-16">
        <h1 className="sr-only">{wishlist.sharedTitle}</h1>
        <EmptyState title={wishlist.sharedGoneTitle} action={wayOn}>
          {wishlist.sharedGone}
        </EmptyState>
      </div>
    );
  return (
    <div className="shell py-10 lg:py-16">
      <div className="mx-auto max-w-3xl">
        <h1 className="display-type text-3xl">{wishlist.sharedTitle}</h1>
        <p className="mt-2 mb-8 max-w-prose text-ink-soft">{wishlist.sharedIntro}</p>
        {list.items.length === 0 ? (
          <EmptyState title={wishlist.sharedEmpty} action={wayOn} />
        ) : (
          <WishList items={list.items} nextCursor={list.nextCursor} isOwn={false} />
        )}
      </div>
    </div>
  );
}
