// Writes the invoice of an order that was confirmed, once, with the next number of its series.
import { claimQuery } from "@souk/events";
import { CONSUMER } from "../../consumer.ts";
import type { Deps } from "../../deps.ts";
import { loadOrder } from "../../orders/commands/change-order.ts";
import { invoiceDocumentOf } from "../domain/invoice-document.ts";
import { insertInvoiceOnceQuery } from "../store/invoices.ts";

export type IssueInvoice = { readonly orderId: string; readonly eventId: string };

const REFERENCE = "confirmed";

/**
 * May be heard again, also as another event. Says what was agreed, whatever has become of the order since. Invoices that are due at the same
 * moment are written in one transaction: whoever takes a number keeps the others waiting for it until the disk has it.
 */
export async function issueInvoice(deps: Deps, { orderId, eventId }: IssueInvoice): Promise<void> {
  const { seller } = await deps.settings.settings();
  const document = invoiceDocumentOf(await loadOrder(deps, orderId), seller);
  const made = { id: deps.newId(), kind: "invoice", orderId, reference: REFERENCE, document } as const;
  await deps.sharedTransactions.write([
    claimQuery(CONSUMER, eventId),
    insertInvoiceOnceQuery({ ...made, issuedAt: deps.now() }),
  ]);
}
