// Writes who and where a cart is for and how it travels; only what is given changes.
import type { AddressBody } from "@souk/contracts";
import { type FieldError, Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import { requireOpen, type StoredCart } from "../domain/cart.ts";
import { isOfferedIn } from "../../pricing/domain/shipping.ts";
import { updateCart as writeCart } from "../store/carts.ts";
import { loadCart } from "./load-cart.ts";

const RACES_MAX = 10;

export type UpdateCart = {
  readonly cartId: string;
  readonly customerId: string | null;
  readonly email: string | undefined;
  readonly shippingAddress: AddressBody | undefined;
  readonly billingAddress: AddressBody | null | undefined;
  readonly shippingMethodId: string | undefined;
  readonly couponCodes: readonly string[] | undefined;
};

export async function updateCart(deps: Deps, command: UpdateCart): Promise<StoredCart> {
  for (let race = 0; race < RACES_MAX; race += 1) {
    const cart = requireOpen(await loadCart(deps, command.cartId, command.customerId));
    await refuseUnserved(deps, command, cart);
    const written = await writeCart(deps.db, cart, {
      email: command.email ?? cart.email,
      shippingAddress: command.shippingAddress ?? cart.shippingAddress,
      billingAddress: command.billingAddress === undefined ? cart.billingAddress : command.billingAddress,
      shippingMethodId: command.shippingMethodId ?? cart.shippingMethodId,
      customerId: cart.customerId ?? command.customerId,
    });
    if (written) return written;
  }
  throw new Refusal("conflict", "cart_busy", "This cart is being changed elsewhere; please try again.");
}

async function refuseUnserved(deps: Deps, command: UpdateCart, cart: StoredCart): Promise<void> {
  const fields: FieldError[] = [];
  const { shippingAddress, shippingMethodId, couponCodes } = command;
  if (shippingAddress) {
    const { countries } = await deps.settings.settings();
    if (!countries.includes(shippingAddress.country)) {
      fields.push({
        pointer: "/shippingAddress/country",
        code: "not_served",
        message: "we do not ship to this country",
      });
    }
  }
  const isOffered = deps.shippingMethods.some(
    ({ id, ...method }) => id === shippingMethodId && isOfferedIn({ id, ...method }, cart.currency),
  );
  if (shippingMethodId !== undefined && !isOffered) {
    fields.push({
      pointer: "/shippingMethodId",
      code: "unknown",
      message: "must be one of the cart's shipping methods",
    });
  }
  couponCodes?.forEach((_, index) => {
    fields.push({ pointer: `/couponCodes/${index}`, code: "unknown", message: "this code is not valid" });
  });
  if (fields.length === 0) return;
  throw new Refusal(
    "unprocessable",
    fields[0]?.code === "unknown" && couponCodes?.length ? "coupon_unknown" : "cart_details_refused",
    "Some details cannot be used.",
    { fields },
  );
}
