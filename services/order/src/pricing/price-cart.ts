// Prices a cart as it is now: articles from the catalogue, rules from memory, and what limits of promotions ask of the database.
import { Refusal } from "@souk/errors";
import { money, type Money } from "@souk/money";
import type { StoredCart } from "../carts/domain/cart.ts";
import type { CatalogueVariant } from "../clients/catalogue.ts";
import type { Deps } from "../deps.ts";
import { couponReasonText } from "./domain/explanation.ts";
import type { Promotion } from "./domain/promotion.ts";
import { type Quote, quote, type QuoteLine, type RefusedCoupon, weightOf } from "./domain/quote.ts";
import type { Destination } from "./domain/regions.ts";
import { type ShippingMethod, shippingPriceOf } from "./domain/shipping.ts";
import type { PricingRules } from "./store/pricing-rules.ts";
import { customerKeyOf } from "./store/promotion-uses.ts";
import { readShopperFacts } from "./store/shopper-facts.ts";

type Variants = ReadonlyMap<string, CatalogueVariant>;

export type CartToPrice = {
  readonly cart: StoredCart;
  /** Who shops; a guest is known by the cart's e-mail. */
  readonly customerId: string | null;
  readonly customerGroups?: readonly string[];
  /** Articles that were priced for this cart's quantities just now and need not be asked for again. */
  readonly known?: Variants;
};

export type PricedCart = {
  /** Articles that are on sale, by variant; a line of another is in no quote. */
  readonly variants: Variants;
  readonly quote: Quote;
  /** The cart's method; undefined where none is chosen or it does not go where the cart goes. */
  readonly shippingMethod: ShippingMethod | undefined;
  readonly offeredMethods: readonly { readonly method: ShippingMethod; readonly price: Money }[];
};

export async function priceCart(deps: Deps, request: CartToPrice): Promise<PricedCart> {
  const { cart, customerId, customerGroups = [] } = request;
  const rules = await deps.pricing.rules();
  const promotions = promotionsFor(rules, cart.couponCodes);
  const who = { customerId, email: cart.email };
  const [variants, facts] = await Promise.all([
    priceLines(deps, request),
    readShopperFacts(deps.db, { ...who, customerKey: customerKeyOf(who), promotions }),
  ]);
  const lines = cart.lines.flatMap((line) => {
    const variant = variants.get(line.variantId);
    return variant ? [quoteLine(line, variant)] : [];
  });
  const destination = destinationOf(cart);
  const offeredMethods = offeredFor(rules, { cart, lines, destination });
  const shippingMethod = offeredMethods.find(({ method }) => method.id === cart.shippingMethodId)?.method;
  const priced = quote({
    currency: cart.currency,
    lines,
    shippingMethod,
    destination,
    taxRules: rules.tax,
    promotions,
    couponCodes: cart.couponCodes,
    customer: { id: customerId, hasOrderedBefore: facts.hasOrderedBefore, groups: customerGroups },
    usedUp: facts.usedUp,
    at: deps.now(),
  });
  return { variants, quote: priced, shippingMethod, offeredMethods };
}

/** Refuses a cart with a code that opens nothing, naming the code's place in the request. */
export function requireCoupons(codes: readonly string[], refused: readonly RefusedCoupon[]): void {
  if (refused.length === 0) return;
  const reasons = new Map(refused.map(({ code, reason }) => [code, reason]));
  const fields = codes.flatMap((code, index) => {
    const reason = reasons.get(code.trim().toUpperCase());
    return reason === undefined
      ? []
      : [{ pointer: `/couponCodes/${index}`, code: reason, message: couponReasonText[reason] }];
  });
  throw new Refusal("unprocessable", "coupon_refused", "A code cannot be used for this cart.", { fields });
}

function promotionsFor(rules: PricingRules, couponCodes: readonly string[]): readonly Promotion[] {
  const codes = new Set(couponCodes.map((code) => code.trim().toUpperCase()));
  const opened = [...codes].flatMap((code) => rules.couponPromotions.get(code) ?? []);
  return [...rules.automaticPromotions, ...opened];
}

async function priceLines(
  deps: Deps,
  { cart, customerGroups = [], known = new Map() }: CartToPrice,
): Promise<Variants> {
  const unknown = cart.lines.filter(({ variantId }) => !known.has(variantId));
  if (unknown.length === 0) return known;
  const quantities = Object.fromEntries(unknown.map(({ variantId, quantity }) => [variantId, quantity]));
  const asked = await deps.catalogue.price(Object.keys(quantities), cart.currency, {
    quantities,
    customerGroups,
  });
  return new Map([...known, ...asked]);
}

function quoteLine(line: StoredCart["lines"][number], variant: CatalogueVariant): QuoteLine {
  const { variantId, productId, categoryIds, taxClass, unitPrice, weightGrams } = variant;
  return {
    id: line.id,
    variantId,
    productId,
    categoryIds,
    taxClass,
    unitPrice,
    quantity: line.quantity,
    weightGrams,
  };
}

export function destinationOf({
  shippingAddress,
}: Pick<StoredCart, "shippingAddress">): Destination | undefined {
  if (shippingAddress === null) return undefined;
  const { country, state, zipCode } = shippingAddress;
  return { country, state, zipCode };
}

type Sending = {
  readonly cart: StoredCart;
  readonly lines: readonly QuoteLine[];
  readonly destination: Destination | undefined;
};

function offeredFor(
  { shippingMethods }: PricingRules,
  { cart, lines, destination }: Sending,
): PricedCart["offeredMethods"] {
  const { currency } = cart;
  const subtotalMinor = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice.amount * quantity, 0);
  const parcel = { currency, destination, subtotalMinor, weightGrams: weightOf(lines) };
  return shippingMethods.flatMap((method) => {
    const priceMinor = shippingPriceOf(method, parcel);
    return priceMinor === undefined ? [] : [{ method, price: money(priceMinor, currency) }];
  });
}
