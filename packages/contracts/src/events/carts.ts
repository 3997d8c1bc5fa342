// What the order service says of carts.
import { z } from "zod";
import { CurrencyCode, Id } from "../rest/common.ts";
import { defineEvent } from "./define-event.ts";

/** Its shopper left it with goods in it; said once for a cart. Whose address it is, only the order service knows. */
export const CartAbandoned = defineEvent({
  type: "cart.abandoned.v1",
  schema: z.object({
    cartId: Id,
    customerId: Id.nullable(),
    currency: CurrencyCode,
    lines: z.array(z.object({ variantId: Id, quantity: z.int() })),
    changedAt: z.iso.datetime(),
  }),
  keyOf: ({ cartId }) => cartId,
});
