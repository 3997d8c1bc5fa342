// Where the payment provider sends the shopper back to. Which order it was, the address or this browser's own cookie says; what happened, only the API is asked.
import { redirect } from "react-router";
import { shopOf } from "../lib/shop.server.ts";
import type { Route } from "./+types/checkout-return";

const UUID = /^[0-9a-f-]{36}$/i;

export function loader({ url, context }: Route.LoaderArgs): never {
  const { cookies } = shopOf(context);
  const orderId = url.searchParams.get("order") ?? cookies.get(cookies.names.lastOrder);
  throw redirect(
    orderId !== undefined && UUID.test(orderId) ? `/orders/${orderId}/confirmation` : "/orders/unknown",
    303,
  );
}
