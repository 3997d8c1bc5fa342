// What follows when money was taken: the movement in the books, the event, and a dispute where the buyer is one who disputes.
import type { Deps } from "../deps.ts";
import { openDispute } from "../domain/dispute.ts";
import type { Capture, Order } from "../domain/order.ts";
import { type TransactionCode, transactionOf } from "../domain/transaction.ts";
import { type Change, recordChange } from "../record-change.ts";

const events = { COMPLETED: "COMPLETED", PENDING: "PENDING", DECLINED: "DENIED" } as const;

/** The order with a new or newly settled capture. */
export function takenChange(deps: Deps, order: Order, captureId: string): Change {
  const found = order.captures.filter(({ id }) => id === captureId);
  return {
    order,
    transactions: found
      .filter(({ status }) => status === "COMPLETED")
      .map((one) => bookOf(deps, one, "T0006")),
    events: found.flatMap((capture) => {
      const { status } = capture;
      if (status !== "COMPLETED" && status !== "PENDING" && status !== "DECLINED") return [];
      const resource = deps.views.capture(order, capture);
      return [{ type: `PAYMENT.CAPTURE.${events[status]}`, resourceType: "capture", resource }];
    }),
  };
}

export function bookOf(deps: Deps, capture: Capture, code: TransactionCode) {
  const { id, amount, custom_id: customField, invoice_id: invoiceId } = capture;
  const own = code === "T0006" ? { id } : { id: deps.newId(), referenceId: id };
  return transactionOf({ ...own, code, at: deps.now().toISOString(), amount, customField, invoiceId });
}

export function openDisputeOf(deps: Deps, orderId: string): void {
  const order = deps.store.orders.get(orderId);
  const [capture] = order?.captures ?? [];
  const isDisputed = [...deps.store.disputes.values()].some(
    ({ disputed_transactions: [transaction] }) => transaction?.seller_transaction_id === capture?.id,
  );
  if (order?.buyer === "disputes" && capture && !isDisputed)
    dispute(deps, capture, "MERCHANDISE_OR_SERVICE_NOT_RECEIVED");
}

export function dispute(deps: Deps, capture: Capture, reason: string) {
  const opened = openDispute(capture, { id: `PP-D-${deps.newId()}`, at: deps.now().toISOString(), reason });
  recordChange(deps, {
    dispute: opened,
    transactions: [bookOf(deps, capture, "T1201")],
    events: [{ type: "CUSTOMER.DISPUTE.CREATED", resourceType: "dispute", resource: opened }],
  });
  return opened;
}
