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
  readonly status: "open" | "ordered";
  readonly currency: string;
  readonly customerId: string | null;
  readonly email: string | null;
  readonly shippingAddress: AddressBody | null;
  readonly billingAddress: AddressBody | null;
  readonly shippingMethodId: string | null;
  readonly couponCodes: readonly string[];
  readonly orderId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lines: readonly StoredCartLine[];
};

export type NewCart = { readonly id: string; readonly currency: string; readonly customerId: string | null };
export type CartChanges = Partial<
  Pick<StoredCart, "email" | "shippingAddress" | "billingAddress" | "shippingMethodId" | "customerId">
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
  const { email, shippingAddress, shippingMethodId } = cart;
  if (cart.lines.length > 0 && email !== null && shippingAddress !== null && shippingMethodId !== null) {
    return { ...cart, email, shippingAddress, shippingMethodId };
  }
  throw new Refusal("unprocessable", "cart_incomplete", "The cart is not complete yet.", {
    extra: { missing: missingParts(cart) },
  });
}

export function requireOpen(cart: StoredCart): StoredCart {
  if (cart.status === "open") return cart;
  throw new Refusal("conflict", "cart_ordered", "This cart has been ordered.", {
    extra: { orderId: cart.orderId },
  });
}
