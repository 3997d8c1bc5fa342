// Keeps in the order's history that a part of a refund was given: by the payment's provider, or here onto gift cards and store credit.
import { OrderRefunded } from "@souk/contracts";
import type { BatchQuery } from "@souk/db";
import { outboxQuery } from "@souk/events";
import { cancelJobQuery, enqueueQuery } from "@souk/jobs";
import type { Deps } from "../../deps.ts";
import { grantStoreCreditQueries, returnQueries } from "../../gift-cards/store/credit-entries.ts";
import { ExecuteRefund } from "../../job-definitions.ts";
import { completionQueries } from "../../fulfilment/completion.ts";
import { noLongerSent } from "../../fulfilment/domain/shipping.ts";
import type { Order, OrderRefund } from "../domain/order.ts";
import { countPieces } from "../domain/pieces.ts";
import { findRefund, type GivenRefund } from "../domain/refunding.ts";
import { factsOf, updatedQueries } from "../order-facts.ts";
import { changeOrder, type OrderChange } from "./change-order.ts";

export type RecordRefund = GivenRefund & { readonly orderId: string };

/** May be heard again: what is recorded is recorded once for each refund and part. */
export async function recordRefund(deps: Deps, { orderId, ...refund }: RecordRefund): Promise<Order> {
  return changeOrder(deps, {
    orderId,
    command: () => ({ type: "record_refund", refund }),
    alongside(change) {
      const recorded = findRefund(change.after, refund.refundId);
      return [
        ...updatedQueries(change),
        ...completionQueries(deps, change),
        ...(refund.part === "credits" && recorded ? creditQueries(change.after, recorded) : []),
        ...(recorded ? consequences(change, recorded) : []),
      ];
    },
  });
}

/** Told when all of it is given; until then the job sees to the rest. */
function consequences(change: OrderChange, refund: OrderRefund): readonly BatchQuery[] {
  const { after } = change;
  const { id: refundId, amount, status, to } = refund;
  if (status === "succeeded") {
    return [
      outboxQuery(OrderRefunded, { ...factsOf(after), refundId, amount, to, ...unsentBy(change) }),
      cancelJobQuery(ExecuteRefund, refundId),
    ];
  }
  const data = { orderId: after.id, refundId };
  return [enqueueQuery(ExecuteRefund, { key: refundId, data, replace: true })];
}

/** Goods that were to be sent and now stay here. */
function unsentBy({ before, after }: OrderChange) {
  const pieces = noLongerSent(before, after);
  if (pieces.length === 0) return {};
  const unsent = after.lines.flatMap(({ id: lineId, variantId, productId }) => {
    const quantity = countPieces(pieces, lineId);
    return quantity > 0 ? [{ lineId, variantId, productId, quantity }] : [];
  });
  return { unsent };
}

function creditQueries(order: Order, refund: OrderRefund): readonly BatchQuery[] {
  const { id: orderId, customerId, updatedAt: at } = order;
  const { id: reference, toCredits: credits, toStoreCredit: amount } = refund;
  const returned = returnQueries({ orderId, reference, credits, at });
  if (customerId === null || amount.amount === 0) return returned;
  return [...returned, ...grantStoreCreditQueries({ orderId, customerId, amount, reference, at })];
}
