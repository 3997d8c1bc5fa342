// A price list begins or ends: what it is for is shown with the other price from now on.
import { inTransaction } from "@souk/db";
import { enqueueRefresh } from "../../catalogue/job-definitions.ts";
import { markProductsOfVariants } from "../../catalogue/store/stale-products.ts";
import type { Deps } from "../../deps.ts";
import { findPriceList } from "../store/price-lists.ts";

export async function turnPriceList(
  deps: Deps,
  { priceListId }: { readonly priceListId: string },
): Promise<void> {
  await inTransaction(deps.db, async (db) => {
    const list = await findPriceList(db, priceListId);
    if (list?.customerGroup !== null) return; // Gone, or of a group.
    await markProductsOfVariants(
      db,
      list.entries.map(({ variantId }) => variantId),
    );
    await enqueueRefresh(db);
  });
}
