// Staff say how much there is of a variant at a location; the difference is written into the ledger of movements.
import { StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { loadStock, type StockView } from "../store/stock.ts";
import { changeOnHand, loadLevel } from "./change-on-hand.ts";

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
  const reason = command.reason ?? null;
  const stock = await inTransaction(deps.db, async (db) => {
    const level = await loadLevel(db, { variantId, location });
    command.requireUnchanged(await loadStock(db, variantId));
    const quantity = onHand - level.onHand;
    await changeOnHand(db, level, { variantId, location, quantity, kind: "adjusted", reason, actorId });
    await publish(db, StaffActed, {
      actorId,
      action: "stock.set",
      subjectType: "variant",
      subjectId: variantId,
      before: { location, onHand: level.onHand },
      after: { location, onHand, reason },
      at: deps.now().toISOString(),
    });
    return loadStock(db, variantId);
  });
  deps.documents.expireAll();
  return stock;
}
