// Writes the credit note of money that was given back, or of an order that was cancelled after it was confirmed; once each.
import { runBatch } from "@souk/db";
import { claimQuery } from "@souk/events";
import { CONSUMER } from "../../consumer.ts";
import { money, sumMoney } from "@souk/money";
import type { Deps } from "../../deps.ts";
import { loadOrder } from "../../orders/commands/change-order.ts";
import type { Order } from "../../orders/domain/order.ts";
import { findRefund } from "../../orders/domain/refunding.ts";
import { type Credited, creditedBy, creditNoteOf, everythingLeft } from "../domain/crediting.ts";
import type { InvoiceDocument, InvoicePart } from "../domain/invoice-document.ts";
import { invoiceNumber } from "../domain/invoice-number.ts";
import { insertInvoiceQuery, listInvoicesOfOrder, type StoredInvoice } from "../store/invoices.ts";

/** The reference of a cancellation; that of a refund is its id. */
export const CANCELLED = "cancelled";

export type IssueCreditNote = {
  readonly orderId: string;
  readonly reference: string;
  readonly eventId: string;
};

/**
 * May be heard again, also as another event. A cancellation takes back everything that was left, so the refunds that follow from it have
 * no credit notes of their own; events of one order are heard in their order.
 */
export async function issueCreditNote(deps: Deps, command: IssueCreditNote): Promise<void> {
  const { orderId, reference, eventId } = command;
  const issued = await listInvoicesOfOrder(deps.db, orderId);
  if (issued.some((one) => one.reference === reference || one.reference === CANCELLED)) return;
  const order = await loadOrder(deps, orderId);
  const notes = issued.filter(({ kind }) => kind === "credit_note");
  const earlier = notes.flatMap(({ document }) => document.parts);
  const { credited, reason } = whatOf(order, reference, earlier);
  if (credited.amount.amount === 0) return; // Nothing was to be paid, or all was given back before.
  const { seller } = await deps.settings.settings();
  const note = { credited, earlier, corrects: correctedBy(issued), reason };
  const document = creditNoteOf(order, seller, note);
  const made = { id: deps.newId(), kind: "credit_note", orderId, reference, document } as const;
  await runBatch(deps.db, [
    claimQuery(CONSUMER, eventId),
    insertInvoiceQuery({ ...made, issuedAt: deps.now() }),
  ]);
}

function whatOf(
  order: Order,
  reference: string,
  earlier: readonly InvoicePart[],
): { readonly credited: Credited; readonly reason: string } {
  const refund = findRefund(order, reference);
  if (refund) return { credited: notYetCredited(order, creditedBy(refund), earlier), reason: refund.reason };
  return { credited: everythingLeft(order, earlier), reason: CANCELLED };
}

/** A refund that its customer's bank sent back stays credited, for it is still owed; given again, it is not credited again. */
function notYetCredited(order: Order, credited: Credited, earlier: readonly InvoicePart[]): Credited {
  const { currency } = order.totals.total;
  const before = sumMoney(
    earlier.map(({ gross }) => gross),
    currency,
  );
  const leftMinor = Math.max(0, order.refundedMinor - before.amount);
  return { ...credited, amount: money(Math.min(credited.amount.amount, leftMinor), currency) };
}

function correctedBy(issued: readonly StoredInvoice[]): InvoiceDocument["corrects"] {
  const invoice = issued.find(({ kind }) => kind === "invoice");
  return invoice ? { number: invoiceNumber(invoice), issuedAt: invoice.issuedAt.toISOString() } : null;
}
