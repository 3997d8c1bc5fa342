// Two processes of the order service: what one remembers of a cart never outweighs what the other has written.
import { randomUUID } from "node:crypto";
import { countRoundTrips } from "@souk/db";
import { aCart, aProduct, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepCartsInMemory } from "../src/carts/carts-in-memory.ts";
import type { StoredCart } from "../src/carts/domain/cart.ts";
import { startOrderShop } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

const db = () => shop.db("order");

/** As another process does: the row is changed and this process is not told. */
async function changedElsewhere(cartId: string, change: ReturnType<typeof sql>) {
  await sql`update carts set version = version + 1, ${change} where id = ${cartId}::uuid`.execute(db());
}
const aStoredCart = (id: string) => ({ id, version: 1, status: "open" }) as StoredCart;
async function emptyCart() {
  return (await shop.call("POST", "/carts")).body.id as string;
}
const add = (cartId: string, variantId: string, quantity = 1) =>
  shop.call("POST", `/carts/${cartId}/lines`, { body: { variantId, quantity } });

test("goods put in by another process are still there after the next change", async () => {
  const first = await aProduct(shop);
  const second = await aProduct(shop);
  const cartId = await emptyCart();
  await sql`insert into cart_lines (id, cart_id, variant_id, quantity, added_price_minor)
    values (${randomUUID()}, ${cartId}::uuid, ${first.variantId}::uuid, 2, 1000)`.execute(db());
  await changedElsewhere(cartId, sql`updated_at = now()`);
  const added = await add(cartId, second.variantId);
  expect(added.status).toBe(201);
  expect(added.body.version).toBe(3);
  expect(added.body.lines.map(({ variantId }: { variantId: string }) => variantId).toSorted()).toEqual(
    [first.variantId, second.variantId].toSorted(),
  );
});

test("a cart that became a customer's elsewhere is closed to whoever only knows its id", async () => {
  const { variantId } = await aProduct(shop);
  const cartId = await emptyCart();
  await changedElsewhere(cartId, sql`customer_id = ${randomUUID()}::uuid`);
  expect((await add(cartId, variantId)).status).toBe(404);
  expect((await shop.call("PUT", `/carts/${cartId}`, { body: { email: "a@example.com" } })).status).toBe(404);
  const { count } = (
    await sql<{
      count: number;
    }>`select count(*)::int as count from cart_lines where cart_id = ${cartId}::uuid`.execute(db())
  ).rows[0] as { count: number };
  expect(count).toBe(0);
});

test("a condition on the version is held against the cart as it is", async () => {
  const cartId = await emptyCart();
  await changedElsewhere(cartId, sql`email = 'before@example.com'`);
  const put = (version: number) =>
    shop.call("PUT", `/carts/${cartId}`, {
      headers: { "if-match": `"v${version}.x"` },
      body: { email: "after@example.com" },
    });
  expect((await put(1)).body).toMatchObject({ code: "version_stale", cartVersion: 2 });
  expect((await put(2)).body).toMatchObject({ version: 3, email: "after@example.com" });
});

test("a cart that was emptied elsewhere is not ordered as it was remembered", async () => {
  const { variantId } = await aProduct(shop, { stock: 5 });
  const { cartId } = await aCart(shop, { lines: [{ variantId }] });
  await sql`delete from cart_lines where cart_id = ${cartId}::uuid`.execute(db());
  await changedElsewhere(cartId, sql`updated_at = now()`);
  const placed = await shop.call("POST", "/orders", { key: randomUUID(), body: { cartId } });
  expect(placed.status).toBe(422);
  expect(placed.body).toMatchObject({ code: "cart_incomplete", missing: ["lines"] });
});

test("a cart that was ordered elsewhere is not ordered again", async () => {
  const { variantId } = await aProduct(shop, { stock: 5 });
  const { cartId } = await aCart(shop, { lines: [{ variantId }] });
  await changedElsewhere(cartId, sql`status = 'ordered', order_id = ${randomUUID()}::uuid`);
  const placed = await shop.call("POST", "/orders", { key: randomUUID(), body: { cartId } });
  expect(placed.body).toMatchObject({ status: 409, code: "cart_ordered" });
});

test("whoever adds at the same moment loses nothing", async () => {
  const { variantId } = await aProduct(shop, { stock: 100 });
  const cartId = await emptyCart();
  const answers = await Promise.all(Array.from({ length: 12 }, () => add(cartId, variantId)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
  const { body } = await shop.call("GET", `/carts/${cartId}`);
  expect(body.lines).toMatchObject([{ variantId, quantity: 12 }]);
  expect(body.version).toBe(13);
});

test("a change of a cart that this process wrote last does not read it again", async () => {
  const { variantId } = await aProduct(shop);
  const cartId = await emptyCart();
  const { roundTrips } = await countRoundTrips([db()], () => add(cartId, variantId));
  expect(roundTrips).toBe(1);
});

test("only a bounded number of carts is remembered, and those that were changed last", async () => {
  const carts = keepCartsInMemory();
  const [{ id: first }, { id: second }] = [aStoredCart("first"), aStoredCart("second")];
  for (const id of [first, second]) carts.remember(aStoredCart(id));
  for (let count = 0; count < 1_998; count += 1) carts.remember(aStoredCart(randomUUID()));
  carts.remember(aStoredCart(first)); // Changed once more.
  carts.remember(aStoredCart("one too many"));
  const known = (id: string) => carts.change(id, async (cart) => cart.id);
  expect(await known(first)).toBe(first);
  expect(await known(second)).toBeUndefined();
});

test("what fails for another reason than a refusal is not hidden by a second try", async () => {
  const carts = keepCartsInMemory();
  carts.remember(aStoredCart("one"));
  await expect(carts.change("one", () => Promise.reject(new Error("the database is gone")))).rejects.toThrow(
    "the database is gone",
  );
});
