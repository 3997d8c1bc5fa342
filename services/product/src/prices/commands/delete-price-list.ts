// Staff delete a price list; what it made cheaper costs what it did before.
import { StaffActed } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { publish } from "@souk/events";
import { enqueueRefresh } from "../../catalogue/job-definitions.ts";
import { markProductsOfVariants } from "../../catalogue/store/stale-products.ts";
import type { Deps } from "../../deps.ts";
import { priceListNotFound } from "../domain/price-list.ts";
import { cancelTurns } from "../job-definitions.ts";
import { toPriceListBody } from "../price-list-views.ts";
import { deletePriceList as deletePriceListRow, lockPriceList } from "../store/price-lists.ts";

export type DeletePriceList = {
  readonly id: string;
  readonly actorId: string;
  readonly requireVersion: (current: number) => void;
};

export async function deletePriceList(
  deps: Deps,
  { id, actorId, requireVersion }: DeletePriceList,
): Promise<void> {
  await inTransaction(deps.db, async (db) => {
    const before = await lockPriceList(db, id);
    if (before === undefined) throw priceListNotFound();
    requireVersion(before.version);
    if (before.customerGroup === null) {
      await markProductsOfVariants(
        db,
        before.entries.map(({ variantId }) => variantId),
      );
      await enqueueRefresh(db);
    }
    await deletePriceListRow(db, id);
    await cancelTurns(db, id);
    await publish(db, StaffActed, {
      actorId,
      action: "price_list.delete",
      subjectType: "price_list",
      subjectId: id,
      before: toPriceListBody(before),
      after: null,
      at: deps.now().toISOString(),
    });
  });
  deps.documents.expireAll();
}
