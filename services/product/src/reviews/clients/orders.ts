// Asks the order service whether somebody has bought what they write about.
import { OrderService } from "@souk/contracts/rpc";
import type { Rpc } from "@souk/rpc";

export type Purchase = { readonly userId: string; readonly productId: string };
export type OrdersClient = { hasBought(purchase: Purchase): Promise<boolean> };

export function createOrdersClient(rpc: Rpc): OrdersClient {
  const client = rpc.client(OrderService);
  return { hasBought: async (purchase) => (await client.hasBought(purchase)).bought };
}
