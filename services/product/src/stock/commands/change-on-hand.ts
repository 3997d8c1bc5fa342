// The one way in which staff change what is on hand: onto a locked level, into the ledger of movements, and told where it runs low.
import type { AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import { isLocationOpen } from "../store/locations.ts";
import { loadStockChanges } from "../store/reservations.ts";
import { insertMovement, lockLevel, type Movement, type StockLevel, updateOnHand } from "../store/stock.ts";
import { publishStockAlerts } from "./publish-stock-alerts.ts";

export type Place = { readonly variantId: string; readonly location: string };

/** The variant's level there, nobody else's until the transaction ends; only open locations take goods. */
export async function loadLevel(db: AnyDb, place: Place): Promise<StockLevel> {
  if (!(await isLocationOpen(db, place.location))) {
    throw new Refusal("unprocessable", "location_unknown", "There is no such open location.", {
      fields: [{ pointer: "/location", code: "unknown", message: "must be an open location of the shop" }],
    });
  }
  const level = await lockLevel(db, place);
  if (!level) throw new Refusal("not_found", "variant_not_found", "There is no such variant.");
  return level;
}

/** Refused where the rest would be less than what is promised to orders. */
export async function changeOnHand(db: AnyDb, level: StockLevel, movement: Movement): Promise<void> {
  const { variantId, location, quantity } = movement;
  const onHand = level.onHand + quantity;
  if (onHand < level.reserved) {
    throw new Refusal(
      "conflict",
      "stock_below_reserved",
      "More is reserved than that: it is promised to orders.",
      {
        extra: { reserved: level.reserved, onHand: level.onHand },
      },
    );
  }
  if (quantity === 0) return;
  await updateOnHand(db, { variantId, location, onHand });
  await insertMovement(db, movement);
  await publishStockAlerts(db, await loadStockChanges(db, [{ variantId, quantity }]));
}
