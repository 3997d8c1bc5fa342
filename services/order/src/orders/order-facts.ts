// The facts of an order as its events carry them: ids and amounts, nothing personal.
import type { Order } from "./domain/order.ts";

export function factsOf(order: Order): { orderId: string; number: string; customerId: string | null } {
  return { orderId: order.id, number: order.number, customerId: order.customerId };
}

export function soldLinesOf(order: Order) {
  return order.lines.map(({ variantId, productId, quantity, total }) => ({
    variantId,
    productId,
    quantity,
    total,
  }));
}
