// All rules that are in force, as the quote wants them: read in one round trip and then kept in memory.
import type { PromotionAction, PromotionConditions, Region, ShippingPricing } from "@souk/contracts";
import { type AnyDb, runBatch, statement } from "@souk/db";
import type { GoodsSelection, Promotion } from "../domain/promotion.ts";
import type { ShippingMethod } from "../domain/shipping.ts";
import type { TaxRules, TaxZone } from "../domain/tax.ts";

export type PricingRules = {
  readonly tax: TaxRules;
  readonly shippingMethods: readonly ShippingMethod[];
  readonly automaticPromotions: readonly Promotion[];
  readonly couponPromotions: ReadonlyMap<string, Promotion>;
};

type PromotionRow = Pick<
  Promotion,
  | "id"
  | "name"
  | "couponCode"
  | "priority"
  | "stacking"
  | "startsAt"
  | "endsAt"
  | "usesMax"
  | "usesPerCustomerMax"
> & { readonly conditions: PromotionConditions; readonly action: PromotionAction };

const taxZonesStatement = statement<TaxZone>(
  "read_tax_zones",
  `select id, regions, prices_include_tax as "pricesIncludeTax", rates from tax_zones order by id`,
);
type TaxSettings = Pick<TaxRules, "rounding" | "shippingTaxClass">;
const taxSettingsStatement = statement<TaxSettings>(
  "read_tax_settings",
  `select rounding, shipping_tax_class as "shippingTaxClass" from tax_settings`,
);
const methodsStatement = statement<
  ShippingMethod & { readonly regions: readonly Region[]; readonly pricing: ShippingPricing }
>(
  "read_shipping_methods",
  `select m.id, m.name, m.description, z.regions, m.pricing, m.free_over as "freeOver"
     from shipping_methods m join shipping_zones z on z.id = m.zone_id
    where m.is_active order by m.position, m.id`,
);
const promotionsStatement = statement<PromotionRow>(
  "read_active_promotions",
  `select id, name, coupon_code as "couponCode", priority, stacking, starts_at as "startsAt", ends_at as "endsAt",
          uses_max as "usesMax", uses_per_customer_max as "usesPerCustomerMax", conditions, action
     from promotions where status = 'active' order by priority desc, id`,
);

export async function readPricingRules(db: AnyDb): Promise<PricingRules> {
  const [zones, settings, shippingMethods, rows] = await runBatch(db, [
    taxZonesStatement.query([]),
    taxSettingsStatement.query([]),
    methodsStatement.query([]),
    promotionsStatement.query([]),
  ]);
  const [tax] = settings as [TaxSettings]; // The row was written by the migration that made the table.
  const promotions = rows.map(toPromotion);
  return {
    tax: { zones, ...tax },
    shippingMethods,
    automaticPromotions: promotions.filter(({ couponCode }) => couponCode === null),
    couponPromotions: new Map(
      promotions.flatMap((promotion) =>
        promotion.couponCode === null ? [] : [[promotion.couponCode, promotion]],
      ),
    ),
  };
}

function toPromotion({ conditions, action, ...row }: PromotionRow): Promotion {
  return {
    ...row,
    goods: toSelection(conditions.goods),
    minimumSubtotals: conditions.minimumSubtotals,
    customerGroups: new Set(conditions.customerGroups),
    firstOrderOnly: conditions.firstOrderOnly,
    countries: new Set(conditions.countries),
    currencies: new Set(conditions.currencies),
    reduction:
      action.type === "buy_x_get_y"
        ? { ...action, get: action.get === null ? null : toSelection(action.get) }
        : action,
  };
}

function toSelection({ productIds, categoryIds }: PromotionConditions["goods"]): GoodsSelection {
  return { productIds: new Set(productIds), categoryIds: new Set(categoryIds) };
}
