// Asks the order service whose an order is and what it costs.
import {
  type Address,
  type GetOrderResponse,
  type OrderState as OrderStateMessage,
  OrderService,
} from "@souk/contracts/rpc";
import { money, type Money } from "@souk/money";
import type { Rpc } from "@souk/rpc";
import type { OrderState } from "../reconciliation/domain/compare-orders.ts";
import type { Shipment, ToldOrder } from "../disputes/domain/evidence.ts";

export type PayableOrder = {
  readonly orderId: string;
  readonly number: string;
  readonly status: string;
  readonly total: Money;
};
export type Visitor = { readonly userId: string | undefined; readonly guestToken: string | undefined };

export type RefundToPromise = {
  readonly refundId: string;
  readonly orderId: string;
  /** With lines, what they must come to; everything that is left where neither is named. */
  readonly amountMinor: number | undefined;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[] | undefined;
  readonly reason: string;
};

export type OrdersClient = {
  /** The order, if this visitor may see and pay it. */
  findFor(orderId: string, visitor: Visitor): Promise<PayableOrder | undefined>;
  /** Has the order set aside what is about to be given back, once for each refund id; in minor units. */
  promiseRefund(refund: RefundToPromise): Promise<number>;
  told(orderId: string): Promise<ToldOrder>;
  /** How these orders stand; those that do not exist are left out. */
  statesOf(orderIds: readonly string[]): Promise<readonly OrderState[]>;
  /** How the orders stand that changed since then, page after page. */
  changedSince(since: Date): AsyncIterable<readonly OrderState[]>;
  /** Cancels an order for which no money ever came; refused where it is on its way. */
  cancel(orderId: string, reason: string): Promise<void>;
};

const STATES_PAGE = 500;

/** Many refunds of one order at once wait for each other. */
const PROMISE_DEADLINE_MS = 10_000;

export function createOrdersClient(rpc: Rpc): OrdersClient {
  const client = rpc.client(OrderService);
  return {
    async statesOf(orderIds) {
      if (orderIds.length === 0) return [];
      const { orders } = await client.listOrderStates({ orderIds: [...orderIds] });
      return orders.map(toOrderState);
    },
    async *changedSince(since) {
      const changedSince = since.toISOString();
      for (let last: OrderStateMessage | undefined, isOver = false; !isOver;) {
        const after = { afterUpdatedAt: last?.updatedAt ?? "", afterOrderId: last?.orderId ?? "" };
        const { orders } = await client.listOrderStates({ changedSince, ...after, limit: STATES_PAGE });
        yield orders.map(toOrderState);
        last = orders.at(-1);
        isOver = orders.length < STATES_PAGE;
      }
    },
    async cancel(orderId, reason) {
      await client.cancelOrder({ orderId, reason });
    },
    async findFor(orderId, { userId, guestToken }) {
      const request = { orderId, userId: userId ?? "", guestToken: guestToken ?? "" };
      const { allowed, number, status, currency, totalMinor } = await client.authorizeAccess(request);
      return allowed ? { orderId, number, status, total: money(Number(totalMinor), currency) } : undefined;
    },
    async told(orderId) {
      return toToldOrder(await client.getOrder({ orderId }));
    },
    async promiseRefund({ amountMinor = 0, lines = [], ...refund }) {
      const request = { ...refund, amountMinor: BigInt(amountMinor), lines: [...lines] };
      const { amountMinor: promised } = await client.promiseRefund(request, {
        timeoutMs: PROMISE_DEADLINE_MS,
      });
      return Number(promised);
    },
  };
}

function toOrderState({
  orderId,
  status,
  amountDueMinor,
  currency,
  updatedAt,
}: OrderStateMessage): OrderState {
  return {
    orderId,
    status,
    amountDue: money(Number(amountDueMinor), currency),
    updatedAt: new Date(updatedAt),
  };
}

function toToldOrder(order: GetOrderResponse): ToldOrder {
  const { number, status, placedAt, email, firstName, shippingAddress: to, lines, shipments } = order;
  return {
    number,
    status,
    placedAt,
    customerEmail: email,
    customerName: to ? `${to.firstName} ${to.lastName}` : firstName,
    shippingAddress: to ? linesOfAddress(to).join("\n") : "",
    lines: lines.map(({ productName, variantName, sku, quantity }) => ({
      name: [productName, variantName].filter((part) => part !== "").join(", "),
      sku,
      quantity,
    })),
    shipment: toShipment(shipments.at(-1)),
  };
}

function linesOfAddress({ street, street2, zipCode, city, state, country }: Address): readonly string[] {
  return [street, street2, `${zipCode} ${city}`, state, country].filter((line) => line !== "");
}

function toShipment(shipment: GetOrderResponse["shipments"][number] | undefined): Shipment | undefined {
  if (!shipment) return undefined;
  const { carrier, trackingNumber, shippedAt } = shipment;
  return { carrier: carrier || null, trackingNumber: trackingNumber || null, shippedAt: new Date(shippedAt) };
}
