// A page of a wishlist: what is on it, with what each thing costs now and how many are left.
import type { SharedWishlist, WishlistItem, WishlistQuery } from "@souk/contracts";
import { decodeCursor, encodeCursor } from "@souk/http";
import { z } from "zod";
import { chooseCurrency } from "../catalogue/shop-catalogue.ts";
import type { PricedVariant } from "../catalogue/store/priced-variants.ts";
import type { Deps } from "../deps.ts";
import { toPictureView } from "../media/domain/picture-view.ts";
import { effectivePrice } from "../prices/domain/effective-price.ts";
import { listWishes, type WishedRow } from "./store/wishlists.ts";

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

export async function wishPage(
  deps: Deps,
  { customerId, query }: { readonly customerId: string; readonly query: WishlistQuery },
): Promise<SharedWishlist> {
  const { limit, cursor } = query;
  const before = cursor === undefined ? undefined : decodeCursor(cursor, Cursor);
  const currency = chooseCurrency(await deps.shopCatalogue(), query.currency);
  const found = await listWishes(deps.db, { customerId, before, limit });
  const rows = found.slice(0, limit);
  const variantIds = rows.map(({ variantId }) => variantId);
  const priced = await deps.pricedVariants({ variantIds, currency, customerGroups: [] });
  const pricedById = new Map(priced.map((variant) => [variant.variantId, variant]));
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    items: rows.map((row) => toItem(row, { priced: pricedById.get(row.variantId), currency })),
    nextCursor: last ? encodeCursor([last.addedAt.toISOString(), last.variantId]) : null,
  };
}

type Price = { readonly priced: PricedVariant | undefined; readonly currency: string };

function toItem(row: WishedRow, { priced, currency }: Price): WishlistItem {
  const wish = { variantId: row.variantId, addedAt: row.addedAt.toISOString() };
  // What is off sale may have been renamed since for reasons of the shop's own: it keeps the name it had.
  if (!row.isOnSale) {
    return {
      ...wish,
      status: "gone",
      productName: row.formerProductName,
      variantName: row.formerVariantName,
      productId: null,
      productSlug: null,
      price: null,
      available: 0,
      image: null,
    };
  }
  const { productId, productSlug, productName, variantName, available, picture } = row;
  return {
    ...wish,
    productId,
    productSlug,
    productName,
    variantName,
    available,
    status: available > 0 ? "available" : "sold_out",
    price: priced === undefined ? null : { amount: amountOf(priced), currency },
    image: picture && toPictureView(picture),
  };
}

const amountOf = ({ ownPriceMinor, listed }: PricedVariant): number =>
  effectivePrice(ownPriceMinor, listed ?? [], 1).amount;
