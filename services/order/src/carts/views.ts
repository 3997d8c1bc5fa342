// A cart as its shopper sees it: priced now, with what changed since things were put in.
import type { Cart, CartLine } from "@souk/contracts";
import { money, type Money } from "@souk/money";
import type { CatalogueVariant } from "../clients/catalogue.ts";
import type { Deps } from "../deps.ts";
import { missingParts, type StoredCart, type StoredCartLine } from "./domain/cart.ts";
import { quote } from "../pricing/domain/quote.ts";

type Variants = ReadonlyMap<string, CatalogueVariant>;

/** Prices the cart by the catalogue and turns it into JSON. A line that is no longer sold keeps its old price and counts nothing. `known` was priced just now. */
export async function toCartView(deps: Deps, cart: StoredCart, known: Variants = new Map()): Promise<Cart> {
  const variants = await priceLines(deps, cart, known);
  const sold = cart.lines.filter((line) => variants.has(line.variantId));
  const { totals, explanation, lineTotals } = quote({
    currency: cart.currency,
    lines: sold.map(({ variantId, quantity, addedPriceMinor }) => ({
      unitPrice: variants.get(variantId)?.unitPrice ?? money(addedPriceMinor, cart.currency),
      quantity,
    })),
    shippingMethod: deps.shippingMethods.find(({ id }) => id === cart.shippingMethodId),
    country: cart.shippingAddress?.country,
  });
  const totalOf = new Map(sold.map((line, index) => [line.id, lineTotals[index]]));
  return {
    id: cart.id,
    version: cart.version,
    status: cart.status,
    currency: cart.currency,
    email: cart.email,
    shippingAddress: cart.shippingAddress,
    billingAddress: cart.billingAddress,
    shippingMethodId: cart.shippingMethodId,
    couponCodes: [...cart.couponCodes],
    lines: cart.lines.map((line) => {
      const total = totalOf.get(line.id) ?? money(0, cart.currency);
      return toLineView(line, variants.get(line.variantId), total);
    }),
    totals,
    explanation: [...explanation],
    missing: [...missingParts(cart)],
    orderId: cart.orderId,
    createdAt: cart.createdAt.toISOString(),
    updatedAt: cart.updatedAt.toISOString(),
  };
}

async function priceLines(deps: Deps, cart: StoredCart, known: Variants): Promise<Variants> {
  const unknownIds = cart.lines.map(({ variantId }) => variantId).filter((id) => !known.has(id));
  if (unknownIds.length === 0) return known;
  return new Map([...known, ...(await deps.catalogue.price(unknownIds, cart.currency))]);
}

const goneVariant = {
  productId: "00000000-0000-0000-0000-000000000000",
  productSlug: "",
  productName: "No longer sold",
  variantName: "",
  sku: "",
  image: null,
  available: 0,
};

function toLineView(line: StoredCartLine, variant: CatalogueVariant | undefined, total: Money): CartLine {
  const unitPrice = variant?.unitPrice ?? money(line.addedPriceMinor, total.currency);
  const { productId, productSlug, productName, variantName, sku, image, available } = variant ?? goneVariant;
  const article = { productId, productSlug, productName, variantName, sku, image, available };
  const { id, variantId, quantity } = line;
  return { id, variantId, ...article, quantity, unitPrice, total, notice: noticeOf(line, variant) };
}

function noticeOf(line: StoredCartLine, variant: CatalogueVariant | undefined): CartLine["notice"] {
  if (!variant) return "unavailable";
  if (variant.available <= 0) return "sold_out";
  if (variant.available < line.quantity) return "fewer_left";
  return variant.unitPrice.amount === line.addedPriceMinor ? null : "price_changed";
}
