// What a guest put into a cart is theirs after signing in: once, whole, from however many tabs.
import { randomUUID } from "node:crypto";
import { aCart, anAddress, aProduct, type Person, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { place, startOrderShop, visa } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

type Line = { readonly variantId: string; readonly quantity: number };

async function aCartWith(
  lines: readonly Line[],
  { as, currency = "EUR" }: { as?: Person; currency?: string } = {},
) {
  const who = as && { as };
  const { body } = await shop.call("POST", "/carts", { ...who, body: { currency } });
  for (const line of lines) await shop.call("POST", `/carts/${body.id}/lines`, { ...who, body: line });
  return body.id as string;
}
const merge = (cartId: string, as: Person) => shop.call("POST", `/carts/${cartId}/merge`, { as });
const read = async (cartId: string, as?: Person) =>
  (await shop.call("GET", `/carts/${cartId}`, { ...(as && { as }) })).body;
const quantities = (cart: { lines: readonly Line[] }) =>
  Object.fromEntries(cart.lines.map(({ variantId, quantity }) => [variantId, quantity]));

/** Puts lines into a cart without the catalogue, which a test of their number does not need. */
async function fill(cartId: string, count: number) {
  await sql`insert into cart_lines (id, cart_id, variant_id, quantity, added_price_minor)
    select gen_random_uuid(), ${cartId}::uuid, gen_random_uuid(), 1, 100 from generate_series(1, ${count}::int)`.execute(
    shop.db("order"),
  );
}

describe("merging a guest's cart", () => {
  test("into the customer's adds goods and quantities, and says where they went", async () => {
    const as = await shop.customer();
    const [shared, mine, guests] = [await aProduct(shop), await aProduct(shop), await aProduct(shop)];
    const own = await aCartWith(
      [
        { variantId: shared.variantId, quantity: 2 },
        { variantId: mine.variantId, quantity: 1 },
      ],
      { as },
    );
    const guest = await aCartWith([
      { variantId: shared.variantId, quantity: 3 },
      { variantId: guests.variantId, quantity: 4 },
    ]);
    const { status, body, headers } = await merge(guest, as);
    expect(status).toBe(200);
    expect(headers["etag"]).toMatch(/^"v/);
    expect(body.id).toBe(own);
    expect(quantities(body)).toEqual({
      [shared.variantId]: 5,
      [mine.variantId]: 1,
      [guests.variantId]: 4,
    });
    expect(await read(guest, as)).toMatchObject({ status: "merged", mergedInto: own, lines: [] });
    expect(await read(guest)).toMatchObject({ code: "cart_not_found" });
  });

  test("becomes the customer's own where they have none", async () => {
    const as = await shop.customer();
    const { variantId } = await aProduct(shop);
    const guest = await aCartWith([{ variantId, quantity: 2 }]);
    const { body } = await merge(guest, as);
    expect(body).toMatchObject({ id: guest, status: "open", mergedInto: null });
    expect(quantities(body)).toEqual({ [variantId]: 2 });
    expect(await read(guest)).toMatchObject({ code: "cart_not_found" });
    expect((await shop.call("GET", "/carts/current", { as })).body.id).toBe(guest);
  });

  test("asked 20 times at once has one effect", async () => {
    const as = await shop.customer();
    const { variantId } = await aProduct(shop);
    const own = await aCartWith([{ variantId, quantity: 1 }], { as });
    const guest = await aCartWith([{ variantId, quantity: 2 }]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => merge(guest, as)));
    expect(answers.map(({ status, body }) => [status, body.id])).toEqual(
      Array.from({ length: 20 }, () => [200, own]),
    );
    expect(quantities(await read(own, as))).toEqual({ [variantId]: 3 });
  });

  test("two carts of one customer without a cart end as one, from two tabs at once", async () => {
    const as = await shop.customer();
    const [one, two] = [await aProduct(shop), await aProduct(shop)];
    const carts = await Promise.all(
      [one, two].map(({ variantId }) => aCartWith([{ variantId, quantity: 1 }])),
    );
    const answers = await Promise.all(carts.map((cart) => merge(cart, as)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const current = (await shop.call("GET", "/carts/current", { as })).body;
    expect(quantities(current)).toEqual({ [one.variantId]: 1, [two.variantId]: 1 });
  });

  test("while goods are put into both loses none of them", async () => {
    const as = await shop.customer();
    const products = await Promise.all([1, 2, 3, 4].map(() => aProduct(shop)));
    const [own, guest] = [await aCartWith([], { as }), await aCartWith([])];
    const answers = await Promise.all([
      ...products
        .slice(0, 2)
        .map(({ variantId }) =>
          shop.call("POST", `/carts/${own}/lines`, { as, body: { variantId, quantity: 1 } }),
        ),
      merge(guest, as),
      ...products
        .slice(2)
        .map(({ variantId }) =>
          shop.call("POST", `/carts/${guest}/lines`, { as, body: { variantId, quantity: 1 } }),
        ),
    ]);
    const accepted = products.filter((_, index) => answers[index < 2 ? index : index + 1]?.status === 201);
    const { lines } = await read(own, as);
    expect(lines.map((line: Line) => line.variantId).toSorted()).toEqual(
      accepted.map(({ variantId }) => variantId).toSorted(),
    );
  });

  test("takes along what the guest wrote, and keeps what they did not write", async () => {
    const as = await shop.customer();
    const own = await aCartWith([], { as });
    await shop.call("PUT", `/carts/${own}`, {
      as,
      body: { email: "old@example.com", billingAddress: { ...anAddress, city: "Hamburg" } },
    });
    const guest = await aCartWith([]);
    await shop.call("PUT", `/carts/${guest}`, {
      body: { email: "new@example.com", shippingAddress: anAddress, shippingMethodId: "express" },
    });
    expect((await merge(guest, as)).body).toMatchObject({
      email: "new@example.com",
      shippingAddress: anAddress,
      billingAddress: { city: "Hamburg" },
      shippingMethodId: "express",
    });
    const left = await read(guest, as);
    expect(left).toMatchObject({ email: null, shippingAddress: null, status: "merged" });
  });

  test("never empties a cart: an empty one of the guest's leaves the customer's as it is", async () => {
    const as = await shop.customer();
    const { variantId } = await aProduct(shop);
    const own = await aCartWith([{ variantId, quantity: 7 }], { as });
    await aCartWith([], { as });
    const { body } = await merge(await aCartWith([]), as);
    expect(body.id).toBe(own);
    expect(quantities(body)).toEqual({ [variantId]: 7 });
  });

  test("gives a line no more than it can hold", async () => {
    const as = await shop.customer();
    const { variantId } = await aProduct(shop);
    await aCartWith([{ variantId, quantity: 9_000 }], { as });
    const { body } = await merge(await aCartWith([{ variantId, quantity: 9_000 }]), as);
    expect(quantities(body)).toEqual({ [variantId]: 10_000 });
  });

  test("that would be too full together stands beside the older one, and both stay whole", async () => {
    const as = await shop.customer();
    const [own, guest] = [await aCartWith([], { as }), await aCartWith([])];
    await fill(own, 60);
    await fill(guest, 41);
    const { body } = await merge(guest, as);
    expect(body).toMatchObject({ id: guest, status: "open" });
    expect(body.lines).toHaveLength(41);
    expect((await read(own, as)).lines).toHaveLength(60);
  });

  test("of another currency leaves the customer's alone: prices do not change hands", async () => {
    const as = await shop.customer();
    const { variantId } = await aProduct(shop);
    const own = await aCartWith([{ variantId, quantity: 1 }], { as });
    const guest = await aCartWith([{ variantId, quantity: 1 }], { currency: "USD" });
    expect((await merge(guest, as)).body).toMatchObject({ id: guest, currency: "USD" });
    const current = (currency: string) =>
      shop.call("GET", `/carts/current?currency=${currency}`, { as }).then(({ body }) => body.id);
    expect(await current("EUR")).toBe(own);
    expect(await current("USD")).toBe(guest);
  });
});

describe("what cannot be merged is refused, and nothing changes", () => {
  test("another customer's cart, and one that never was", async () => {
    const [as, other] = [await shop.customer(), await shop.customer()];
    const { variantId } = await aProduct(shop);
    const theirs = await aCartWith([{ variantId, quantity: 1 }], { as: other });
    expect((await merge(theirs, as)).body.code).toBe("cart_not_found");
    expect((await merge(randomUUID(), as)).body.code).toBe("cart_not_found");
    expect(quantities(await read(theirs, other))).toEqual({ [variantId]: 1 });
  });

  test("a guest's cart that was merged for somebody else", async () => {
    const [as, other] = [await shop.customer(), await shop.customer()];
    await aCartWith([], { as: other });
    const guest = await aCartWith([]);
    await merge(guest, other);
    expect((await merge(guest, as)).status).toBe(404);
  });

  test("a cart that was ordered", async () => {
    const { variantId } = await aProduct(shop);
    const { cartId } = await aCart(shop, { lines: [{ variantId }] });
    await place(shop, { cartId, payment: visa });
    expect((await merge(cartId, await shop.customer())).body.code).toBe("cart_ordered");
  });

  test("anybody who is not signed in", async () => {
    expect((await shop.call("POST", `/carts/${await aCartWith([])}/merge`)).status).toBe(401);
    expect((await shop.call("GET", "/carts/current")).status).toBe(401);
  });
});

test("a merged cart is closed: it says where its goods went", async () => {
  const as = await shop.customer();
  const { variantId } = await aProduct(shop);
  const own = await aCartWith([], { as });
  const guest = await aCartWith([{ variantId, quantity: 1 }]);
  await merge(guest, as);
  const added = await shop.call("POST", `/carts/${guest}/lines`, { as, body: { variantId, quantity: 1 } });
  expect(added.status).toBe(409);
  expect(added.body).toMatchObject({ code: "cart_merged", cartId: own });
  const ordered = await place(shop, { cartId: guest, payment: visa, as });
  expect(ordered.body).toMatchObject({ code: "cart_merged", cartId: own });
});

test("one's own open cart needs no merging, and a customer without a cart is told so", async () => {
  const as = await shop.customer();
  expect((await shop.call("GET", "/carts/current", { as })).body.code).toBe("cart_not_found");
  const own = await aCartWith([], { as });
  expect((await merge(own, as)).body).toMatchObject({ id: own, version: 1 });
});
