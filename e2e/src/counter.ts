// What staff do with an order after it is placed: ship it in parts, take goods back, give money back.
import { Order, OrderReturnList, type OrderReturn, type Shipment } from "@souk/contracts";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Caller, Staff } from "./staff.ts";

type Pieces = { readonly lineId: string; readonly quantity: number };
type Parcel = {
  readonly lines?: readonly Pieces[];
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly trackingUrl?: string;
};

export type Counter = {
  ship(orderId: string, parcel: Parcel): Promise<Shipment>;
  deliver(orderId: string, shipmentId: string): Promise<void>;
  returnsOf(orderId: string): Promise<readonly OrderReturn[]>;
  approve(orderId: string, returnId: string): Promise<void>;
  reject(orderId: string, returnId: string, reason: string): Promise<void>;
  receive(orderId: string, returnId: string, pieces: Pieces): Promise<void>;
  refund(orderId: string, returnId: string): Promise<void>;
  /** The order as soon as it is so. */
  waitForOrder(orderId: string, isSo: (order: Order) => boolean): Promise<Order>;
};

const LOOK_AGAIN_MS = 200;
const LOOKS_MAX = 150;

export function openCounter({ call }: Pick<Staff, "call">): Counter {
  const post = (path: string, body: unknown = {}) =>
    call(`/api/v1${path}`, { method: "POST", body, headers: { "idempotency-key": randomUUID() } });
  const returnPath = (orderId: string, returnId: string) => `/orders/${orderId}/returns/${returnId}`;
  return {
    ship: async (orderId, parcel) => {
      const { shipments } = Order.parse((await post(`/orders/${orderId}/shipments`, parcel)).body);
      const [shipment] = shipments.slice(-1);
      if (!shipment) throw new Error(`Nothing of ${orderId} was shipped.`);
      return shipment;
    },
    deliver: async (orderId, shipmentId) => {
      await post(`/orders/${orderId}/shipments/${shipmentId}/delivered`);
    },
    returnsOf: async (orderId) => {
      const { body } = await call(`/api/v1/orders/${orderId}/returns`);
      return OrderReturnList.parse(body).items;
    },
    approve: async (orderId, returnId) => {
      await post(`${returnPath(orderId, returnId)}/approve`);
    },
    reject: async (orderId, returnId, reason) => {
      await post(`${returnPath(orderId, returnId)}/reject`, { reason });
    },
    receive: async (orderId, returnId, pieces) => {
      await post(`${returnPath(orderId, returnId)}/receive`, { lines: [{ ...pieces, restock: true }] });
    },
    refund: async (orderId, returnId) => {
      await post(`/orders/${orderId}/refunds`, { returnId, reason: "Came back" });
    },
    waitForOrder: (orderId, isSo) => waitForOrder(call, orderId, isSo),
  };
}

async function waitForOrder(call: Caller, orderId: string, isSo: (order: Order) => boolean): Promise<Order> {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const order = Order.parse((await call(`/api/v1/orders/${orderId}`)).body);
    if (isSo(order)) return order;
    await setTimeout(LOOK_AGAIN_MS);
  }
  throw new Error(`The order ${orderId} did not become so.`);
}
