// A cart as its shopper sees it: priced now, with what changed since things were put in.
import type { Cart, CartLine } from "@souk/contracts";
import { money, zeroMoney } from "@souk/money";
import type { CatalogueVariant } from "../clients/catalogue.ts";
import type { Deps } from "../deps.ts";
import { readCredits } from "../gift-cards/commands/plan-credits.ts";
import { amountDueAfter, sharesOf, type StoredCredit } from "../gift-cards/domain/credit.ts";
import { priceCart, type CartToPrice, type PricedCart } from "../pricing/price-cart.ts";
import { missingParts, type StoredCart, type StoredCartLine } from "./domain/cart.ts";

/** Prices the cart and turns it into JSON. A line that is no longer sold keeps its old price and counts nothing. */
export async function toCartView(deps: Deps, request: CartToPrice): Promise<Cart> {
  const { cart } = request;
  const customerId = cart.customerId ?? request.customerId;
  const [priced, credits] = await Promise.all([
    priceCart(deps, { ...request, customerId }),
    readCredits(deps, { ...cart, customerId }),
  ]);
  const { totals, explanation, refusedCoupons } = priced.quote;
  return {
    ...storedPart(cart),
    refusedCoupons: refusedCoupons.map(({ code, reason }) => ({ code, reason })),
    lines: toLineViews(cart, priced),
    totals,
    ...creditsPart(credits, { cart, total: totals.total, at: deps.now() }),
    explanation: [...explanation],
    missing: [...missingParts(withOfferedMethod(cart, priced))],
  };
}

function storedPart(cart: StoredCart) {
  const { id, version, status, currency, email, shippingAddress, billingAddress, shippingMethodId } = cart;
  return {
    id,
    version,
    status,
    currency,
    email,
    shippingAddress,
    billingAddress,
    shippingMethodId,
    couponCodes: [...cart.couponCodes],
    useStoreCredit: cart.useStoreCredit,
    orderId: cart.orderId,
    mergedInto: cart.mergedInto,
    createdAt: cart.createdAt.toISOString(),
    updatedAt: cart.updatedAt.toISOString(),
  };
}

type Paying = { readonly cart: StoredCart; readonly total: Cart["amountDue"]; readonly at: Date };

function creditsPart(credits: readonly StoredCredit[], { cart, total, at }: Paying) {
  const shares = sharesOf(credits, total, at);
  const none = zeroMoney(cart.currency);
  const amountOf = (id: string) => shares.find(({ creditId }) => creditId === id)?.amount ?? none;
  const cards = credits.filter((credit) => credit.kind === "gift_card");
  return {
    giftCards: cards.map(({ id, last4 }) => ({ id, last4, amount: amountOf(id) })),
    storeCredit: shares.find(({ kind }) => kind === "store_credit")?.amount ?? none,
    amountDue: amountDueAfter(shares, total),
  };
}

/** A method that does not go where the cart goes, or not with what is in it, is as good as none. */
function withOfferedMethod(cart: StoredCart, { shippingMethod }: PricedCart): StoredCart {
  return { ...cart, shippingMethodId: shippingMethod?.id ?? null };
}

function toLineViews(cart: StoredCart, { variants, quote }: PricedCart): CartLine[] {
  const grossOf = new Map(quote.lines.map(({ id, gross }) => [id, gross]));
  return cart.lines.map((line) => {
    const variant = variants.get(line.variantId);
    const { id, variantId, quantity } = line;
    const addedPrice = money(line.addedPriceMinor, cart.currency);
    return {
      id,
      variantId,
      ...articleOf(variant),
      quantity,
      unitPrice: variant?.unitPrice ?? addedPrice,
      addedPrice,
      total: grossOf.get(id) ?? zeroMoney(cart.currency),
      notice: noticeOf(line, variant),
    };
  });
}

const goneArticle = {
  productId: "00000000-0000-0000-0000-000000000000",
  productSlug: "",
  productName: "No longer sold",
  variantName: "",
  sku: "",
  image: null,
  available: 0,
};

function articleOf(variant: CatalogueVariant | undefined) {
  const { productId, productSlug, productName, variantName, sku, image, available } = variant ?? goneArticle;
  return { productId, productSlug, productName, variantName, sku, image, available };
}

function noticeOf(line: StoredCartLine, variant: CatalogueVariant | undefined): CartLine["notice"] {
  if (!variant) return "unavailable";
  if (variant.available <= 0) return "sold_out";
  if (variant.available < line.quantity) return "fewer_left";
  return variant.unitPrice.amount === line.addedPriceMinor ? null : "price_changed";
}
