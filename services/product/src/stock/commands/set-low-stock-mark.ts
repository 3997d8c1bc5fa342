// Staff say at how many left they want to be told of a variant.
import { StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { loadStock, type StockView, updateLowStockMark } from "../store/stock.ts";

export type SetLowStockMark = {
  readonly variantId: string;
  readonly quantity: number;
  readonly actorId: string;
  /** Refuses when what staff saw is no longer so. */
  readonly requireUnchanged: (stock: StockView) => void;
};

export async function setLowStockMark(
  deps: Deps,
  { variantId, quantity, actorId, requireUnchanged }: SetLowStockMark,
): Promise<StockView> {
  return inTransaction(deps.db, async (db) => {
    const before = await loadStock(db, variantId);
    requireUnchanged(before);
    await updateLowStockMark(db, variantId, quantity);
    await publish(db, StaffActed, {
      actorId,
      action: "stock.set_low_mark",
      subjectType: "variant",
      subjectId: variantId,
      before: { lowStockAt: before.lowStockAt },
      after: { lowStockAt: quantity },
      at: deps.now().toISOString(),
    });
    return loadStock(db, variantId);
  });
}
