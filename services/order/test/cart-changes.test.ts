// Changes of a cart that meet each other, and changes of goods that meet the cart.
import { aProduct, type TestShop } from "@souk/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOrderShop } from "./shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startOrderShop();
});
afterAll(() => shop.close());

async function aFilledCart(count = 1) {
  const products = await Promise.all(
    Array.from({ length: count }, () => aProduct(shop, { priceMinor: 1000 })),
  );
  const { body } = await shop.call("POST", "/carts");
  let answer = await shop.call("GET", `/carts/${body.id}`);
  for (const { variantId } of products) {
    const line = { variantId, quantity: 5 };
    answer = await shop.call("POST", `/carts/${body.id}/lines`, { body: line });
  }
  return { id: body.id as string, products, cart: answer.body, etag: String(answer.headers["etag"]) };
}

async function changePrice(
  { productId, variantId }: { productId: string; variantId: string },
  amount: number,
) {
  const as = await shop.administrator();
  const product = await shop.call("GET", `/products/${productId}`, { as });
  const { name, slug, variants } = product.body;
  const prices = [{ amount, currency: "EUR" }];
  const body = { name, slug, status: "active", variants: [{ id: variantId, sku: variants[0].sku, prices }] };
  const headers = { "if-match": String(product.headers["etag"]) };
  expect((await shop.call("PUT", `/products/${productId}`, { as, headers, body })).status).toBe(200);
}
async function setStock(variantId: string, onHand: number) {
  await shop.call("PUT", `/stock/${variantId}`, { as: await shop.administrator(), body: { onHand } });
}
async function archive({ productId }: { productId: string }) {
  const as = await shop.administrator();
  const { headers } = await shop.call("GET", `/products/${productId}`, { as });
  await shop.call("DELETE", `/products/${productId}`, {
    as,
    headers: { "if-match": String(headers["etag"]) },
  });
}
const noticesOf = async (id: string) =>
  (await shop.call("GET", `/carts/${id}`)).body.lines.map(({ notice }: { notice: string | null }) => notice);
const accept = (id: string, body?: unknown, headers = {}) =>
  shop.call("POST", `/carts/${id}/accept-changes`, { headers, ...(body !== undefined && { body }) });

describe("a condition on the cart's version", () => {
  test("is kept where it is given: a stale change is refused with the present version", async () => {
    const { id, cart, etag } = await aFilledCart();
    const path = `/carts/${id}/lines/${cart.lines[0].id}`;
    const headers = { "if-match": etag };
    expect((await shop.call("PATCH", path, { headers, body: { quantity: 2 } })).status).toBe(200);
    const stale = [
      await shop.call("PATCH", path, { headers, body: { quantity: 3 } }),
      await shop.call("DELETE", path, { headers }),
      await shop.call("PUT", `/carts/${id}`, { headers, body: { email: "a@example.com" } }),
      await accept(id, {}, headers),
    ];
    for (const answer of stale) {
      expect(answer.status).toBe(412);
      expect(answer.body).toMatchObject({ code: "version_stale", cartVersion: cart.version + 1 });
    }
    const after = (await shop.call("GET", `/carts/${id}`)).body;
    expect(after).toMatchObject({ email: null, lines: [{ quantity: 2 }], version: cart.version + 1 });
  });

  test("asks for the version alone: another price is no change of the cart", async () => {
    const { id, cart, etag, products } = await aFilledCart();
    await changePrice(products[0]!, 900);
    await shop.until(async () => (await noticesOf(id))[0] === "price_changed");
    const { body: seen, headers: told } = await shop.call("GET", `/carts/${id}`);
    expect(told["etag"]).not.toBe(etag);
    expect(seen.lines[0]).toMatchObject({ addedPrice: { amount: 1000 }, unitPrice: { amount: 900 } });
    const path = `/carts/${id}/lines/${cart.lines[0].id}`;
    const changed = await shop.call("PATCH", path, { headers: { "if-match": etag }, body: { quantity: 2 } });
    expect(changed.status).toBe(200);
  });

  test.each([["*"], ['"nothing", "v2"']])("%s is met by this cart", async (ifMatch) => {
    const { id, cart } = await aFilledCart();
    const answer = await shop.call("DELETE", `/carts/${id}/lines/${cart.lines[0].id}`, {
      headers: { "if-match": ifMatch },
    });
    expect(answer.status).toBe(200);
  });

  test.each([['W/"v2"'], ['"other"'], ["v2"]])("%s is met by none", async (ifMatch) => {
    const { id, cart } = await aFilledCart();
    const path = `/carts/${id}/lines/${cart.lines[0].id}`;
    expect((await shop.call("DELETE", path, { headers: { "if-match": ifMatch } })).status).toBe(412);
  });

  test("lets one of many parallel changes through", async () => {
    const { id, cart, etag } = await aFilledCart();
    const path = `/carts/${id}/lines/${cart.lines[0].id}`;
    const headers = { "if-match": etag };
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        shop.call("PATCH", path, { headers, body: { quantity: index + 1 } }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((left, right) => left - right);
    expect(statuses).toEqual([200, 412, 412, 412, 412, 412, 412, 412]);
  });
});

describe("what cannot be changed is refused", () => {
  test("a line that the cart does not have, or has no more", async () => {
    const { id, cart } = await aFilledCart();
    const path = `/carts/${id}/lines/${cart.lines[0].id}`;
    const answers = await Promise.all(Array.from({ length: 5 }, () => shop.call("DELETE", path)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await shop.call("PATCH", path, { body: { quantity: 1 } })).body.code).toBe("cart_line_not_found");
  });

  test("a line that is taken out while it is changed", async () => {
    const { id, cart } = await aFilledCart();
    const path = `/carts/${id}/lines/${cart.lines[0].id}`;
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => shop.call("PATCH", path, { body: { quantity: 2 } })),
      shop.call("DELETE", path),
      ...Array.from({ length: 6 }, () => shop.call("PATCH", path, { body: { quantity: 3 } })),
    ]);
    expect(answers.every(({ status }) => status === 200 || status === 404)).toBe(true);
    expect((await shop.call("GET", `/carts/${id}`)).body.lines).toEqual([]);
  });

  test("the hundred-and-first article, also when many come at once", async () => {
    const { body } = await shop.call("POST", "/carts");
    await sql`insert into cart_lines (id, cart_id, variant_id, quantity, added_price_minor)
      select gen_random_uuid(), ${body.id}::uuid, gen_random_uuid(), 1, 100 from generate_series(1, 98)`.execute(
      shop.db("order"),
    );
    const products = await Promise.all(Array.from({ length: 6 }, () => aProduct(shop)));
    const answers = await Promise.all(
      products.map(({ variantId }) =>
        shop.call("POST", `/carts/${body.id}/lines`, { body: { variantId, quantity: 1 } }),
      ),
    );
    const codes = answers.map(({ status, body: { code } }) => String(code ?? status));
    expect(codes.toSorted()).toEqual(["201", "201", "cart_full", "cart_full", "cart_full", "cart_full"]);
    expect((await shop.call("GET", `/carts/${body.id}`)).body.lines).toHaveLength(100);
  });
});

