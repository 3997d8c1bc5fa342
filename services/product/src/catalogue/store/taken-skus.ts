// Which SKUs belong to other products. The unique constraint is what keeps them apart; asking first only tells staff which one it is.
import { statement, type AnyDb } from "@souk/db";
import { Refusal } from "@souk/errors";
import type { CatalogueProduct } from "../domain/product.ts";

const takenStatement = statement<{ sku: string }, readonly [readonly string[], string]>(
  "taken_skus",
  "select sku from variants where sku = any ($1::text[]) and product_id <> $2::uuid",
);

export async function requireFreeSkus(db: AnyDb, { id, variants }: CatalogueProduct): Promise<void> {
  const rows = await takenStatement.rows(db, [variants.map(({ sku }) => sku), id]);
  if (rows.length === 0) return;
  const taken = new Set(rows.map(({ sku }) => sku));
  throw skuTaken(
    variants.flatMap(({ sku }, index) =>
      taken.has(sku) ? [{ pointer: `/variants/${index}/sku`, sku }] : [],
    ),
  );
}

/** Without the fields where the database found out: somebody else was faster by a moment. */
export function skuTaken(
  fields: readonly { readonly pointer: string; readonly sku: string }[] = [
    { pointer: "/variants", sku: "one of the SKUs" },
  ],
): Refusal {
  return new Refusal("conflict", "sku_taken", "A variant of another product has one of these SKUs.", {
    fields: fields.map(({ pointer, sku }) => ({ pointer, code: "sku_taken", message: `${sku} is taken` })),
  });
}
