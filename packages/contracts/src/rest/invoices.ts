// REST contract of invoices and credit notes: what was issued for an order, and the accountant's list of all.
import { z } from "zod";
import { Id, MoneyBody, pageOf, pageQuery, Timestamp } from "./common.ts";

export const InvoiceKind = z.enum(["invoice", "credit_note"]);
export type InvoiceKind = z.infer<typeof InvoiceKind>;

export const Invoice = z
  .object({
    id: Id,
    kind: InvoiceKind,
    number: z.string(),
    orderId: Id,
    orderNumber: z.string(),
    /** What is credited is negative, so that documents can be added up. */
    total: MoneyBody,
    issuedAt: Timestamp,
  })
  .meta({ id: "Invoice" });
export type Invoice = z.infer<typeof Invoice>;

/** Of one order, oldest first. */
export const InvoiceList = z.object({ items: z.array(Invoice) }).meta({ id: "InvoiceList" });
export const InvoicePage = pageOf(Invoice).meta({ id: "InvoicePage" });

export const InvoiceParams = z.strictObject({ id: Id, invoiceId: Id });

const invoiceFilter = {
  kind: InvoiceKind.optional(),
  /** Issued at or after, and before. */
  from: Timestamp.optional(),
  to: Timestamp.optional(),
};
export const InvoiceListQuery = z.strictObject({ ...pageQuery, ...invoiceFilter });
export const InvoiceExportQuery = z.strictObject(invoiceFilter);
