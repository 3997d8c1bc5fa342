// Invoices as JSON and as files.
import type { Invoice } from "@souk/contracts";
import { negateMoney } from "@souk/money";
import { invoiceNumber } from "./domain/invoice-number.ts";
import type { PrintedInvoice } from "./pdf/printed-invoice.ts";
import type { StoredInvoice } from "./store/invoices.ts";

export function toInvoiceView(invoice: StoredInvoice): Invoice {
  const { id, kind, orderId, document, issuedAt } = invoice;
  return {
    id,
    kind,
    number: invoiceNumber(invoice),
    orderId,
    orderNumber: document.orderNumber,
    total: kind === "invoice" ? document.total : negateMoney(document.total),
    issuedAt: issuedAt.toISOString(),
  };
}

export function toPrinted(invoice: StoredInvoice): PrintedInvoice {
  const { kind, document, issuedAt } = invoice;
  return { kind, number: invoiceNumber(invoice), issuedAt, document };
}
