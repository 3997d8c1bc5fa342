// REST contract of price lists and of the history of prices.
import { z } from "zod";
import {
  AMOUNT_MAX,
  CurrencyCode,
  Id,
  pageOf,
  pageQuery,
  QUANTITY_MAX,
  requiredText,
  Slug,
  Timestamp,
} from "./common.ts";

export const PRICE_LIST_ENTRIES_MAX = 1_000;

/** A price for one piece of a variant, from a quantity on. */
export const PriceListEntry = z
  .strictObject({
    variantId: Id,
    currency: CurrencyCode,
    minQuantity: z.int().min(1).max(QUANTITY_MAX).default(1),
    amount: z.int().min(0).max(AMOUNT_MAX),
  })
  .meta({ id: "PriceListEntry" });
export type PriceListEntry = z.infer<typeof PriceListEntry>;

export const PriceListBody = z.strictObject({
  name: requiredText(120),
  /** The group of customers it is for; everybody where it is null. */
  customerGroup: Slug.nullable().default(null),
  isActive: z.boolean().default(true),
  startsAt: Timestamp.nullable().default(null),
  endsAt: Timestamp.nullable().default(null),
  entries: z.array(PriceListEntry).max(PRICE_LIST_ENTRIES_MAX).default([]),
});
export type PriceListBody = z.infer<typeof PriceListBody>;

const listed = {
  id: Id,
  name: z.string(),
  customerGroup: z.string().nullable(),
  isActive: z.boolean(),
  startsAt: Timestamp.nullable(),
  endsAt: Timestamp.nullable(),
  version: z.int(),
  updatedAt: Timestamp,
};
export const PriceListSummary = z.object({ ...listed, entryCount: z.int() }).meta({ id: "PriceListSummary" });
export type PriceListSummary = z.infer<typeof PriceListSummary>;
export const PriceListPage = pageOf(PriceListSummary).meta({ id: "PriceListPage" });
export type PriceListPage = z.infer<typeof PriceListPage>;
export const PriceListQuery = z.strictObject(pageQuery);
export const PriceList = z
  .object({
    ...listed,
    entries: z.array(PriceListEntry.extend({ sku: z.string(), productName: z.string() })),
  })
  .meta({ id: "PriceList" });
export type PriceList = z.infer<typeof PriceList>;

export const PriceHistoryParams = z.strictObject({ variantId: Id });
export const PriceHistoryQuery = z.strictObject({ ...pageQuery, currency: CurrencyCode.optional() });
/** What everybody was asked for one piece, from `since` until the next entry of that currency; null while it was not for sale. */
export const PriceHistoryEntry = z
  .object({
    currency: CurrencyCode,
    amount: z.int().nullable(),
    compareAt: z.int().nullable(),
    since: Timestamp,
  })
  .meta({ id: "PriceHistoryEntry" });
export const PriceHistoryPage = pageOf(PriceHistoryEntry).meta({ id: "PriceHistoryPage" });
export type PriceHistoryPage = z.infer<typeof PriceHistoryPage>;
