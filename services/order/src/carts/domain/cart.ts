// What a cart is before it is priced, and what it still needs before it can be ordered.
import type { AddressBody } from "@souk/contracts";
import { Refusal } from "@souk/errors";

export type StoredCartLine = {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  /** What the unit cost when it was added; the price that counts is the catalogue's. */
  readonly addedPriceMinor: number;
};

export type StoredCart = {
  readonly id: string;
  readonly version: number;
  readonly status: "open" | "ordered" | "merged";
  readonly currency: string;
  readonly customerId: string | null;
  readonly email: string | null;
  readonly shippingAddress: AddressBody | null;
  readonly billingAddress: AddressBody | null;
  readonly shippingMethodId: string | null;
  readonly couponCodes: readonly string[];
  /** Gift cards that are to pay, in this order. */
  readonly giftCardIds: readonly string[];
  readonly useStoreCredit: boolean;
  readonly orderId: string | null;
  /** The cart that a guest's lines went into when they signed in. */
  readonly mergedInto: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lines: readonly StoredCartLine[];
};

export type NewCart = { readonly id: string; readonly currency: string; readonly customerId: string | null };
/** What of a cart is written as a whole; its lines have statements of their own. */
export type CartDetails = Pick<
  StoredCart,
  | "email"
  | "shippingAddress"
  | "billingAddress"
  | "shippingMethodId"
  | "couponCodes"
  | "giftCardIds"
  | "useStoreCredit"
  | "customerId"
>;

export type OrderableCart = StoredCart & {
  readonly email: string;
  readonly shippingAddress: AddressBody;
  readonly shippingMethodId: string;
};
export type MissingPart = "lines" | "email" | "shippingAddress" | "shippingMethodId";

export function missingParts(cart: StoredCart): readonly MissingPart[] {
  const missing: MissingPart[] = [];
  if (cart.lines.length === 0) missing.push("lines");
  if (cart.email === null) missing.push("email");
  if (cart.shippingAddress === null) missing.push("shippingAddress");
  if (cart.shippingMethodId === null) missing.push("shippingMethodId");
  return missing;
}

/** The cart, known to be complete; refused otherwise with what is missing. */
export function requireOrderable(cart: StoredCart): OrderableCart {
  requireOpen(cart);
  const { email, shippingAddress, shippingMethodId } = cart;
  if (cart.lines.length > 0 && email !== null && shippingAddress !== null && shippingMethodId !== null) {
    return { ...cart, email, shippingAddress, shippingMethodId };
  }
  throw new Refusal("unprocessable", "cart_incomplete", "The cart is not complete yet.", {
    extra: { missing: missingParts(cart) },
  });
}

export function requireOpen(cart: StoredCart): StoredCart {
  switch (cart.status) {
    case "open":
      return cart;
    case "ordered":
      throw new Refusal("conflict", "cart_ordered", "This cart has been ordered.", {
        extra: { orderId: cart.orderId },
      });
    case "merged":
      throw new Refusal("conflict", "cart_merged", "This cart went into another one at sign-in.", {
        extra: { cartId: cart.mergedInto },
      });
  }
}
