// Staff say what came or went, and why: goods received, damaged, lost, found. Asked for twice under one id it happens once.
import { StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { isAdjusted, loadStock, type StockView } from "../store/stock.ts";
import { changeOnHand, loadLevel } from "./change-on-hand.ts";

export type AdjustStock = {
  readonly adjustmentId: string;
  readonly variantId: string;
  readonly location: string;
  /** Positive: comes; negative: goes. */
  readonly quantity: number;
  readonly kind: string;
  readonly note: string | undefined;
  readonly actorId: string;
};

const ON_HAND_MAX = 10_000_000;

export async function adjustStock(deps: Deps, command: AdjustStock): Promise<StockView> {
  const { adjustmentId, variantId, location, quantity, kind, actorId } = command;
  const reason = command.note ?? null;
  const stock = await inTransaction(deps.db, async (db) => {
    const level = await loadLevel(db, { variantId, location });
    // The level is locked: a twin of this request has written its movement, or will find ours.
    if (await isAdjusted(db, adjustmentId)) return loadStock(db, variantId);
    if (level.onHand + quantity > ON_HAND_MAX)
      throw new Refusal(
        "unprocessable",
        "stock_too_much",
        `At most ${ON_HAND_MAX} of a variant lie at a location.`,
      );
    await changeOnHand(db, level, { variantId, location, quantity, kind, reason, actorId, adjustmentId });
    await publish(db, StaffActed, {
      actorId,
      action: "stock.adjust",
      subjectType: "variant",
      subjectId: variantId,
      before: { location, onHand: level.onHand },
      after: { location, onHand: level.onHand + quantity, kind, reason },
      at: deps.now().toISOString(),
    });
    return loadStock(db, variantId);
  });
  deps.documents.expireAll();
  return stock;
}
