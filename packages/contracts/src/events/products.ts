// What the product service says of its catalogue and its stock.
import { z } from "zod";
import { Id } from "../rest/common.ts";
import { defineEvent } from "./define-event.ts";

const product = z.object({ productId: Id, slug: z.string(), version: z.int() });
const byProduct = (data: { readonly productId: string }): string => data.productId;

export const ProductCreated = defineEvent({ type: "product.created.v1", schema: product, keyOf: byProduct });
export const ProductUpdated = defineEvent({ type: "product.updated.v1", schema: product, keyOf: byProduct });
export const ProductArchived = defineEvent({
  type: "product.archived.v1",
  schema: product,
  keyOf: byProduct,
});

const stockLevel = z.object({ variantId: Id, productId: Id, sku: z.string(), available: z.int() });
const byVariant = (data: { readonly variantId: string }): string => data.variantId;

export const StockLow = defineEvent({ type: "stock.low.v1", schema: stockLevel, keyOf: byVariant });
export const StockReplenished = defineEvent({
  type: "stock.replenished.v1",
  schema: stockLevel,
  keyOf: byVariant,
});

const reservedLines = z.object({
  orderId: Id,
  lines: z.array(z.object({ variantId: Id, quantity: z.int() })),
});
const byOrder = (data: { readonly orderId: string }): string => data.orderId;

export const StockReserved = defineEvent({
  type: "stock.reserved.v1",
  schema: reservedLines,
  keyOf: byOrder,
});
export const StockReleased = defineEvent({
  type: "stock.released.v1",
  schema: reservedLines.extend({ reason: z.string() }),
  keyOf: byOrder,
});
