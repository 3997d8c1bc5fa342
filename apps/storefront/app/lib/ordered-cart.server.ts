// Where a window leads on that shows a cart which was ordered meanwhile, in another window or by a twin of its request.
import { isApiProblem } from "@souk/client";
import { redirect } from "react-router";
import type { Shop } from "./shop.server.ts";

const UUID = /^[0-9a-f-]{36}$/i;

/** The order that a cart became; nothing where it is none, or is not this visitor's to know. */
export async function orderOfCart(shop: Shop, cartId: string): Promise<string | null> {
  if (!UUID.test(cartId)) return null;
  try {
    return (await (await shop.customerApi()).carts.get(cartId)).data.orderId;
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    return null;
  }
}

/** Leads to the order of the cart that a page showed, where that is not the visitor's cart any more. */
export async function leadToOrder(shop: Shop, shownCartId: string): Promise<void> {
  if (shownCartId === shop.cartId) return;
  const orderId = await orderOfCart(shop, shownCartId);
  if (orderId !== null) throw redirect(`/orders/${orderId}/confirmation`, 303);
}
