// What becomes of a guest's cart when its shopper signs in. Nothing is lost, whatever the customer's own cart has in it.
import { CART_LINES_MAX, COUPONS_MAX, GIFT_CARDS_MAX } from "@souk/contracts";
import type { CartDetails, StoredCart } from "./cart.ts";

export type Merging =
  /** The customer has no other open cart in this currency. */
  | { readonly kind: "adopt" }
  /** Together they would be more than a cart holds: the guest's cart stands beside the older one, and neither loses anything. */
  | { readonly kind: "adopt_beside" }
  | { readonly kind: "merge"; readonly target: StoredCart; readonly details: CartDetails };

export function decideMerging(guest: StoredCart, target: StoredCart | undefined): Merging {
  if (!target) return { kind: "adopt" };
  const variantIds = new Set([...target.lines, ...guest.lines].map(({ variantId }) => variantId));
  if (variantIds.size > CART_LINES_MAX) return { kind: "adopt_beside" };
  return { kind: "merge", target, details: mergedDetails(guest, target) };
}

/** What the shopper wrote last, as a guest, is what counts; where they wrote nothing, what was there stays. */
function mergedDetails(guest: StoredCart, target: StoredCart): CartDetails {
  return {
    email: guest.email ?? target.email,
    shippingAddress: guest.shippingAddress ?? target.shippingAddress,
    billingAddress: guest.billingAddress ?? target.billingAddress,
    shippingMethodId: guest.shippingMethodId ?? target.shippingMethodId,
    couponCodes: together(guest.couponCodes, target.couponCodes, COUPONS_MAX),
    giftCardIds: together(guest.giftCardIds, target.giftCardIds, GIFT_CARDS_MAX),
    useStoreCredit: target.useStoreCredit,
    customerId: target.customerId,
  };
}

function together(first: readonly string[], second: readonly string[], max: number): readonly string[] {
  return [...new Set([...first, ...second])].slice(0, max);
}
