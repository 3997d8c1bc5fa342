// REST contract of shipments: what of an order is on its way, and how it is followed.
import { z } from "zod";
import { Id, QUANTITY_MAX, text, Timestamp } from "./common.ts";

/** As many entries as a cart may have lines. */
export const PIECES_MAX = 100;
const TRACKING_LENGTH_MAX = 100;

/** So many pieces of one of the order's lines. */
export const Pieces = z
  .strictObject({ lineId: Id, quantity: z.int().min(1).max(QUANTITY_MAX) })
  .meta({ id: "Pieces" });
export type Pieces = z.infer<typeof Pieces>;

export const Shipment = z
  .object({
    id: Id,
    lines: z.array(Pieces),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    trackingUrl: z.string().nullable(),
    shippedAt: Timestamp,
    deliveredAt: Timestamp.nullable(),
  })
  .meta({ id: "Shipment" });
export type Shipment = z.infer<typeof Shipment>;

export const Fulfilment = z.enum(["none", "partial", "complete"]).meta({
  id: "Fulfilment",
  description: "Whether anything, or all that is to be sent, is on its way",
});
export type Fulfilment = z.infer<typeof Fulfilment>;

export const ShipOrderBody = z.strictObject({
  /** All that is left where it is not said. */
  lines: z.array(Pieces).min(1).max(PIECES_MAX).optional(),
  carrier: text(TRACKING_LENGTH_MAX).optional(),
  trackingNumber: text(TRACKING_LENGTH_MAX).optional(),
  trackingUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
});
export const ShipmentParams = z.strictObject({ id: Id, shipmentId: Id });
