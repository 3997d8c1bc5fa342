// The analytics service's ears.
import { OrderCancelled, OrderConfirmed, OrderRefunded } from "@souk/contracts";
import { onBatch, type Subscription } from "@souk/events";
import { recordFacts } from "./commands/record-facts.ts";
import type { Deps } from "./deps.ts";

export function subscriptions(deps: Deps): readonly Subscription[] {
  return onBatch([OrderConfirmed, OrderRefunded, OrderCancelled], (events) => recordFacts(deps, events));
}
