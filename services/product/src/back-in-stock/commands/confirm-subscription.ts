// A guest follows the link in the mail: the address is theirs, and they wait from now on. Followed again it changes nothing.
import type { BackInStockConfirmation } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { Deps } from "../../deps.ts";
import {
  confirmSubscription as confirm,
  endSubscription,
  lockByToken,
  shareWanted,
} from "../store/subscriptions.ts";

export async function confirmSubscription(deps: Deps, token: string): Promise<BackInStockConfirmation> {
  return inTransaction(deps.db, async (db) => {
    const subscription = await lockByToken(db, token);
    if (subscription === undefined || subscription.status === "ended" || !subscription.isOnSale) {
      throw new Refusal("not_found", "subscription_not_found", "This link does not work any more.");
    }
    const { id, variantId, status, productSlug, productName } = subscription;
    const view = { variantId, productSlug, productName };
    if (status !== "unconfirmed") return { ...view, status: "waiting" as const };
    const wanted = await shareWanted(db, variantId);
    if (wanted !== undefined && wanted.available > 0) {
      await endSubscription(db, id); // They see that it is there: no mail has to say so.
      return { ...view, status: "in_stock" as const };
    }
    await confirm(db, id);
    return { ...view, status: "waiting" as const };
  });
}
