// REST contract of wishlists, and of being told when something is back in stock.
import { z } from "zod";
import { CurrencyCode, Email, Id, MoneyBody, pageOf, pageQuery, Timestamp } from "./common.ts";
import { Picture } from "./products.ts";

export const WISHLIST_ITEMS_MAX = 500;

export const WishlistItem = z
  .object({
    variantId: Id,
    addedAt: Timestamp,
    /** `gone`: not on sale any more; its name is what it was called when it was put on the list. */
    status: z.enum(["available", "sold_out", "gone"]),
    productName: z.string(),
    variantName: z.string(),
    productId: Id.nullable(),
    productSlug: z.string().nullable(),
    /** What one costs now; null for what is gone, and for what has no price in the currency. */
    price: MoneyBody.nullable(),
    available: z.int(),
    image: Picture.nullable(),
  })
  .meta({ id: "WishlistItem" });
export type WishlistItem = z.infer<typeof WishlistItem>;

export const WishlistQuery = z.strictObject({ ...pageQuery, currency: CurrencyCode.optional() });
export type WishlistQuery = z.infer<typeof WishlistQuery>;
export const SharedWishlist = pageOf(WishlistItem).meta({ id: "SharedWishlist" });
export type SharedWishlist = z.infer<typeof SharedWishlist>;

const shareToken = z.string().regex(/^[\w-]{32}$/);
/** `shareToken` opens the list for whoever has it; null while it is not shared. */
export const Wishlist = SharedWishlist.extend({
  itemCount: z.int(),
  shareToken: shareToken.nullable(),
}).meta({ id: "Wishlist" });
export type Wishlist = z.infer<typeof Wishlist>;
export const WishlistShare = z.object({ shareToken }).meta({ id: "WishlistShare" });

export const WishedVariant = z.object({ variantId: Id, addedAt: Timestamp }).meta({ id: "WishedVariant" });
export const VariantParams = z.strictObject({ variantId: Id });
export const WishlistTokenParams = z.strictObject({ token: z.string().max(64) });

/** Guests say where to write to; who is signed in is written to where their account says. */
export const BackInStockBody = z.strictObject({ email: Email.optional() });
/** `confirmation_sent`: nothing happens until the link in the mail is followed. The same answer whoever's address it is. */
export const BackInStockAnswer = z
  .object({ variantId: Id, status: z.enum(["waiting", "confirmation_sent"]) })
  .meta({ id: "BackInStock" });
export type BackInStockAnswer = z.infer<typeof BackInStockAnswer>;

export const BackInStockTokenBody = z.strictObject({ token: z.string().max(64) });
/** `in_stock`: it is there already, and no mail will follow. */
export const BackInStockConfirmation = z
  .object({
    variantId: Id,
    productSlug: z.string(),
    productName: z.string(),
    status: z.enum(["waiting", "in_stock"]),
  })
  .meta({ id: "BackInStockConfirmation" });
export type BackInStockConfirmation = z.infer<typeof BackInStockConfirmation>;
