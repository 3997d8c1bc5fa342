// The wishlist, one that somebody has shared, and being told when something is back in stock.
import type {
  BackInStockAnswer,
  BackInStockConfirmation,
  SharedWishlist,
  WishedVariant,
  Wishlist,
  WishlistShare,
} from "@souk/contracts";
import type { z } from "zod";
import { segment, type Caller } from "./caller.ts";
import type { BackInStockWish, WishlistFilter } from "./requests.ts";
import type { CallOptions } from "./transport.ts";

export const wishlistCalls = (call: Caller) => ({
  get: (filter: WishlistFilter = {}, options?: CallOptions) =>
    call<Wishlist>({ method: "GET", path: "/wishlist", query: filter, options }),
  add: (variantId: string, options?: CallOptions) =>
    call<z.infer<typeof WishedVariant>>({ method: "PUT", path: `/wishlist/${segment(variantId)}`, options }),
  remove: (variantId: string, options?: CallOptions) =>
    call<null>({ method: "DELETE", path: `/wishlist/${segment(variantId)}`, options }),
  /** The token of the link that opens the list for others; shared again it stays the same. */
  share: (options?: CallOptions) =>
    call<z.infer<typeof WishlistShare>>({ method: "PUT", path: "/wishlist/share", options }),
  unshare: (options?: CallOptions) => call<null>({ method: "DELETE", path: "/wishlist/share", options }),
  shared: (token: string, filter: WishlistFilter = {}, options?: CallOptions) =>
    call<SharedWishlist>({ method: "GET", path: `/wishlists/${segment(token)}`, query: filter, options }),
});

export const backInStockCalls = (call: Caller) => ({
  subscribe: (variantId: string, body: BackInStockWish = {}, options?: CallOptions) =>
    call<BackInStockAnswer>({
      method: "POST",
      path: `/variants/${segment(variantId)}/back-in-stock`,
      body,
      options,
    }),
  stop: (variantId: string, options?: CallOptions) =>
    call<null>({ method: "DELETE", path: `/variants/${segment(variantId)}/back-in-stock`, options }),
  /** With the token of the mailed link. */
  confirm: (token: string, options?: CallOptions) =>
    call<BackInStockConfirmation>({
      method: "POST",
      path: "/back-in-stock/confirmations",
      body: { token },
      options,
    }),
  unsubscribe: (token: string, options?: CallOptions) =>
    call<null>({ method: "POST", path: "/back-in-stock/unsubscriptions", body: { token }, options }),
});
