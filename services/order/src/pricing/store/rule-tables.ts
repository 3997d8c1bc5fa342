// Which table and columns each kind of rule is kept in.
import type {
  PromotionBody,
  PromotionStatus,
  ShippingMethodBody,
  ShippingZoneBody,
  TaxZoneBody,
} from "@souk/contracts";
import { type AnyDb, statement } from "@souk/db";
import { versionedRows } from "./versioned-rows.ts";

export type PromotionContent = PromotionBody & { readonly status: PromotionStatus };

export const taxZoneRows = versionedRows<TaxZoneBody>(
  { table: "tax_zones", idType: "uuid" },
  {
    name: { column: "name", type: "text" },
    regions: { column: "regions", type: "jsonb" },
    pricesIncludeTax: { column: "prices_include_tax", type: "boolean" },
    rates: { column: "rates", type: "jsonb" },
  },
);

export const shippingZoneRows = versionedRows<ShippingZoneBody>(
  { table: "shipping_zones", idType: "uuid" },
  { name: { column: "name", type: "text" }, regions: { column: "regions", type: "jsonb" } },
);

export const shippingMethodRows = versionedRows<ShippingMethodBody>(
  { table: "shipping_methods", idType: "text" },
  {
    zoneId: { column: "zone_id", type: "uuid" },
    name: { column: "name", type: "text" },
    description: { column: "description", type: "text" },
    position: { column: "position", type: "integer" },
    isActive: { column: "is_active", type: "boolean" },
    pricing: { column: "pricing", type: "jsonb" },
    freeOver: { column: "free_over", type: "jsonb" },
  },
);

export const promotionRows = versionedRows<PromotionContent>(
  { table: "promotions", idType: "uuid" },
  {
    name: { column: "name", type: "text" },
    status: { column: "status", type: "text" },
    couponCode: { column: "coupon_code", type: "text" },
    priority: { column: "priority", type: "integer" },
    stacking: { column: "stacking", type: "text" },
    startsAt: { column: "starts_at", type: "timestamptz" },
    endsAt: { column: "ends_at", type: "timestamptz" },
    usesMax: { column: "uses_max", type: "integer" },
    usesPerCustomerMax: { column: "uses_per_customer_max", type: "integer" },
    conditions: { column: "conditions", type: "jsonb" },
    action: { column: "action", type: "jsonb" },
  },
);

const methodsOfZoneStatement = statement<{ id: string }, readonly [string]>(
  "find_method_of_zone",
  "select id from shipping_methods where zone_id = $1::uuid limit 1",
);
const usesOfPromotionStatement = statement<{ orderId: string }, readonly [string]>(
  "find_use_of_promotion",
  `select order_id as "orderId" from promotion_uses where promotion_id = $1::uuid limit 1`,
);

const activeStatement = statement<{ automatic: number; coupons: number }, readonly [string]>(
  "count_active_promotions",
  `select count(*) filter (where coupon_code is null)::integer as automatic, count(coupon_code)::integer as coupons
     from promotions where status = 'active' and id <> $1::uuid`,
);

/** How many are active besides this one, by themselves and by a code. */
export async function countActivePromotions(
  db: AnyDb,
  exceptId: string,
): Promise<{ readonly automatic: number; readonly coupons: number }> {
  return (await activeStatement.first(db, [exceptId])) as { automatic: number; coupons: number }; // Counts are always one row.
}

export async function hasShippingMethods(db: AnyDb, zoneId: string): Promise<boolean> {
  return (await methodsOfZoneStatement.first(db, [zoneId])) !== undefined;
}

/** Given back ones count: they are the promotion's history. */
export async function wasPromotionUsed(db: AnyDb, promotionId: string): Promise<boolean> {
  return (await usesOfPromotionStatement.first(db, [promotionId])) !== undefined;
}
