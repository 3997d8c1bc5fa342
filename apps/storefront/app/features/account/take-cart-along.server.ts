// The bag at sign-in: a guest's goes into the customer's, which is fetched where this browser has none. Never an empty one for a full one.
import { isApiProblem, type ApiClient } from "@souk/client";
import type { Cart } from "@souk/contracts";
import type { Shop } from "../../lib/shop.server.ts";

const NOT_FOUND = 404;

/** Nobody is kept from signing in by their bag: one that cannot be merged now stays this browser's, as it is. */
export async function takeCartAlong(shop: Shop): Promise<void> {
  shop.rereadCart(); // Asked for as the customer from now on.
  const { carts } = await shop.customerApi();
  try {
    const { cartId } = shop;
    const cart = (await mergedCart(carts, cartId)) ?? (await currentCart(carts));
    if (!cart) return;
    shop.useCart(cart);
    if (cart.id !== cartId && cart.lines.length > 0) shop.announceMerging();
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    shop.parts.log("A bag was not merged at sign-in.", error);
  }
}

type Carts = ApiClient["carts"];

/** Undefined where there is nothing to merge: no cart, somebody else's, or one that was ordered. */
async function mergedCart(carts: Carts, cartId: string | undefined): Promise<Cart | undefined> {
  if (cartId === undefined) return undefined;
  try {
    const { data } = await carts.merge(cartId);
    return data.status === "open" ? data : undefined;
  } catch (error) {
    if (isApiProblem(error, "cart_ordered") || (isApiProblem(error) && error.status === NOT_FOUND))
      return undefined;
    throw error;
  }
}

async function currentCart(carts: Carts): Promise<Cart | undefined> {
  try {
    return (await carts.current()).data;
  } catch (error) {
    if (isApiProblem(error) && error.status === NOT_FOUND) return undefined;
    throw error;
  }
}
