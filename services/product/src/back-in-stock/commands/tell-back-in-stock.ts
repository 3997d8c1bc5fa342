// Promises a mail to the first of those who wait for a variant: to as many as make sense for what is there. Each is promised one, ever.
// Who is left over is told when those who were told have had their time, or when more comes in.
import { BackInStockMailRequested } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { outboxQuery } from "@souk/events";
import type { JobOutcome } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { tellNow } from "../domain/subscription.ts";
import { findWanted } from "../store/subscriptions.ts";
import { countToldLately, isAnybodyInLine, lockLine, takeFirstInLine } from "../store/waiting-line.ts";

/** In one transaction; as many events fit into a batch. */
const PEOPLE_MAX = 80;
const AGAIN_AFTER_MS = 60 * 60_000;

export async function tellBackInStock(deps: Deps, variantId: string): Promise<JobOutcome> {
  return inTransaction(deps.db, async (db) => {
    await lockLine(db, variantId);
    const wanted = await findWanted(db, variantId);
    // Not on sale, or gone again: the next delivery calls this anew.
    if (wanted === undefined || wanted.available <= 0) return "done";
    const toldLately = await countToldLately(db, variantId);
    const count = tellNow({ available: wanted.available, toldLately });
    const told = await takeFirstInLine(db, { variantId, limit: Math.min(count, PEOPLE_MAX) });
    await runBatch(
      db,
      told.map((subscriptionId) =>
        outboxQuery(BackInStockMailRequested, { subscriptionId, purpose: "available" }),
      ),
    );
    if (!(await isAnybodyInLine(db, variantId))) return "done";
    return { retryAfterMs: count > told.length ? 0 : AGAIN_AFTER_MS };
  });
}
