// Writes who and where a cart is for, how it travels and what is to pay for it; only what is given changes.
import type { AddressBody, UpdateCartBody } from "@souk/contracts";
import { type FieldError, Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { chooseGiftCards } from "../../gift-cards/commands/choose-gift-cards.ts";
import { priceCart, type PricedCart, requireCoupons } from "../../pricing/price-cart.ts";
import { requireVersion } from "../cart-version.ts";
import { type CartDetails, requireOpen, type StoredCart } from "../domain/cart.ts";
import type { AskedVersions } from "../store/cart-lines.ts";
import { updateCart as writeCart } from "../store/carts.ts";
import type { PricedChange } from "./add-cart-line.ts";
import { loadCart, requireOwn } from "./load-cart.ts";

const RACES_MAX = 10;

export type UpdateCart = {
  readonly cartId: string;
  readonly customerId: string | null;
  readonly versions: AskedVersions;
  readonly changes: UpdateCartBody;
};

/** A signed-in customer who writes here owns the cart from then on. */
export async function updateCart(deps: Deps, command: UpdateCart): Promise<PricedChange> {
  const { cartId, customerId, changes } = command;
  await refuseUnserved(deps, changes.shippingAddress);
  const updated = await deps.carts.change(cartId, (cart) => updateFrom(deps, command, cart));
  if (updated) return updated;
  for (let race = 0; race < RACES_MAX; race += 1) {
    const written = await updateFrom(deps, command, await loadCart(deps, cartId, customerId));
    if (written) return written;
  }
  throw new Refusal("conflict", "cart_busy", "This cart is being changed elsewhere; please try again.");
}

/** Undefined where somebody changed the cart since it was as it is given here. */
async function updateFrom(
  deps: Deps,
  command: UpdateCart,
  found: StoredCart,
): Promise<PricedChange | undefined> {
  const { customerId, versions, changes } = command;
  const cart = requireVersion(requireOpen(requireOwn(found, customerId)), versions);
  const details = await detailsAfter(deps, cart, command);
  const variants = await refuseUnusable(deps, { cart, details, changes });
  const written = await writeCart(deps.db, cart, details);
  if (!written) return undefined;
  deps.carts.remember(written);
  return { cart: written, variants };
}

async function detailsAfter(
  deps: Deps,
  cart: StoredCart,
  { customerId, changes }: UpdateCart,
): Promise<CartDetails> {
  const { giftCardCodes, couponCodes, billingAddress, useStoreCredit } = changes;
  const owner = cart.customerId ?? customerId;
  if (useStoreCredit === true && owner === null)
    throw new Refusal("unprocessable", "sign_in_for_store_credit", "Store credit is a customer's own.", {
      fields: [{ pointer: "/useStoreCredit", code: "sign_in", message: "sign in to use store credit" }],
    });
  const { giftCardIds: presentIds, currency } = cart;
  return {
    email: changes.email ?? cart.email,
    shippingAddress: changes.shippingAddress ?? cart.shippingAddress,
    billingAddress: billingAddress === undefined ? cart.billingAddress : billingAddress,
    shippingMethodId: changes.shippingMethodId ?? cart.shippingMethodId,
    couponCodes: couponCodes ? normalized(couponCodes) : cart.couponCodes,
    giftCardIds: giftCardCodes
      ? await chooseGiftCards(deps, { codes: giftCardCodes, presentIds, currency })
      : presentIds,
    useStoreCredit: useStoreCredit ?? cart.useStoreCredit,
    customerId: owner,
  };
}

function normalized(codes: readonly string[]): readonly string[] {
  return [...new Set(codes.map((code) => code.toUpperCase()))];
}

async function refuseUnserved(deps: Deps, address: AddressBody | undefined): Promise<void> {
  if (!address) return;
  const { countries } = await deps.settings.settings();
  if (countries.includes(address.country)) return;
  throw detailsRefused({
    pointer: "/shippingAddress/country",
    code: "not_served",
    message: "we do not ship to this country",
  });
}

type Change = {
  readonly cart: StoredCart;
  readonly details: CartDetails;
  readonly changes: UpdateCartBody;
};

/** Only what the request brings is asked about: what was fine and no longer is stays, and the cart tells it. Gives the articles that were priced for this. */
async function refuseUnusable(
  deps: Deps,
  { cart, details, changes }: Change,
): Promise<PricedCart["variants"]> {
  const { shippingMethodId, couponCodes } = changes;
  if (shippingMethodId === undefined && couponCodes === undefined) return new Map();
  const after = { ...cart, ...details };
  const priced = await priceCart(deps, { cart: after, customerId: details.customerId });
  if (shippingMethodId !== undefined) requireOffered(shippingMethodId, priced);
  if (couponCodes === undefined) return priced.variants;
  const refused = priced.quote.refusedCoupons.filter(({ code }) => !cart.couponCodes.includes(code));
  requireCoupons(couponCodes, refused);
  return priced.variants;
}

function requireOffered(methodId: string, { offeredMethods }: PricedCart): void {
  if (offeredMethods.some(({ method }) => method.id === methodId)) return;
  throw detailsRefused({
    pointer: "/shippingMethodId",
    code: "unknown",
    message: "must be one of the cart's shipping methods",
  });
}

function detailsRefused(field: FieldError): Refusal {
  return new Refusal("unprocessable", "cart_details_refused", "Some details cannot be used.", {
    fields: [field],
  });
}