describe("accepting changes", () => {
  test("takes the prices as they are now, and the notice is gone", async () => {
    const { id, products } = await aFilledCart();
    await changePrice(products[0]!, 900);
    await shop.until(async () => (await noticesOf(id))[0] === "price_changed");
    const { body, status } = await accept(id);
    expect(status).toBe(200);
    const price = { amount: 900 };
    expect(body.lines[0]).toMatchObject({ notice: null, quantity: 5, unitPrice: price, addedPrice: price });
    const again = await accept(id);
    expect(again.body.version).toBe(body.version);
  });

  test("lowers quantities to what is left only where asked, and takes out what is gone", async () => {
    const { id, products } = await aFilledCart(4);
    await setStock(products[0]!.variantId, 2);
    await setStock(products[1]!.variantId, 0);
    await archive(products[2]!);
    await shop.until(
      async () => JSON.stringify(await noticesOf(id)) === '["fewer_left","sold_out","unavailable",null]',
    );
    expect((await accept(id)).body.lines).toHaveLength(4);
    const { body } = await accept(id, { quantities: true });
    const left = body.lines.map(({ variantId, quantity, notice }: Record<string, unknown>) => ({
      variantId,
      quantity,
      notice,
    }));
    expect(left).toEqual([
      { variantId: products[0]!.variantId, quantity: 2, notice: null },
      { variantId: products[3]!.variantId, quantity: 5, notice: null },
    ]);
  });

  test("is refused where the total is not the one that the shopper saw", async () => {
    const { id, cart, products } = await aFilledCart();
    await changePrice(products[0]!, 900);
    await shop.until(async () => (await noticesOf(id))[0] === "price_changed");
    const answer = await accept(id, { expectedTotal: cart.totals.total });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: "price_changed", totals: { total: { amount: 4500 } } });
    expect(await noticesOf(id)).toEqual(["price_changed"]);
    const seen = { expectedTotal: { amount: 4500, currency: "EUR" } };
    expect((await accept(id, seen)).body.lines[0].notice).toBeNull();
  });

  test("from two tabs at once both end at what there is", async () => {
    const { id, products } = await aFilledCart(2);
    await setStock(products[0]!.variantId, 1);
    await shop.until(async () => (await noticesOf(id))[0] === "fewer_left");
    const answers = await Promise.all(Array.from({ length: 6 }, () => accept(id, { quantities: true })));
    for (const { body } of answers) expect(body.lines[0]).toMatchObject({ quantity: 1, notice: null });
  });

  test("costs what so many cost: a price of a quantity is no news to who chose the quantity", async () => {
    const as = await shop.administrator();
    const { id, cart, products } = await aFilledCart();
    const { variantId } = products[0]!;
    const entries = [{ variantId, currency: "EUR", minQuantity: 10, amount: 800 }];
    const made = await shop.call("POST", "/price-lists", { as, body: { name: `Ten ${id}`, entries } });
    expect(made.status).toBe(201);
    const path = `/carts/${id}/lines/${cart.lines[0].id}`;
    await shop.until(async () => {
      const { body } = await shop.call("PATCH", path, { body: { quantity: 10 } });
      return body.lines[0].unitPrice.amount === 800 && body.lines[0].notice === null;
    });
    await setStock(variantId, 9);
    await shop.until(async () => (await noticesOf(id))[0] === "fewer_left");
    const { body } = await accept(id, { quantities: true });
    expect(body.lines[0]).toMatchObject({ quantity: 9, unitPrice: { amount: 1000 }, notice: null });
  });
});
