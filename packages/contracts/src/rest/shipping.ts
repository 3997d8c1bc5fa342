// REST contract of shipping as staff set it up: zones, and the methods offered in them.
import { z } from "zod";
import {
  AmountByCurrency,
  CurrencyCode,
  Id,
  pageOf,
  pageQuery,
  Region,
  REGIONS_MAX,
  requiredText,
  RULE_AMOUNT_MAX,
  text,
  Timestamp,
} from "./common.ts";

const TIERS_MAX = 100;
const POSITION_MAX = 10_000;
const amount = z.int().min(0).max(RULE_AMOUNT_MAX);
const bound = z.int().min(1).max(RULE_AMOUNT_MAX).nullable();

const zone = { name: requiredText(120), regions: z.array(Region).min(1).max(REGIONS_MAX) };
export const ShippingZoneBody = z.strictObject(zone);
export type ShippingZoneBody = z.infer<typeof ShippingZoneBody>;
export const ShippingZone = z
  .object({ ...zone, id: Id, version: z.int(), createdAt: Timestamp, updatedAt: Timestamp })
  .meta({ id: "ShippingZone" });
export type ShippingZone = z.infer<typeof ShippingZone>;
export const ShippingZonePage = pageOf(ShippingZone).meta({ id: "ShippingZonePage" });

/** The price of what is at most so much, grams or minor units; null is the rest. In rising order. */
const Tier = z.strictObject({ upTo: bound, amount });
export type ShippingTier = z.infer<typeof Tier>;
const isRising = (tiers: readonly ShippingTier[]): boolean =>
  tiers.every(({ upTo }, index) => index === 0 || (tiers[index - 1]?.upTo ?? Infinity) < (upTo ?? Infinity));
const tiers = z.record(
  CurrencyCode,
  z.array(Tier).min(1).max(TIERS_MAX).refine(isRising, { error: "must be in rising order" }),
);

/** A method is offered in the currencies it has a price in, and to a cart that one of its tiers holds. */
export const ShippingPricing = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("flat"), prices: AmountByCurrency }),
    z.strictObject({ type: z.literal("by_weight"), tiers }),
    z.strictObject({ type: z.literal("by_total"), tiers }),
  ])
  .meta({ id: "ShippingPricing" });
export type ShippingPricing = z.infer<typeof ShippingPricing>;

const method = {
  zoneId: Id,
  name: requiredText(120),
  description: text(500),
  /** Methods are shown in this order. */
  position: z.int().min(0).max(POSITION_MAX).default(0),
  isActive: z.boolean().default(true),
  pricing: ShippingPricing,
  /** Free from this subtotal on, before reductions. */
  freeOver: AmountByCurrency.default({}),
};
export const ShippingMethodBody = z.strictObject(method);
export type ShippingMethodBody = z.infer<typeof ShippingMethodBody>;
export const ShippingRule = z
  .object({ ...method, id: z.string(), version: z.int(), createdAt: Timestamp, updatedAt: Timestamp })
  .meta({ id: "ShippingRule" });
export type ShippingRule = z.infer<typeof ShippingRule>;
export const ShippingRulePage = pageOf(ShippingRule).meta({ id: "ShippingRulePage" });
export const ShippingQuery = z.strictObject(pageQuery);
export const ShippingMethodParams = z.strictObject({ id: requiredText(60) });
