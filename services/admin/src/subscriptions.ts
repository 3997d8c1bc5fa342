// The admin service's ears.
import { StaffActed } from "@souk/contracts";
import { on, type Subscription } from "@souk/events";
import { recordStaffAction } from "./commands/record-staff-action.ts";
import type { Deps } from "./deps.ts";

export function subscriptions(deps: Deps): readonly Subscription[] {
  return [on(StaffActed, (action, { eventId }) => recordStaffAction(deps, { ...action, id: eventId }))];
}
