// REST of wishlists: one's own, and one that somebody has shared.
import {
  SharedWishlist,
  VariantParams,
  WishedVariant,
  Wishlist,
  WishlistQuery,
  WishlistShare,
  WishlistTokenParams,
} from "@souk/contracts";
import { Refusal } from "@souk/errors";
import { anyone, noContent, route, signedIn, type Route } from "@souk/http";
import type { Deps } from "../deps.ts";
import { addWish } from "./commands/add-wish.ts";
import { removeWish } from "./commands/remove-wish.ts";
import { shareWishlist } from "./commands/share-wishlist.ts";
import { unshareWishlist } from "./commands/unshare-wishlist.ts";
import { findSharedWishlist, findWishlist } from "./store/wishlists.ts";
import { wishPage } from "./wish-page.ts";

const tags = ["wishlists"];
const owner = { tags, access: signedIn(), ownership: "one's own wishlist" };

export const wishlistRoutes = (deps: Deps): readonly Route[] => [
  ...readRoutes(deps),
  ...itemRoutes(deps),
  ...shareRoutes(deps),
];

const readRoutes = (deps: Deps): readonly Route[] => [
  route(
    "GET /wishlist",
    {
      ...owner,
      summary: "One's wishlist with present prices and stock; what was put on it last comes first",
      query: WishlistQuery,
      response: Wishlist,
    },
    async ({ query, caller: { userId: customerId } }) => {
      const head = await findWishlist(deps.db, customerId);
      const { itemCount = 0, shareToken = null } = head ?? {};
      return { ...(await wishPage(deps, { customerId, query })), itemCount, shareToken };
    },
  ),
  route(
    "GET /wishlists/:token",
    {
      summary: "A wishlist that somebody has shared; nothing says whose it is",
      tags,
      access: anyone(),
      ownership: "whoever has the token, until its owner revokes it",
      params: WishlistTokenParams,
      query: WishlistQuery,
      response: SharedWishlist,
    },
    async ({ params, query }) => {
      const shared = await findSharedWishlist(deps.db, params.token);
      if (shared === undefined) {
        throw new Refusal(
          "not_found",
          "wishlist_not_found",
          "There is no such list, or it is not shared any more.",
        );
      }
      return wishPage(deps, { customerId: shared.customerId, query });
    },
  ),
];

const itemRoutes = (deps: Deps): readonly Route[] => [
  route(
    "PUT /wishlist/:variantId",
    { ...owner, summary: "Put a variant on one's wishlist", params: VariantParams, response: WishedVariant },
    async ({ params: { variantId }, caller }) => {
      const { addedAt } = await addWish(deps, { customerId: caller.userId, variantId });
      return { variantId, addedAt: addedAt.toISOString() };
    },
  ),
  route(
    "DELETE /wishlist/:variantId",
    { ...owner, summary: "Take a variant off one's wishlist", params: VariantParams, status: 204 },
    async ({ params: { variantId }, caller }) => {
      await removeWish(deps, { customerId: caller.userId, variantId });
      return noContent();
    },
  ),
];

const shareRoutes = (deps: Deps): readonly Route[] => [
  route(
    "PUT /wishlist/share",
    { ...owner, summary: "Share one's wishlist; shared again it keeps its token", response: WishlistShare },
    async ({ caller }) => ({ shareToken: await shareWishlist(deps, caller.userId) }),
  ),
  route(
    "DELETE /wishlist/share",
    { ...owner, summary: "Stop sharing; the token opens nothing any more", status: 204 },
    async ({ caller }) => {
      await unshareWishlist(deps, caller.userId);
      return noContent();
    },
  ),
];
