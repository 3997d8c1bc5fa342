// Asks the product service to hold goods for an order, and to give them back.
import { StockService } from "@souk/contracts/rpc";
import type { Rpc } from "@souk/rpc";

export type StockLine = { readonly variantId: string; readonly quantity: number };
export type ReserveOutcome =
  | { readonly status: "reserved" }
  | { readonly status: "sold_out"; readonly shortages: readonly StockLine[] };

export type StockClient = {
  /** Holds all lines or none. May be repeated with the same order: a live hold is prolonged, a lapsed one is taken again. */
  reserve(request: { orderId: string; lines: readonly StockLine[]; ttlMs: number }): Promise<ReserveOutcome>;
};

const MS_PER_SECOND = 1000;

export function createStockClient(rpc: Rpc): StockClient {
  const client = rpc.client(StockService);
  return {
    async reserve({ orderId, lines, ttlMs }) {
      const ttlSeconds = Math.ceil(ttlMs / MS_PER_SECOND);
      const answer = await client.reserve({ orderId, lines: [...lines], ttlSeconds });
      if (answer.reserved) return { status: "reserved" };
      const shortages = answer.shortages.map(({ variantId, quantity }) => ({ variantId, quantity }));
      return { status: "sold_out", shortages };
    },
  };
}
