// A customer does not want to be told about a variant any more; who did not wait for it is no error.
import type { Deps } from "../../deps.ts";
import { endSubscriptionOf } from "../store/subscriptions.ts";

export type StopWaiting = { readonly variantId: string; readonly customerId: string };

export async function stopWaiting(deps: Deps, command: StopWaiting): Promise<void> {
  await endSubscriptionOf(deps.db, command);
}
