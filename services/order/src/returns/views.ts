// Returns as JSON.
import type { OrderReturn as OrderReturnView } from "@souk/contracts";
import type { Order, OrderReturn } from "../orders/domain/order.ts";

export function toReturnView(
  { id: orderId, number: orderNumber }: Order,
  made: OrderReturn,
): OrderReturnView {
  return { ...made, orderId, orderNumber, lines: [...made.lines], received: [...made.received] };
}
