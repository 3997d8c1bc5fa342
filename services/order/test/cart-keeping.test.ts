// Carts that nobody comes back for: told once, and deleted in the end where they are guests'.
import { aProduct, type Person, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startOrderShop } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop({ ORDER_CART_ABANDONED_AFTER_HOURS: "2" });
});
afterAll(() => shop.close());

const HOUR = 1;
const DAY = 24;

/** As if it had been made and changed last so many hours ago. */
async function age(cartId: string, hours: number) {
  await sql`update carts set created_at = now() - make_interval(hours => ${hours}),
    updated_at = now() - make_interval(hours => ${hours}) where id = ${cartId}::uuid`.execute(
    shop.db("order"),
  );
}
async function aCartOf({ as, email, quantity = 2 }: { as?: Person; email?: string; quantity?: number }) {
  const who = as && { as };
  const { variantId } = await aProduct(shop);
  const { id } = (await shop.call("POST", "/carts", { ...who })).body;
  if (quantity > 0) await shop.call("POST", `/carts/${id}/lines`, { ...who, body: { variantId, quantity } });
  if (email) await shop.call("PUT", `/carts/${id}`, { ...who, body: { email } });
  return { id: id as string, variantId };
}
async function abandoned(cartId: string) {
  const events = await shop.published("order");
  return events.filter(
    ({ type, data }) => type === "cart.abandoned.v1" && (data as { cartId: string }).cartId === cartId,
  );
}

test("a cart that was left is told of once, whatever happens to it later, and names no address", async () => {
  const { id, variantId } = await aCartOf({ email: "leyla@example.com" });
  await age(id, 3 * HOUR);
  await shop.runJobs("order");
  await shop.runJobs("order");
  const [event, ...more] = await abandoned(id);
  expect(more).toEqual([]);
  expect(event?.data).toMatchObject({
    cartId: id,
    customerId: null,
    currency: "EUR",
    lines: [{ variantId, quantity: 2 }],
  });
  expect(JSON.stringify(event)).not.toContain("leyla@example.com");
  await shop.call("POST", `/carts/${id}/lines`, { body: { variantId, quantity: 1 } });
  await age(id, 3 * HOUR);
  await shop.runJobs("order");
  expect(await abandoned(id)).toHaveLength(1);
});

test("a customer's cart is told of by its customer, and its version stays", async () => {
  const as = await shop.customer();
  const { id } = await aCartOf({ as });
  await age(id, 3 * HOUR);
  await shop.runJobs("order");
  expect((await abandoned(id))[0]?.data).toMatchObject({ customerId: as.userId });
  expect((await shop.call("GET", `/carts/${id}`, { as })).body.version).toBe(2);
});

test("a cart that is in use, empty, or nobody's to write to is not told of", async () => {
  const fresh = await aCartOf({ email: "a@example.com" });
  await age(fresh.id, HOUR);
  const empty = await aCartOf({ email: "a@example.com", quantity: 0 });
  await age(empty.id, 3 * HOUR);
  const nameless = await aCartOf({});
  await age(nameless.id, 3 * HOUR);
  await shop.runJobs("order");
  for (const { id } of [fresh, empty, nameless]) expect(await abandoned(id)).toEqual([]);
});

test("many are told of in parts until none is left", async () => {
  const carts = await sql<{ id: string }>`with made as (
      insert into carts (id, currency, email, created_at, updated_at)
      select gen_random_uuid(), 'EUR', 'many@example.com', now() - interval '5 hours', now() - interval '5 hours'
      from generate_series(1, 60) returning id)
    insert into cart_lines (id, cart_id, variant_id, quantity, added_price_minor)
    select gen_random_uuid(), id, gen_random_uuid(), 1, 100 from made returning cart_id as id`.execute(
    shop.db("order"),
  );
  await shop.runJobs("order");
  await shop.runJobs("order");
  for (const { id } of carts.rows) expect(await abandoned(id)).toHaveLength(1);
});

test("a guest's cart is deleted after 90 days without a change, a customer's is kept", async () => {
  const as = await shop.customer();
  const [old, young, own] = [await aCartOf({}), await aCartOf({}), await aCartOf({ as })];
  await age(old.id, 91 * DAY);
  await age(young.id, 89 * DAY);
  await age(own.id, 91 * DAY);
  await shop.runJobs("order");
  expect((await shop.call("GET", `/carts/${old.id}`)).status).toBe(404);
  expect((await shop.call("GET", `/carts/${young.id}`)).status).toBe(200);
  expect((await shop.call("GET", `/carts/${own.id}`, { as })).body.lines).toHaveLength(1);
});
