// Whether a customer has bought a product.
import { type AnyDb, statement } from "@souk/db";

/** All that follow a confirmation; an order that was cancelled or refunded in full was no purchase in the end. */
const BOUGHT = ["confirmed", "processing", "shipped", "delivered", "completed"] as const;

const purchase = statement<{ readonly found: true }, [string, readonly string[], string]>(
  "find_purchase",
  `select true as found from orders
   where customer_id = $1::uuid and status = any ($2::text[])
     and terms -> 'lines' @> jsonb_build_array(jsonb_build_object('productId', $3::text)) limit 1`,
);

export async function hasBought(
  db: AnyDb,
  { userId, productId }: { readonly userId: string; readonly productId: string },
): Promise<boolean> {
  return (await purchase.first(db, [userId, BOUGHT, productId])) !== undefined;
}
