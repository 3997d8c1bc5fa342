// Whoever got a mail does not want to be told any more. A link that does not work any more is no error: nothing is sent either way.
import { inTransaction } from "@souk/db";
import type { Deps } from "../../deps.ts";
import { endSubscription, lockByToken } from "../store/subscriptions.ts";

export async function unsubscribe(deps: Deps, token: string): Promise<void> {
  await inTransaction(deps.db, async (db) => {
    const subscription = await lockByToken(db, token);
    if (subscription !== undefined) await endSubscription(db, subscription.id);
  });
}
