// The flows whose every effect goes wrong once. Each prepares what it needs while nothing is counted, and gives the one request that is.
import { randomUUID } from "node:crypto";
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

export const flowNames = ["checkout", "cancel", "refund"] as const;
export type FlowName = (typeof flowNames)[number];
export const flows: Readonly<Record<FlowName, Flow>> = { checkout, cancel, refund };

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
