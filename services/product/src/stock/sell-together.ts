// Sells what confirmed orders hold, those whose events are handled at the same moment in one batch: one commit for their claims, their
// stock and their baskets. All or none: where one cannot be sold, or was sold before, each is asked for by itself.
import { runBatch, type AnyDb, type BatchQuery } from "@souk/db";
import { claimQuery } from "@souk/events";
import { Together } from "./together.ts";
import { sellOrdersQuery } from "./store/reservations.ts";

export type Sale = { readonly orderId: string; readonly eventId: string; readonly basket: BatchQuery };
/** `alone`: nothing was kept. */
export type SellTogether = Together<Sale, "sold" | "alone">;

export const SALE_CONSUMER = "product.sell-order";

/** Each is two queries of a batch besides the one that sells them; a batch holds 100. */
const SALES_MAX = 40;
/** While one waits for the disk the next gathers; and who waits for a row does not stop those who do not want it. */
const LANES_MAX = 2;

export function createSellTogether(db: AnyDb): SellTogether {
  return new Together<Sale, "sold" | "alone">({
    work: async (sales) => {
      try {
        await sellAll(db, sales);
        return sales.map(() => "sold");
      } catch (error) {
        if (sales.length === 1) throw error;
        return sales.map(() => "alone"); // Whose fault it was shows when each is asked for.
      }
    },
    weightOf: () => 1,
    weightMax: SALES_MAX,
    lanesMax: LANES_MAX,
  });
}

/** One round trip. */
export async function sellAll(db: AnyDb, sales: readonly Sale[]): Promise<void> {
  // Claims in one order, so that two processes with the same events wait for each other in no ring.
  const inOrder = sales.toSorted((left, right) => (left.eventId < right.eventId ? -1 : 1));
  await runBatch(db, [
    ...inOrder.map(({ eventId }) => claimQuery(SALE_CONSUMER, eventId)),
    sellOrdersQuery(sales.map(({ orderId }) => orderId)),
    ...sales.map(({ basket }) => basket),
  ]);
}
