// Asks the order service whose an order is and what it costs.
import { OrderService } from "@souk/contracts/rpc";
import { money, type Money } from "@souk/money";
import type { Rpc } from "@souk/rpc";

export type PayableOrder = {
  readonly orderId: string;
  readonly number: string;
  readonly status: string;
  readonly total: Money;
};
export type Visitor = { readonly userId: string | undefined; readonly guestToken: string | undefined };
export type OrderLine = { readonly lineId: string; readonly quantity: number; readonly total: Money };

export type OrdersClient = {
  /** The order, if this visitor may see and pay it. */
  findFor(orderId: string, visitor: Visitor): Promise<PayableOrder | undefined>;
  lines(orderId: string): Promise<readonly OrderLine[]>;
};

export function createOrdersClient(rpc: Rpc): OrdersClient {
  const client = rpc.client(OrderService);
  return {
    async findFor(orderId, { userId, guestToken }) {
      const request = { orderId, userId: userId ?? "", guestToken: guestToken ?? "" };
      const { allowed, number, status, currency, totalMinor } = await client.authorizeAccess(request);
      return allowed ? { orderId, number, status, total: money(Number(totalMinor), currency) } : undefined;
    },
    async lines(orderId) {
      const { lines, currency } = await client.getOrder({ orderId });
      return lines.map(({ lineId, quantity, totalMinor }) => ({
        lineId,
        quantity,
        total: money(Number(totalMinor), currency),
      }));
    },
  };
}
