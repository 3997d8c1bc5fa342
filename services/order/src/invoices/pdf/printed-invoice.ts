// What is put on paper: a document with its number and its day.
import type { InvoiceKind } from "@souk/contracts";
import type { InvoiceDocument } from "../domain/invoice-document.ts";

export type PrintedInvoice = {
  readonly kind: InvoiceKind;
  readonly number: string;
  readonly issuedAt: Date;
  readonly document: InvoiceDocument;
};
