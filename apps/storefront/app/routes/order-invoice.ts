// An invoice or credit note as a file: fetched for whoever may see the order, handed on as it comes.
import { isApiProblem } from "@souk/client";
import { redirect } from "react-router";
import { shopOf } from "../lib/shop.server.ts";
import type { Route } from "./+types/order-invoice";

/** Anything else that the API says about a file is not for browsers. */
const HANDED_ON = ["content-type", "content-disposition", "content-length"];

export async function loader({ params, context }: Route.LoaderArgs) {
  const shop = shopOf(context);
  try {
    const { invoices } = await shop.orderApi(params.id);
    const file = await invoices.pdf({ orderId: params.id, invoiceId: params.invoiceId });
    const headers = new Headers({ "cache-control": "private, no-store" });
    for (const name of HANDED_ON) {
      const value = file.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    return new Response(file.body, { headers });
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    throw redirect(`/orders/${encodeURIComponent(params.id)}?document=missing`, 303); // Says more than an error page without a way on.
  }
}
