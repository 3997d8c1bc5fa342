// Hears that money went back to the customer and keeps it in the order's history.
import { OrderRefunded, OrderUpdated } from "@souk/contracts";
import { inTransaction } from "@souk/db";
import { claimEvent, claimQuery, outboxQuery } from "@souk/events";
import type { Money } from "@souk/money";
import { CONSUMER } from "../../consumer.ts";
import type { Deps } from "../../deps.ts";
import { factsOf } from "../order-facts.ts";
import { changeOrder } from "./change-order.ts";

export type RecordRefund = {
  readonly orderId: string;
  readonly refundId: string;
  readonly amount: Money;
  readonly eventId: string;
};

/** May be heard again: a second delivery of a full refund would otherwise be refused as one refund too many. */
export async function recordRefund(deps: Deps, command: RecordRefund): Promise<void> {
  try {
    await addRefund(deps, command);
  } catch (error) {
    await inTransaction(deps.db, async (tx) => {
      if (await claimEvent(tx, CONSUMER, command.eventId)) throw error; // Not recorded yet; this undoes the claim, too.
    });
  }
}

async function addRefund(deps: Deps, command: RecordRefund): Promise<void> {
  const { orderId, refundId, amount, eventId } = command;
  await changeOrder(deps, {
    orderId,
    command: () => ({ type: "record_refund", refundId, amount }),
    alongside: ({ before, after }) => [
      claimQuery(CONSUMER, eventId),
      outboxQuery(OrderRefunded, { ...factsOf(after), refundId, amount }),
      ...(before.status === after.status
        ? []
        : [outboxQuery(OrderUpdated, { ...factsOf(after), from: before.status, to: after.status })]),
    ],
  });
}
