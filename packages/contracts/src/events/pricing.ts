// What the order service says of the rules that prices are made by; it hears it itself, in every process.
import { z } from "zod";
import { defineEvent } from "./define-event.ts";

export const PricingChanged = defineEvent({
  type: "pricing.changed.v1",
  schema: z.object({
    /** Like `promotion`, `tax_zone`, `shipping_method`. */
    subjectType: z.string(),
    subjectId: z.string(),
  }),
  keyOf: () => "pricing",
});
