// The flows whose every effect goes wrong once. Each prepares what it needs while nothing is counted, and gives the one request that is.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { ShopAnswer, ShopClient } from "../shop-client.ts";
import { cancelOrder, fillCart, orderCall, type Placed, placedOrder } from "../shopper.ts";
import type { Staff } from "../staff.ts";

export type World = {
  readonly client: ShopClient;
  readonly staff: Staff;
  readonly variantId: string;
  /** Until nothing of what was begun is left to do. */
  readonly rest: () => Promise<void>;
};
/** The request, until it has its final answer; gives what is wrong with that. */
export type Act = () => Promise<readonly string[]>;
export type Flow = (world: World) => Promise<Act>;

const QUANTITY = 2;
const REFUND_MINOR = 1_000;

export async function checkout({ client, variantId }: World): Promise<Act> {
  const call = await cartToOrder(client, variantId);
  return async () => expectStatus(await client.persist(call), 201);
}

export async function cancel(world: World): Promise<Act> {
  const placed = await placeAndRest(world);
  return async () => expectStatus(await cancelOrder(world.client, placed), 200);
}

export async function refund(world: World): Promise<Act> {
  const placed = await placeAndRest(world);
  const paymentId = placed.payment?.id ?? "";
  return async () => expectStatus(await world.staff.refund(paymentId, REFUND_MINOR), 201);
}

/** The money was only held; what ships takes it. */
export async function capture(world: World): Promise<Act> {
  const placed = await placeAndRest(world);
  return async () => ship(world, placed);
}

/** The whole way of goods that come back: sent, asked for, let come, received and put on sale again, paid back. */
export async function giveBack(world: World): Promise<Act> {
  const { staff, client } = world;
  const placed = await placeAndRest(world);
  const { id: orderId, guestToken, lines } = placed.order;
  const pieces = lines.map(({ id: lineId, quantity }) => ({ lineId, quantity }));
  const keys = { request: randomUUID(), approve: randomUUID(), receive: randomUUID(), refund: randomUUID() };
  return async () => {
    const shipped = await ship(world, placed);
    const requested = await client.persist({
      method: "POST",
      path: `/orders/${orderId}/returns`,
      body: { lines: pieces.map((piece) => ({ ...piece, reason: "unwanted" })) },
      key: keys.request,
      headers: { "x-order-token": guestToken },
    });
    const returnId = named.safeParse(requested.body).data?.id ?? "";
    const path = `/orders/${orderId}/returns/${returnId}`;
    const approved = await staff.ask({ method: "POST", path: `${path}/approve`, key: keys.approve });
    const received = await staff.ask({
      method: "POST",
      path: `${path}/receive`,
      body: { lines: pieces.map((piece) => ({ ...piece, restock: true })) },
      key: keys.receive,
    });
    const refunded = await staff.ask({
      method: "POST",
      path: `/orders/${orderId}/refunds`,
      body: { returnId, includeShipping: true, reason: "returned" },
      key: keys.refund,
    });
    return [
      ...shipped,
      ...expectStatus(requested, 201),
      ...expectStatus(approved, 200),
      ...expectStatus(received, 200),
      ...expectStatus(refunded, 201),
    ];
  };
}

export const flowNames = ["checkout", "cancel", "refund", "return", "capture"] as const;
export type FlowName = (typeof flowNames)[number];
export const flows: Readonly<Record<FlowName, Flow>> = {
  checkout,
  cancel,
  refund,
  return: giveBack,
  capture,
};
/** In a shop that takes money when it ships. */
export const manuallyCaptured: readonly FlowName[] = ["capture"];

const named = z.object({ id: z.string() });

async function ship({ staff }: World, { order }: Placed): Promise<readonly string[]> {
  const path = `/orders/${order.id}/shipments`;
  const call = { method: "POST", path, body: {}, key: randomUUID() } as const;
  return expectStatus(await staff.ask(call), 201);
}

async function cartToOrder(client: ShopClient, variantId: string) {
  const email = `${randomUUID()}@example.com`;
  const wanted = [{ variantId, quantity: QUANTITY }];
  const cart = await fillCart({ client, wanted, email, newKey: randomUUID });
  return orderCall({ cart, token: "tok_visa", key: randomUUID() });
}

async function placeAndRest({ client, variantId, rest }: World): Promise<Placed> {
  const answer = await client.persist(await cartToOrder(client, variantId));
  const placed = placedOrder(answer);
  if (!placed)
    throw new Error(`An order could not be placed: ${answer.status} ${JSON.stringify(answer.body)}`);
  await rest();
  return placed;
}

function expectStatus({ status, body }: ShopAnswer, expected: number): readonly string[] {
  return status === expected ? [] : [`answered by ${status} ${JSON.stringify(body)} in place of ${expected}`];
}
