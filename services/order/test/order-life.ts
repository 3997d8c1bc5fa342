// Paid orders of several lines for the tests of what happens to them later, and the calls that these tests make again and again.
import { randomUUID } from "node:crypto";
import { aCart, aProduct, type CallOptions, type Person, type TestShop } from "@souk/testing";
import { place, visa } from "./shop.ts";

export type PaidOrder = {
  readonly id: string;
  readonly number: string;
  readonly total: number;
  /** In the order of the quantities that were asked for. */
  readonly lines: readonly { readonly id: string; readonly variantId: string }[];
  readonly guestToken: string;
  readonly opener: CallOptions;
};

/** An order with a line for each of the quantities, confirmed and paid. */
export async function aPaidOrder(
  shop: TestShop,
  {
    quantities = [3],
    as,
    priceMinor = 1000,
  }: { quantities?: number[]; as?: Person; priceMinor?: number } = {},
): Promise<PaidOrder> {
  const products = await Promise.all(quantities.map(() => aProduct(shop, { stock: 10, priceMinor })));
  const wanted = products.map(({ variantId }, index) => ({ variantId, quantity: quantities[index] ?? 1 }));
  const { cartId } = await aCart(shop, { lines: wanted, ...(as && { as }) });
  const { status, body, text } = await place(shop, { cartId, payment: visa, ...(as && { as }) });
  if (status !== 201 || body.order.status !== "confirmed") throw new Error(`No paid order: ${text}`);
  const { id, number, total, guestToken } = body.order;
  const lineOf = new Map<string, string>(
    body.order.lines.map((line: { id: string; variantId: string }) => [line.variantId, line.id]),
  );
  return {
    id,
    number,
    total: total.amount,
    lines: wanted.map(({ variantId }) => ({ id: lineOf.get(variantId) ?? "", variantId })),
    guestToken,
    opener: as ? { as } : { headers: { "x-order-token": guestToken } },
  };
}

type Sent = { readonly as: Person; readonly key?: string };

export const shipGoods = (
  shop: TestShop,
  order: { id: string },
  body: object,
  { as, key = randomUUID() }: Sent,
) => shop.call("POST", `/orders/${order.id}/shipments`, { as, key, body });

export const refundOrder = (
  shop: TestShop,
  order: { id: string },
  body: object,
  { as, key = randomUUID() }: Sent,
) => shop.call("POST", `/orders/${order.id}/refunds`, { as, key, body: { reason: "damaged", ...body } });

export const askReturn = (
  shop: TestShop,
  order: { id: string },
  body: object,
  { key = randomUUID(), ...opener }: CallOptions,
) => shop.call("POST", `/orders/${order.id}/returns`, { ...opener, key, body });

/** The events that a service published about an order, oldest first. */
export async function saidOf(shop: TestShop, orderId: string, service: "order" | "product" = "order") {
  const events = await shop.published(service);
  return events.filter(({ data }) => (data as { orderId?: string }).orderId === orderId);
}
