// REST contract of stock as staff work with it: places, adjustments, movements, what runs low.
import { z } from "zod";
import { Id, pageOf, pageQuery, requiredText, Slug, text, Timestamp } from "./common.ts";
import { STOCK_MAX } from "./products.ts";

export const StockLocation = z
  .object({ slug: z.string(), name: z.string(), active: z.boolean(), version: z.int() })
  .meta({ id: "StockLocation" });
export type StockLocation = z.infer<typeof StockLocation>;
export const StockLocationList = z
  .object({ items: z.array(StockLocation) })
  .meta({ id: "StockLocationList" });
export const StockLocationParams = z.strictObject({ slug: Slug });
export const CreateStockLocationBody = z.strictObject({ slug: Slug, name: requiredText(100) });
export const UpdateStockLocationBody = z.strictObject({ name: requiredText(100), active: z.boolean() });

export const adjustmentReasons = ["counted", "received", "damaged", "lost", "found", "corrected"] as const;
export const AdjustStockBody = z.strictObject({
  location: Slug.optional(),
  /** What comes (positive) or goes (negative). */
  quantity: z
    .int()
    .min(-STOCK_MAX)
    .max(STOCK_MAX)
    .refine((quantity) => quantity !== 0, { error: "must not be zero" }),
  reason: z.enum(adjustmentReasons),
  note: text(200).optional(),
});
export const LowStockMarkBody = z.strictObject({ quantity: z.int().min(0).max(STOCK_MAX) });

export const StockMovement = z
  .object({
    id: z.string(),
    location: z.string(),
    quantity: z.int(),
    /** Why: "sold" and "returned" come from orders, "initial" from a seed or import, the others from staff. */
    kind: z.string(),
    note: z.string().nullable(),
    orderId: Id.nullable(),
    actorId: Id.nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: "StockMovement" });
export type StockMovement = z.infer<typeof StockMovement>;
export const StockMovementQuery = z.strictObject(pageQuery);
export const StockMovementPage = pageOf(StockMovement).meta({ id: "StockMovementPage" });

export const StockListQuery = z.strictObject({
  ...pageQuery,
  /** Only what has fallen to its low mark. */
  low: z.enum(["true", "false"]).optional(),
  /** Only what lies there, or has lain. */
  location: Slug.optional(),
  /** How the SKU begins. */
  sku: text(60).optional(),
});
export type StockListQuery = z.infer<typeof StockListQuery>;
export const StockItem = z
  .object({
    variantId: Id,
    productId: Id,
    sku: z.string(),
    productName: z.string(),
    variantName: z.string(),
    onHand: z.int(),
    reserved: z.int(),
    available: z.int(),
    lowStockAt: z.int(),
  })
  .meta({ id: "StockItem" });
export type StockItem = z.infer<typeof StockItem>;
export const StockPage = pageOf(StockItem).meta({ id: "StockPage" });
