// The first page of the checkout on the server: who buys, where it goes, how it is sent.
import { isApiProblem, type UpdateCart } from "@souk/client";
import type { Cart, ShippingMethod } from "@souk/contracts";
import type { FieldProblem } from "@souk/ui";
import { ADDRESS_FIELDS, ADDRESS_REQUIRED, toAddress } from "../../lib/address-fields.ts";
import { findProblems, problemsOf, readValues, type Values } from "../../lib/forms.server.ts";
import type { Shop } from "../../lib/shop.server.ts";
import type { CheckoutMessages } from "../../messages/en-checkout.ts";

export const DETAIL_FIELDS = ["email", ...ADDRESS_FIELDS, "shippingMethodId"] as const;
const REQUIRED = ["email", ...ADDRESS_REQUIRED];

export type DetailsOutcome =
  | { readonly status: "saved" }
  /** The address is known now, and ways of delivery can be chosen. */
  | { readonly status: "delivery_next" }
  | {
      readonly status: "refused";
      readonly values: Values;
      readonly problems: readonly FieldProblem[];
      readonly message?: string;
    };

const textAt = (values: Values, name: string): string => values[name] ?? "";

/** `billing`: the address that the customer wants on invoices, where it is not the one things go to. */
function toUpdate(values: Values, billing: UpdateCart["billingAddress"]): UpdateCart {
  const optional = (name: string) => (textAt(values, name) === "" ? {} : { [name]: textAt(values, name) });
  return {
    email: textAt(values, "email"),
    shippingAddress: toAddress(values),
    billingAddress: billing ?? null,
    ...optional("shippingMethodId"),
  };
}

/** What the fields show: what was saved before, or what the customer's account says. */
export function detailValues(
  cart: Cart,
  fallback: { email?: string; shipping?: Cart["shippingAddress"] } = {},
): Values {
  const address = cart.shippingAddress ?? fallback.shipping;
  const {
    phone = "",
    state = "",
    street2 = "",
    ...rest
  } = address ?? { firstName: "", lastName: "", street: "", zipCode: "", city: "", country: "" };
  return {
    ...rest,
    phone,
    state,
    street2,
    email: cart.email ?? fallback.email ?? "",
    shippingMethodId: cart.shippingMethodId ?? "",
  };
}

/** Sets the way of delivery alone, so that the totals can be seen before going on. What cannot be set is told when the whole form is sent. */
export async function chooseDelivery(shop: Shop, cart: Cart, shippingMethodId: string): Promise<Cart> {
  try {
    const { data } = await (await shop.customerApi()).carts.update(cart.id, { shippingMethodId });
    shop.useCart(data);
    return data;
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    return cart;
  }
}

/** The cart with a way of delivery: the first one, as long as none was chosen. It is the one the form marks, so the totals must have its price. */
export async function withDelivery(
  shop: Shop,
  cart: Cart,
  [first]: readonly Pick<ShippingMethod, "id">[],
): Promise<Cart> {
  return cart.shippingMethodId === null && first ? chooseDelivery(shop, cart, first.id) : cart;
}

type SaveDetails = {
  readonly cart: Cart;
  readonly form: FormData;
  readonly billing: UpdateCart["billingAddress"];
  readonly messages: CheckoutMessages;
};

/** Saves the details of an open cart. A way of delivery that does not reach the address is asked for again. */
export async function saveDetails(
  shop: Shop,
  { cart, form, billing, messages }: SaveDetails,
): Promise<DetailsOutcome> {
  const values = readValues(form, DETAIL_FIELDS);
  const asksForDelivery = form.has("hasDelivery");
  const problems = findProblems(
    values,
    asksForDelivery ? [...REQUIRED, "shippingMethodId"] : REQUIRED,
    messages,
  );
  if (problems.length > 0) return { status: "refused", values, problems };
  try {
    const { data } = await (await shop.customerApi()).carts.update(cart.id, toUpdate(values, billing));
    shop.useCart(data);
    return { status: data.shippingMethodId === null ? "delivery_next" : "saved" };
  } catch (error) {
    if (!isApiProblem(error) || error.status >= 500) throw error;
    const found = problemsOf(error.errors, DETAIL_FIELDS, messages);
    const isDelivery = found.length === 0 && error.code.startsWith("shipping_method");
    return {
      status: "refused",
      values,
      problems: isDelivery
        ? [{ name: "shippingMethodId", message: messages.fields.missing["shippingMethodId"] ?? "" }]
        : found,
      ...(found.length === 0 && !isDelivery ? { message: messages.checkout.notSaved } : {}),
    };
  }
}
