// Counts a confirmed order in the sales of the day on which it was confirmed.
import { runBatch } from "@souk/db";
import { claimQuery } from "@souk/events";
import { CONSUMER } from "../consumer.ts";
import type { Deps } from "../deps.ts";
import type { Sale } from "../domain/facts.ts";
import { insertSaleQuery } from "../store/sales.ts";

export type RecordSale = Sale & { readonly eventId: string };

/** An order counts once: the claim says so, and so does the order's id for as long as the facts are kept. */
export async function recordSale(deps: Deps, sale: RecordSale): Promise<void> {
  await runBatch(deps.db, [claimQuery(CONSUMER, sale.eventId), insertSaleQuery(sale)]);
}
