// Who may be in the checkout: a visitor with an open cart that has something in it. Everybody else is led to where they can go on.
import type { Cart } from "@souk/contracts";
import { redirect } from "react-router";
import type { Shop } from "../../lib/shop.server.ts";

/** The open cart, or a redirect: to its order if it was ordered already (a reload, the back button), else to the bag. */
export async function openCartOrLeave(shop: Shop): Promise<Cart> {
  const cart = await shop.cart();
  if (cart?.orderId) throw redirect(`/orders/${cart.orderId}/confirmation`, 303);
  if (!cart || cart.status !== "open" || cart.lines.length === 0) throw redirect("/cart", 303);
  return cart;
}
