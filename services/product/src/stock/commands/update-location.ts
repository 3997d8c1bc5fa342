// Staff rename a place where goods lie, close it when it is empty, or open it again.
import { StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import {
  hasGoods,
  lockLocation,
  MAIN_LOCATION,
  updateLocation as writeLocation,
  type StockLocation,
} from "../store/locations.ts";

export type UpdateLocation = {
  readonly slug: string;
  readonly name: string;
  readonly active: boolean;
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function updateLocation(deps: Deps, command: UpdateLocation): Promise<StockLocation> {
  const { slug, name, active, actorId } = command;
  return inTransaction(deps.db, async (db) => {
    const before = await lockLocation(db, slug);
    if (!before) throw locationNotFound();
    command.requireVersion(before.version);
    if (!active && slug === MAIN_LOCATION)
      throw new Refusal("conflict", "location_main", "Goods without a named place lie here; it stays open.");
    if (!active && (await hasGoods(db, slug)))
      throw new Refusal("conflict", "location_not_empty", "There are goods here; move or sell them first.");
    const after = await writeLocation(db, { slug, name, active });
    if (!after) throw locationNotFound();
    await publish(db, StaffActed, {
      actorId,
      action: "stock_location.update",
      subjectType: "stock_location",
      subjectId: slug,
      before,
      after,
      at: deps.now().toISOString(),
    });
    return after;
  });
}

function locationNotFound(): Refusal {
  return new Refusal("not_found", "location_not_found", "There is no such location.");
}
