// Staff open a place where goods lie.
import { StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import { publish } from "@souk/events";
import type { Deps } from "../../deps.ts";
import { insertLocation, type StockLocation } from "../store/locations.ts";

export type CreateLocation = { readonly slug: string; readonly name: string; readonly actorId: string };

export async function createLocation(
  deps: Deps,
  { slug, name, actorId }: CreateLocation,
): Promise<StockLocation> {
  return inTransaction(deps.db, async (db) => {
    const location = await insertLocation(db, { slug, name });
    if (!location) {
      throw new Refusal("conflict", "location_taken", "There is a location of this name.", {
        fields: [{ pointer: "/slug", code: "taken", message: "is another location's" }],
      });
    }
    await publish(db, StaffActed, {
      actorId,
      action: "stock_location.create",
      subjectType: "stock_location",
      subjectId: slug,
      before: null,
      after: location,
      at: deps.now().toISOString(),
    });
    return location;
  });
}
