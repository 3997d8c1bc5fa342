// What a visitor can do to the bag, from the form's fields to the API.
import { isApiProblem } from "@souk/client";
import type { Cart } from "@souk/contracts";
import type { Shop } from "../../lib/shop.server.ts";
import type { Messages } from "../../messages/en.ts";

export type CartOutcome = { readonly ok: boolean; readonly error?: string; readonly couponError?: string };

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};
const quantityOf = (form: FormData): number => {
  const quantity = Number(textOf(form, "quantity") || 1);
  return Number.isSafeInteger(quantity) ? quantity : 1;
};

/** The visitor's open cart, or a new one: a cart that was ordered is finished with. */
async function openCart(shop: Shop): Promise<Cart> {
  const cart = await shop.cart();
  if (cart?.status === "open") return cart;
  const made = (await (await shop.customerApi()).carts.create({ currency: shop.currency })).data;
  shop.useCart(made);
  return made;
}

async function change(shop: Shop, form: FormData): Promise<Cart> {
  const cart = await openCart(shop);
  const { carts } = await shop.customerApi();
  const lineId = textOf(form, "lineId");
  switch (textOf(form, "intent")) {
    case "add":
      return (
        await carts.addLine(cart.id, { variantId: textOf(form, "variantId"), quantity: quantityOf(form) })
      ).data;
    case "change":
      return (await carts.changeLine({ id: cart.id, lineId, quantity: quantityOf(form) })).data;
    case "remove":
      return (await carts.removeLine({ id: cart.id, lineId })).data;
    case "coupon":
      return (
        await carts.update(cart.id, {
          couponCodes: [...cart.couponCodes, textOf(form, "code").toUpperCase()],
        })
      ).data;
    case "coupon-remove":
      return (
        await carts.update(cart.id, {
          couponCodes: cart.couponCodes.filter((code) => code !== textOf(form, "code")),
        })
      ).data;
    default:
      return cart;
  }
}

const TOO_MANY_CODES = new Set(["sold_out", "quantity_too_large"]);

function outcomeOf(error: unknown, form: FormData, messages: Messages): CartOutcome {
  if (!isApiProblem(error)) throw error;
  if (textOf(form, "intent") === "coupon")
    return { ok: false, couponError: error.status < 500 ? messages.cart.couponWrong : messages.cart.failed };
  if (TOO_MANY_CODES.has(error.code)) return { ok: false, error: messages.cart.notEnough };
  if (error.status === 404 || error.status === 422) return { ok: false, error: messages.cart.unknownVariant };
  return { ok: false, error: messages.cart.failed };
}

/** Does the change that a form asks for. What the visitor can do something about comes back as words. */
export async function changeCart(shop: Shop, form: FormData, messages: Messages): Promise<CartOutcome> {
  try {
    shop.useCart(await change(shop, form));
    return { ok: true };
  } catch (error) {
    return outcomeOf(error, form, messages);
  }
}

/** Moves everything into a new cart: for another currency, or to buy again what was in a cancelled order. */
export async function refillCart(
  shop: Shop,
  lines: readonly { variantId: string; quantity: number }[],
): Promise<void> {
  const { carts } = await shop.customerApi();
  let cart = (await carts.create({ currency: shop.currency })).data;
  for (const { variantId, quantity } of lines) {
    try {
      cart = (await carts.addLine(cart.id, { variantId, quantity })).data;
    } catch (error) {
      if (!isApiProblem(error) || error.status >= 500) throw error; // Gone or sold out meanwhile: the rest still goes in.
    }
  }
  shop.useCart(cart);
}
