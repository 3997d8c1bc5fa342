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
  /** What is left of those lines that could not be held now; holds nothing. */
  shortages(lines: readonly StockLine[]): Promise<readonly StockLine[]>;
};

const MS_PER_SECOND = 1000;

export function createStockClient(rpc: Rpc): StockClient {
  const client = rpc.client(StockService);
  return {
    async reserve({ orderId, lines, ttlMs }) {
      const ttlSeconds = Math.ceil(ttlMs / MS_PER_SECOND);
      const answer = await client.reserve({ orderId, lines: [...lines], ttlSeconds });
      if (answer.reserved) return { status: "reserved" };
      return { status: "sold_out", shortages: answer.shortages.map(toLine) };
    },
    async shortages(lines) {
      return (await client.listShortages({ lines: lines.map(toLine) })).shortages.map(toLine);
    },
  };
}

function toLine({ variantId, quantity }: StockLine): StockLine {
  return { variantId, quantity };
}
