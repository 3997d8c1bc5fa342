// The counts of stock in an import's rows: written where the location is open and enough is left for what is promised to orders.
import type { AnyDb } from "@souk/db";
import { publishStockAlerts } from "../../stock/commands/publish-stock-alerts.ts";
import { loadStockChanges } from "../../stock/store/reservations.ts";
import type { RowError, StockCount } from "../domain/file-row.ts";
import { countStock, listOpenLocations } from "../store/stock-counts.ts";
import type { Plan } from "./plan-product.ts";

type Placed = StockCount & { readonly variantId: string; readonly isNew: boolean };

/** Gives back the counts that were refused. */
export async function importCounts(
  db: AnyDb,
  plans: readonly Plan[],
  actorId: string,
): Promise<readonly RowError[]> {
  const placed = plans.flatMap(placedCounts);
  if (placed.length === 0) return [];
  const open = await listOpenLocations(db);
  const [known, unknown] = [
    placed.filter(({ location }) => open.has(location)),
    placed.filter(({ location }) => !open.has(location)),
  ];
  const outcomes = await countStock(db, known.map(toCount), actorId);
  const refused = new Set(outcomes.filter(({ isRefused }) => isRefused).map(keyOf));
  const isNew = new Set(known.filter((count) => count.isNew).map(({ variantId }) => variantId));
  // Nobody waits for what was not there before.
  const moved = outcomes.filter(({ variantId, difference }) => difference !== 0 && !isNew.has(variantId));
  const lines = moved.map(({ variantId, difference: quantity }) => ({ variantId, quantity }));
  if (lines.length > 0) await publishStockAlerts(db, await loadStockChanges(db, lines));
  return [
    ...unknown.map((count) => errorOf(count, "location_unknown", "must be an open location of the shop")),
    ...known
      .filter((count) => refused.has(keyOf(count)))
      .map((count) => errorOf(count, "stock_below_reserved", "more than that is promised to orders")),
  ];
}

function placedCounts({ product, counts, change }: Plan): readonly Placed[] {
  return counts.flatMap((count) => {
    const variant = product?.variants.find(({ sku }) => sku === count.sku);
    return variant ? [{ ...count, variantId: variant.id, isNew: change === "created" }] : [];
  });
}

const toCount = ({ variantId, location, onHand }: Placed) => ({ variantId, location, onHand });
const keyOf = ({ variantId, location }: { variantId: string; location: string }): string =>
  `${variantId} ${location}`;
const errorOf = ({ row, location }: StockCount, code: string, message: string): RowError => ({
  row,
  column: `stock:${location}`,
  code,
  message,
});
