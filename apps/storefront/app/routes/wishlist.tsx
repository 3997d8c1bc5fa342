// The customer's wishlist: what is on it, as it is today, and the link that shows it to others.
import { ButtonLink, EmptyState, Notice } from "@souk/ui";
import { data, redirect } from "react-router";
import { asCustomer } from "../features/account/as-customer.server.ts";
import { ShareBox } from "../features/wishlist/share-box.tsx";
import { WishList } from "../features/wishlist/wish-list.tsx";
import { changeWishlist } from "../features/wishlist/wishlist-changes.server.ts";
import { isDataRequest, localPath } from "../lib/data-request.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { catalogueMessagesFor, useCatalogueMessages } from "../messages/use-catalogue-messages.ts";
import { messagesFor, useMessages } from "../messages/use-messages.ts";
import type { Route } from "./+types/wishlist";

const PAGE_SIZE = 50;
const CONFLICT = 409;

export async function loader({ url, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  const cursor = url.searchParams.get("cursor");
  const filter = { limit: PAGE_SIZE, currency: shop.currency, ...(cursor ? { cursor } : {}) };
  const wishlist = await asCustomer(shop, "/wishlist", (api) => api.wishlist.get(filter));
  const { items, nextCursor, itemCount, shareToken } = wishlist.data;
  const link = shareToken === null ? null : `${shop.parts.publicUrl}/wishlists/${shareToken}`;
  return { items, nextCursor, itemCount, link };
}

/** Hearts all over the shop send their wishes here; a browser without JavaScript goes back to where it was. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const from = localPath(form.get("from"));
  const outcome = await asCustomer(shopOf(context), from, (api) => changeWishlist(api, form));
  if (isDataRequest(request)) return outcome;
  if (outcome.ok) throw redirect(from, 303);
  return data(outcome, { status: CONFLICT });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(catalogueMessagesFor("en").wishlist.title),
    publicUrl: "",
  });

export default function WishlistPage({ loaderData, actionData }: Route.ComponentProps) {
  const { items, nextCursor, itemCount, link } = loaderData;
  const { wishlist } = useCatalogueMessages();
  const { header } = useMessages();
  return (
    <div className="shell py-10 lg:py-16">
      <div className="mx-auto max-w-3xl">
        <header className="mb-6 flex items-baseline justify-between gap-4">
          <h1 className="display-type text-3xl">{wishlist.title}</h1>
          {itemCount > 0 ? (
            <p className="figures text-sm text-ink-soft">{wishlist.count(itemCount)}</p>
          ) : null}
        </header>
        {actionData?.error ? (
          <Notice tone="warning" assertive className="mb-6">
            {actionData.error}
          </Notice>
        ) : null}
        {items.length === 0 ? (
          <EmptyState
            title={wishlist.empty}
            action={<ButtonLink href="/products">{header.allGoods}</ButtonLink>}
          >
            {wishlist.emptyHint}
          </EmptyState>
        ) : (
          <>
            <WishList items={items} nextCursor={nextCursor} isOwn />
            <ShareBox link={link} />
          </>
        )}
      </div>
    </div>
  );
}
