// What the shop has that a product file needs columns for.
import { statement, type AnyDb } from "@souk/db";
import type { ExportShape } from "../domain/export-rows.ts";

const shape = statement<ExportShape>(
  "export_shape",
  `select
     array(select distinct currency from variant_prices order by 1) as currencies,
     array(select distinct location from stock_levels order by 1) as locations,
     array(select distinct k.name from products p, jsonb_object_keys(p.attributes) as k (name) order by 1) as attributes`,
);

export async function loadExportShape(db: AnyDb): Promise<ExportShape> {
  return (await shape.first(db, [])) ?? { currencies: [], locations: [], attributes: [] };
}
