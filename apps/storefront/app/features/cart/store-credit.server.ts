// What a signed-in customer could pay with store credit.
import { isApiProblem } from "@souk/client";
import type { Cart, MoneyBody } from "@souk/contracts";
import type { Shop } from "../../lib/shop.server.ts";

/** In the cart's currency; nothing for a guest, and where there is none. Asked for as a courtesy: the page goes on without it. */
export async function availableCredit(shop: Shop, cart: Cart): Promise<MoneyBody | null> {
  const api = await shop.customerApi();
  if (!shop.hasSession) return null;
  try {
    const { items } = (await api.storeCredit.list()).data;
    const own = items.find(({ balance }) => balance.currency === cart.currency);
    return own && own.balance.amount > 0 ? own.balance : null;
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    shop.parts.log("A customer's store credit could not be read.", error);
    return null;
  }
}
