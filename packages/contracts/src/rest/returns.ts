// REST contract of returns: goods that come back, from the request to the refund.
import { z } from "zod";
import {
  booleanQuery,
  Id,
  pageOf,
  pageQuery,
  QUANTITY_MAX,
  requiredText,
  text,
  Timestamp,
} from "./common.ts";
import { PIECES_MAX } from "./shipments.ts";

const NOTE_LENGTH_MAX = 1000;

export const ReturnStatus = z.enum(["requested", "approved", "rejected", "received", "refunded"]);
export type ReturnStatus = z.infer<typeof ReturnStatus>;

export const ReturnReason = z.enum(["damaged", "defective", "wrong_item", "not_as_described", "unwanted"]);
export type ReturnReason = z.infer<typeof ReturnReason>;

const quantity = z.int().min(1).max(QUANTITY_MAX);
const PiecesToReturn = z.strictObject({ lineId: Id, quantity, reason: ReturnReason });
const PiecesReceived = z.strictObject({ lineId: Id, quantity, restock: z.boolean() });

export const OrderReturn = z
  .object({
    id: Id,
    orderId: Id,
    orderNumber: z.string(),
    status: ReturnStatus,
    lines: z.array(PiecesToReturn),
    note: z.string().nullable(),
    /** What came back in the end, and whether it can be sold again; empty until it was received. */
    received: z.array(PiecesReceived),
    rejectReason: z.string().nullable(),
    requestedAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "OrderReturn" });
export type OrderReturn = z.infer<typeof OrderReturn>;

export const OrderReturnList = z.object({ items: z.array(OrderReturn) }).meta({ id: "OrderReturnList" });
export const OrderReturnPage = pageOf(OrderReturn).meta({ id: "OrderReturnPage" });
export const ReturnListQuery = z.strictObject({
  ...pageQuery,
  status: ReturnStatus.optional(),
  /** Of one's own orders alone, for staff too. */
  own: booleanQuery.optional(),
});

export const RequestReturnBody = z.strictObject({
  lines: z.array(PiecesToReturn).min(1).max(PIECES_MAX),
  note: text(NOTE_LENGTH_MAX).optional(),
});
export const ReturnParams = z.strictObject({ id: Id, returnId: Id });
export const RejectReturnBody = z.strictObject({ reason: requiredText(200) });
export const ReceiveReturnBody = z.strictObject({ lines: z.array(PiecesReceived).min(1).max(PIECES_MAX) });
