// Hears that the one mail was sent or given up: the address is forgotten. Heard again it changes nothing.
import type { Deps } from "../../deps.ts";
import { endSubscription as end } from "../store/subscriptions.ts";

export async function endSubscription(deps: Deps, subscriptionId: string): Promise<void> {
  await end(deps.db, subscriptionId);
}
