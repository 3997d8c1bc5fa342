// Whether somebody has bought a product, as the product service asks it.
import { randomUUID } from "node:crypto";
import { OrderService } from "@souk/contracts/rpc";
import { statement } from "@souk/db";
import type { Person, TestShop } from "@souk/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOrderReads } from "../src/orders/store/orders.ts";
import { anOrder, startOrderShop, visa } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

const hasBought = async ({ userId }: Person, productId: string): Promise<boolean> =>
  (await shop.rpc.client(OrderService).hasBought({ userId, productId })).bought;

async function ordered(as: Person, payment?: unknown) {
  const { id } = await anOrder(shop, { as, payment });
  await shop.settled();
  const order = await createOrderReads(shop.db("order")).find(id);
  return { id, productId: order?.lines[0]?.productId ?? "" };
}
const setStatus = statement<never, readonly [string, string]>(
  "test_order_status",
  "update orders set status = $2::text where id = $1::uuid",
);

test("says yes from the confirmation on, to the customer, about the product", async () => {
  const [as, other] = [await shop.customer(), await shop.customer()];
  const { id, productId } = await ordered(as, visa);
  expect(await hasBought(as, productId)).toBe(true);
  expect(await hasBought(other, productId)).toBe(false);
  expect(await hasBought(as, randomUUID())).toBe(false);
  for (const [status, isBought] of [
    ["processing", true],
    ["shipped", true],
    ["delivered", true],
    ["completed", true],
    ["refunded", false],
    ["cancelled", false],
  ] as const) {
    await setStatus.rows(shop.db("order"), [id, status]);
    expect(await hasBought(as, productId)).toBe(isBought);
  }
});

test("says no about what was ordered and never paid", async () => {
  const as = await shop.customer();
  const { productId } = await ordered(as);
  expect(await hasBought(as, productId)).toBe(false);
});
