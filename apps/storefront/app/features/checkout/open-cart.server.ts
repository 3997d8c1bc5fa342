// Who may be in the checkout: a visitor with an open cart that has something in it. Everybody else is led to where they can go on.
import type { Cart } from "@souk/contracts";
import { redirect } from "react-router";
import { leadToOrder } from "../../lib/ordered-cart.server.ts";
import type { Shop } from "../../lib/shop.server.ts";

/**
 * The open cart, or a redirect: to its order if it was ordered already (a reload, the back button), else to the bag.
 * `shownId`: the cart that a form was made for; another window may have ordered it, and this browser begun another one since.
 */
export async function openCartOrLeave(shop: Shop, shownId = ""): Promise<Cart> {
  const cart = await shop.cart();
  if (cart?.orderId) throw redirect(`/orders/${cart.orderId}/confirmation`, 303);
  await leadToOrder(shop, shownId);
  if (!cart || cart.status !== "open" || cart.lines.length === 0) throw redirect("/cart", 303);
  return cart;
}
