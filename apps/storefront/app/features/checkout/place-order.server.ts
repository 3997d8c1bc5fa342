// The second page of the checkout on the server: placing the order once, whatever happens to the answer.
import { isApiProblem } from "@souk/client";
import type { Cart, PlacedOrder } from "@souk/contracts";
import { moneyFromField } from "../../lib/currency.ts";
import type { Shop } from "../../lib/shop.server.ts";

export type PlaceOutcome =
  | { readonly status: "placed"; readonly orderId: string; readonly mustPay: boolean }
  | { readonly status: "price_changed"; readonly before: { amount: number; currency: string } | null }
  | { readonly status: "sold_out" }
  | { readonly status: "incomplete" }
  /** No answer came: the same key is sent again, so that nothing is done twice. */
  | { readonly status: "unknown"; readonly idempotencyKey: string }
  | { readonly status: "refused"; readonly code: string };

const KEY = /^[\w-]{16,64}$/;
/** Something in the bag cannot be had any more; the bag itself shows which. */
const SOLD_OUT_CODES = new Set(["sold_out", "cart_line_unavailable"]);
/** The first page of the checkout must be looked at again. */
const INCOMPLETE_CODES = new Set(["cart_incomplete", "shipping_method_unknown"]);

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

function remember(shop: Shop, { order, payment }: PlacedOrder): PlaceOutcome {
  shop.rememberOrder(order.id, order.guestToken);
  if (payment) shop.rememberPayment(order.id, payment.id);
  shop.forgetCart();
  return {
    status: "placed",
    orderId: order.id,
    mustPay: order.status === "pending" && payment?.status === "requires_action",
  };
}

/** The order that this cart became meanwhile: by a twin of this request, or in another tab. */
async function alreadyPlaced(shop: Shop, cartId: string): Promise<string | null> {
  const { data } = await (await shop.customerApi()).carts.get(cartId);
  return data.orderId;
}

async function outcomeOf(
  error: unknown,
  shop: Shop,
  { cart, form, idempotencyKey }: { cart: Cart; form: FormData; idempotencyKey: string },
): Promise<PlaceOutcome> {
  if (!isApiProblem(error)) throw error;
  if (error.status === 0 || error.status >= 500 || error.code === "idempotency_key_in_progress")
    return { status: "unknown", idempotencyKey };
  if (error.code === "price_changed")
    return { status: "price_changed", before: moneyFromField(textOf(form, "expectedTotal")) ?? null };
  if (SOLD_OUT_CODES.has(error.code)) return { status: "sold_out" };
  if (INCOMPLETE_CODES.has(error.code)) return { status: "incomplete" };
  const orderId = error.status === 409 ? await alreadyPlaced(shop, cart.id) : null;
  if (orderId !== null) {
    shop.forgetCart();
    return { status: "placed", orderId, mustPay: false };
  }
  return { status: "refused", code: error.code };
}

/** Places the order for an open cart, with the key that the page was made with. */
export async function placeOrder(shop: Shop, cart: Cart, form: FormData): Promise<PlaceOutcome> {
  const sent = textOf(form, "idempotencyKey");
  const idempotencyKey = KEY.test(sent) ? sent : crypto.randomUUID();
  const expectedTotal = moneyFromField(textOf(form, "expectedTotal"));
  const wanted = textOf(form, "provider");
  const provider =
    shop.parts.paymentProviders.find((name) => name === wanted) ?? shop.parts.paymentProviders[0] ?? "manual";
  try {
    const { data } = await (
      await shop.customerApi()
    ).orders.place(
      {
        cartId: cart.id,
        ...(expectedTotal ? { expectedTotal } : {}),
        payment: { provider, returnUrl: `${shop.parts.publicUrl}/checkout/return` },
      },
      { idempotencyKey },
    );
    return remember(shop, data);
  } catch (error) {
    return outcomeOf(error, shop, { cart, form, idempotencyKey });
  }
}
