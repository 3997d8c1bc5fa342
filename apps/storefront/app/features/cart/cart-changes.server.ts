// What a visitor can do to the bag, from the form's fields to the API.
import { isApiProblem, type UpdateCart } from "@souk/client";
import type { Cart } from "@souk/contracts";
import { redirect } from "react-router";
import { moneyFromField } from "../../lib/currency.ts";
import { readValues } from "../../lib/forms.server.ts";
import { leadToOrder } from "../../lib/ordered-cart.server.ts";
import type { Shop } from "../../lib/shop.server.ts";
import type { Messages } from "../../messages/en.ts";
import { payingMessagesFor } from "../../messages/use-paying-messages.ts";
import { balanceText, refusalOf, type CartOutcome } from "./cart-refusals.server.ts";

const FIELDS = [
  "intent",
  "cartId",
  "lineId",
  "variantId",
  "quantity",
  "code",
  "giftCardCode",
  "giftCardId",
  "use",
  "expectedTotal",
] as const;
/** What can only be done to a cart that is there. */
const OF_A_CART = new Set([
  "change",
  "remove",
  "accept",
  "coupon",
  "coupon-remove",
  "gift-card",
  "gift-card-remove",
  "store-credit",
]);
type Asked = Readonly<Record<(typeof FIELDS)[number], string>>;

function readAsked(form: FormData): Asked {
  const values = readValues(form, FIELDS);
  const text = (name: (typeof FIELDS)[number]): string => values[name] ?? "";
  return {
    intent: text("intent"),
    cartId: text("cartId"),
    lineId: text("lineId"),
    variantId: text("variantId"),
    quantity: text("quantity"),
    code: text("code").toUpperCase(),
    giftCardCode: text("giftCardCode"),
    giftCardId: text("giftCardId"),
    use: text("use"),
    expectedTotal: text("expectedTotal"),
  };
}

function quantityOf({ quantity: text }: Asked): number {
  const quantity = Number(text || 1);
  return Number.isSafeInteger(quantity) ? quantity : 1;
}

/** The visitor's open cart, or a new one: a cart that was ordered is finished with. */
async function openCart(shop: Shop): Promise<Cart> {
  const cart = await shop.cart();
  if (cart?.status === "open") return cart;
  const made = (await (await shop.customerApi()).carts.create({ currency: shop.currency })).data;
  shop.useCart(made);
  return made;
}

/** What the cart says after a change of its codes or its credit. */
function detailsAfter(cart: Cart, { intent, code, giftCardCode, giftCardId, use }: Asked): UpdateCart {
  const cardIds = cart.giftCards.map(({ id }) => id);
  switch (intent) {
    case "coupon":
      return { couponCodes: [...cart.couponCodes, code] };
    case "coupon-remove":
      return { couponCodes: cart.couponCodes.filter((present) => present !== code) };
    case "gift-card":
      return { giftCardCodes: [...cardIds, giftCardCode] };
    case "gift-card-remove":
      return { giftCardCodes: cardIds.filter((id) => id !== giftCardId) };
    default:
      return { useStoreCredit: use === "true" };
  }
}

async function changeOpen(shop: Shop, cart: Cart, asked: Asked): Promise<Cart> {
  const { carts } = await shop.customerApi();
  const { intent, lineId } = asked;
  if (intent === "change") {
    const line = { id: cart.id, lineId, quantity: quantityOf(asked) };
    return (await carts.changeLine(line)).data;
  }
  if (intent === "remove") return (await carts.removeLine({ id: cart.id, lineId })).data;
  if (intent === "accept") {
    const expectedTotal = moneyFromField(asked.expectedTotal);
    const body = { quantities: true, ...(expectedTotal && { expectedTotal }) };
    return (await carts.acceptChanges(cart.id, body)).data;
  }
  return (await carts.update(cart.id, detailsAfter(cart, asked))).data;
}

async function change(shop: Shop, asked: Asked): Promise<CartOutcome> {
  if (asked.intent === "gift-card-balance") {
    const { data } = await shop.api.giftCards.balance(asked.giftCardCode);
    return { ok: true, giftCardBalance: balanceText(data) };
  }
  if (asked.intent === "add") {
    const cart = await openCart(shop);
    const { carts } = await shop.customerApi();
    const line = { variantId: asked.variantId, quantity: quantityOf(asked) };
    shop.useCart((await carts.addLine(cart.id, line)).data);
    return { ok: true };
  }
  if (!OF_A_CART.has(asked.intent)) return { ok: true };
  const cart = await shop.cart();
  const { elsewhere } = payingMessagesFor("en");
  if (cart?.orderId) throw redirect(`/orders/${cart.orderId}/confirmation`, 303);
  await leadToOrder(shop, asked.cartId);
  if (!cart) return { ok: false, error: elsewhere.changed };
  shop.useCart(await changeOpen(shop, cart, asked));
  return { ok: true };
}

/** Does the change that a form asks for. What the visitor can do something about comes back as words. */
export async function changeCart(shop: Shop, form: FormData, messages: Messages): Promise<CartOutcome> {
  const asked = readAsked(form);
  try {
    return await change(shop, asked);
  } catch (error) {
    shop.rereadCart(); // Something is not as this page thought.
    return refusalOf(error, asked.intent, messages);
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
