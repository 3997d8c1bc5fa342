// Keeps what was sold, sent back and called off: many events in one transaction, since all sales of a day meet in one row of sums.
// A sale counts on the day of its confirmation and a refund on the day the money went back, so yesterday's report does not change;
// a cancelled order stays a sale, and one that was never paid never was one.
import { OrderCancelled, OrderConfirmed, OrderRefunded } from "@souk/contracts";
import { inTransaction, runBatch } from "@souk/db";
import { type BusEvent, claimEvents } from "@souk/events";
import { CONSUMER } from "../consumer.ts";
import type { Deps } from "../deps.ts";
import type { Cancellation, Refund, Sale } from "../domain/facts.ts";
import { insertCancellationsQuery, insertRefundsQuery, insertSalesQuery } from "../store/sales.ts";

type Facts = {
  readonly sales: readonly Sale[];
  readonly refunds: readonly Refund[];
  readonly cancellations: readonly Cancellation[];
};

/** Each event counts once: the claims say so, and so do the ids of the facts for as long as they are kept. */
export async function recordFacts(deps: Deps, events: readonly BusEvent[]): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const claimed = await claimEvents(
      tx,
      CONSUMER,
      events.map(({ eventId }) => eventId),
    );
    const { sales, refunds, cancellations } = factsOf(events.filter(({ eventId }) => claimed.has(eventId)));
    const queries = [
      ...(cancellations.length > 0 ? [insertCancellationsQuery(cancellations)] : []),
      ...(refunds.length > 0 ? [insertRefundsQuery(refunds)] : []),
      ...(sales.length > 0 ? [insertSalesQuery(sales)] : []),
    ];
    if (queries.length > 0) await runBatch(tx, queries);
  });
}

function factsOf(events: readonly BusEvent[]): Facts {
  const ofType = (type: string) => events.filter((event) => event.type === type);
  return {
    sales: ofType(OrderConfirmed.type).map(({ data }) => OrderConfirmed.schema.parse(data)),
    refunds: ofType(OrderRefunded.type).map(({ data, occurredAt }) => {
      const { orderId, refundId, amount } = OrderRefunded.schema.parse(data);
      return { orderId, refundId, amount, refundedAt: occurredAt };
    }),
    cancellations: ofType(OrderCancelled.type).flatMap(({ data, occurredAt }) => {
      const { orderId, reason, wasConfirmed } = OrderCancelled.schema.parse(data);
      return wasConfirmed ? [{ orderId, reason, cancelledAt: occurredAt }] : [];
    }),
  };
}
