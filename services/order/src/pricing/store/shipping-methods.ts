// The shipping methods this shop offers.
import { type AnyDb, statement } from "@souk/db";
import type { ShippingMethod } from "../domain/shipping.ts";

const listStatement = statement<ShippingMethod>(
  "list_shipping_methods",
  `select id, name, description, prices, free_over as "freeOver" from shipping_methods order by position`,
);

export async function listShippingMethods(db: AnyDb): Promise<readonly ShippingMethod[]> {
  return listStatement.rows(db, []);
}
