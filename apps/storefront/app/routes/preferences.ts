// The visitor's choice of currency. What is in the bag moves into a cart of that currency, priced anew.
import { redirect } from "react-router";
import { refillCart } from "../features/cart/cart-changes.server.ts";
import { DAY_SECONDS } from "../lib/cookies.server.ts";
import { isOfferedCurrency } from "../lib/currency.ts";
import { localPath } from "../lib/data-request.server.ts";
import { shopOf } from "../lib/shop.server.ts";
import type { Route } from "./+types/preferences";

const CHOICE_SECONDS = 365 * DAY_SECONDS;

export function loader(): never {
  throw redirect("/", 303);
}

export async function action({ request, context }: Route.ActionArgs): Promise<never> {
  const shop = shopOf(context);
  const form = await request.formData();
  const currency = form.get("currency");
  if (isOfferedCurrency(currency)) {
    shop.cookies.set(shop.cookies.names.currency, currency, { maxAgeSeconds: CHOICE_SECONDS });
    const cart = await shop.cart();
    if (cart?.status === "open" && cart.currency !== currency && cart.lines.length > 0)
      await refillCart(shop, cart.lines);
    else if (cart && cart.currency !== currency) shop.forgetCart();
  }
  throw redirect(localPath(form.get("from")), 303);
}
