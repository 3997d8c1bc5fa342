// Staff say how much there is of a variant at a location; the difference is written into the ledger of movements.
import { StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { insertMovement, loadStock, lockLevel, updateOnHand, type StockView } from "../store/stock.ts";
import { loadStockChanges } from "../store/reservations.ts";
import { publishStockAlerts } from "./publish-stock-alerts.ts";

export type SetStock = {
  readonly variantId: string;
  readonly location: string;
  readonly onHand: number;
  readonly reason: string | undefined;
  readonly actorId: string;
  /** Refuses when what staff saw is no longer so. */
  readonly requireUnchanged: (stock: StockView) => void;
};

export async function setStock(deps: Deps, command: SetStock): Promise<StockView> {
  const { variantId, location, onHand, actorId } = command;
  const stock = await inTransaction(deps.db, async (db) => {
    const level = await lockLevel(db, { variantId, location });
    if (level === undefined) throw new Refusal("not_found", "variant_not_found", "There is no such variant.");
    command.requireUnchanged(await loadStock(db, variantId));
    if (onHand < level.reserved) {
      throw new Refusal(
        "conflict",
        "stock_below_reserved",
        "More is reserved than that: it is promised to orders.",
        {
          extra: { reserved: level.reserved },
        },
      );
    }
    const difference = onHand - level.onHand;
    if (difference !== 0) {
      await updateOnHand(db, { variantId, location, onHand });
      await insertMovement(db, {
        variantId,
        location,
        quantity: difference,
        reason: command.reason ?? null,
        actorId,
      });
      await publishStockAlerts(db, await loadStockChanges(db, [{ variantId, quantity: difference }]));
    }
    await publish(db, StaffActed, {
      actorId,
      action: "stock.set",
      subjectType: "variant",
      subjectId: variantId,
      before: { location, onHand: level.onHand },
      after: { location, onHand, reason: command.reason ?? null },
      at: deps.now().toISOString(),
    });
    return loadStock(db, variantId);
  });
  deps.documents.expireAll();
  return stock;
}
