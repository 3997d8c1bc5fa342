// An order with its payment, for whoever may see them.
import { isApiProblem, type ApiClient } from "@souk/client";
import type { Invoice, Order, OrderReturn, Payment } from "@souk/contracts";
import { data } from "react-router";
import type { Shop } from "../../lib/shop.server.ts";

const HIDDEN = new Set([400, 401, 403, 404]);

/** Reads something of an order, or shows the page that says it is not open here. An order that is not theirs and one that does not exist look the same. */
async function readOpen<Result>(
  shop: Shop,
  orderId: string,
  read: (api: ApiClient) => Promise<Result>,
): Promise<Result> {
  try {
    return await read(await shop.orderApi(orderId));
  } catch (error) {
    if (isApiProblem(error) && HIDDEN.has(error.status))
      throw data({ reason: "order_hidden" }, { status: 404 });
    throw error;
  }
}

export const loadOrder = (shop: Shop, orderId: string): Promise<Order> =>
  readOpen(shop, orderId, async ({ orders }) => (await orders.get(orderId)).data);

export const loadReturns = (shop: Shop, orderId: string): Promise<readonly OrderReturn[]> =>
  readOpen(shop, orderId, async ({ returns }) => (await returns.list(orderId)).data.items);

/** The order's payment; none where there is none yet, or where it cannot be read just now. */
export async function findPayment(shop: Shop, order: Order): Promise<Payment | null> {
  const paymentId = order.paymentId ?? shop.paymentIdOf(order.id);
  if (paymentId === undefined) return null;
  try {
    return (await (await shop.orderApi(order.id)).payments.get(paymentId)).data;
  } catch (error) {
    if (isApiProblem(error) && error.status === 404) return null;
    throw error;
  }
}

/** The order's invoices and credit notes; an order's page is worth showing without them. */
export async function findInvoices(shop: Shop, orderId: string): Promise<readonly Invoice[]> {
  try {
    return (await (await shop.orderApi(orderId)).invoices.list(orderId)).data.items;
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    return [];
  }
}
