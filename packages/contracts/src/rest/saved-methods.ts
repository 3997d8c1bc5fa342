// REST contract of the ways to pay that a customer lets the shop keep. Card data is the provider's; this is what a person recognises it by.
import { z } from "zod";
import { Id, Timestamp } from "./common.ts";

export const SavedMethod = z
  .object({
    id: Id,
    provider: z.string(),
    /** Like `visa`. */
    brand: z.string(),
    last4: z.string(),
    /** `YYYY-MM`; null where it does not end. */
    expires: z.string().nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: "SavedMethod" });
export type SavedMethod = z.infer<typeof SavedMethod>;
export const SavedMethodList = z.object({ items: z.array(SavedMethod) }).meta({ id: "SavedMethodList" });
