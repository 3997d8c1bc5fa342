// Staff actions, published by whichever service carried one out; the admin service keeps them in the audit log.
import { z } from "zod";
import { Id } from "../rest/common.ts";
import { defineEvent } from "./define-event.ts";

export const StaffActed = defineEvent({
  type: "staff.acted.v1",
  schema: z.object({
    actorId: Id,
    /** Like `product.update`, `stock.set`, `order.ship`. */
    action: z.string(),
    subjectType: z.string(),
    subjectId: z.string(),
    /** What the action changed: the fields before and after, without secrets. */
    before: z.unknown(),
    after: z.unknown(),
    at: z.iso.datetime(),
  }),
  keyOf: (data) => data.subjectId,
});
export const SettingsChanged = defineEvent({
  type: "settings.changed.v1",
  schema: z.object({ version: z.int() }),
  keyOf: () => "settings",
});
