// REST contract of taxes: zones with a rate for each class of goods, and how amounts are rounded.
import { z } from "zod";
import { Id, pageOf, pageQuery, Region, REGIONS_MAX, requiredText, Slug, Timestamp } from "./common.ts";

const BASIS_POINTS_MAX = 10_000;

const zone = {
  name: requiredText(120),
  /** Of several zones that hold a destination the one that names it most closely counts. */
  regions: z.array(Region).min(1).max(REGIONS_MAX),
  /** The prices shown there contain the tax; otherwise it is added to them. */
  pricesIncludeTax: z.boolean(),
  /** Hundredths of a percent by class. A class that is not named is taxed as `standard`, except `zero`, which never is. */
  rates: z
    .record(Slug, z.int().min(0).max(BASIS_POINTS_MAX))
    .refine((rates) => rates["standard"] !== undefined, { error: "must name the standard rate" }),
};

export const TaxZoneBody = z.strictObject(zone);
export type TaxZoneBody = z.infer<typeof TaxZoneBody>;
export const TaxZone = z
  .object({ ...zone, id: Id, version: z.int(), createdAt: Timestamp, updatedAt: Timestamp })
  .meta({ id: "TaxZone" });
export type TaxZone = z.infer<typeof TaxZone>;
export const TaxZonePage = pageOf(TaxZone).meta({ id: "TaxZonePage" });
export const TaxZoneQuery = z.strictObject(pageQuery);

const settings = {
  /** `line` rounds the tax of each line; `order` rounds once for each rate and divides that among the lines, the largest remainders first. */
  rounding: z.enum(["line", "order"]),
  shippingTaxClass: Slug,
};
export const TaxSettingsBody = z.strictObject(settings);
export type TaxSettingsBody = z.infer<typeof TaxSettingsBody>;
export const TaxSettings = z
  .object({ ...settings, version: z.int(), updatedAt: Timestamp })
  .meta({ id: "TaxSettings" });
export type TaxSettings = z.infer<typeof TaxSettings>;
