// Customers keep what they would like to have, and show it to others.
import { randomUUID } from "node:crypto";
import { etagOf } from "@souk/http";
import { statement } from "@souk/db";
import type { Person } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startReviewsShop, type ReviewsShop } from "./reviews-shop.ts";

let context: ReviewsShop;
beforeAll(async () => {
  context = await startReviewsShop();
});
afterAll(() => context.shop.close());

const add = (variantId: string, as: Person) => context.shop.call("PUT", `/wishlist/${variantId}`, { as });
const read = async (as: Person, query = "") =>
  (await context.shop.call("GET", `/wishlist${query}`, { as })).body;
async function aVariant(onHand = 0) {
  const product = await context.create();
  const variantId = product.variants[0]!.id;
  if (onHand > 0) await context.setStock(variantId, onHand);
  return { product, variantId };
}

describe("a wishlist", () => {
  it("is empty at first, and tells present prices and stock of what is put on it", async () => {
    const { shop, manager } = context;
    const as = await shop.customer();
    expect(await read(as)).toEqual({ items: [], nextCursor: null, itemCount: 0, shareToken: null });
    const [there, soldOut] = [await aVariant(3), await aVariant()];
    await add(there.variantId, as);
    shop.clock.advance(1_000);
    const added = await add(soldOut.variantId, as);
    expect(added).toMatchObject({ status: 200, body: { variantId: soldOut.variantId } });
    shop.clock.advance(1_000);
    expect((await add(soldOut.variantId, as)).body).toEqual(added.body);
    expect(await read(as)).toMatchObject({
      itemCount: 2,
      items: [
        { variantId: soldOut.variantId, status: "sold_out", available: 0, image: null },
        {
          variantId: there.variantId,
          status: "available",
          available: 3,
          price: { amount: 1900, currency: "EUR" },
          productSlug: there.product.slug,
        },
      ],
    });
    const list = { name: "Autumn", entries: [{ variantId: there.variantId, currency: "EUR", amount: 1500 }] };
    await shop.call("POST", "/price-lists", { as: manager, body: list });
    expect((await read(as)).items[1].price).toEqual({ amount: 1500, currency: "EUR" });
  });

  it("marks what is gone, under the name it had", async () => {
    const { shop, manager, archive } = context;
    const as = await shop.customer();
    const { product, variantId } = await aVariant(3);
    await add(variantId, as);
    const edit = await shop.call("GET", `/products/${product.id}/edit`, { as: manager });
    await shop.call("PUT", `/products/${product.id}`, {
      as: manager,
      body: { ...edit.body.content, name: "Renamed in secret", status: "draft" },
      headers: { "if-match": etagOf(1) },
    });
    const gone = {
      variantId,
      status: "gone",
      productName: product.name,
      variantName: "",
      addedAt: expect.any(String),
      productId: null,
      productSlug: null,
      price: null,
      available: 0,
      image: null,
    };
    expect((await read(as)).items).toEqual([gone]);
    await archive(product);
    expect((await read(as)).items).toEqual([gone]);
    expect((await add(variantId, await shop.customer())).status).toBe(404);
  });

  it("shows the variant's own picture, or else the first of its product", async () => {
    const { shop } = context;
    const as = await shop.customer();
    const { product, variantId } = await aVariant(1);
    const picture = statement<never, readonly [string, string, string]>(
      "test_insert_picture",
      `insert into pictures (id, product_id, position, alt, width, height, original, content_type, created_at)
       values ($1::uuid, $2::uuid, 0, $3::text, 800, 600, 'drawn:a/b', 'image/png', now())`,
    );
    const id = randomUUID();
    await picture.rows(shop.db("product"), [id, product.id, "A bowl"]);
    await add(variantId, as);
    expect((await read(as)).items[0].image).toMatchObject({
      id,
      alt: "A bowl",
      url: `/media/${id}/800.webp`,
    });
  });

  it("has no price in a currency that a thing has none in", async () => {
    const { shop, create } = context;
    const as = await shop.customer();
    const { variantId } = await aVariant(1);
    await create({ variants: [{ sku: randomUUID(), prices: [{ amount: 100, currency: "CHF" }] }] });
    await add(variantId, as);
    expect((await read(as, "?currency=CHF")).items).toMatchObject([{ status: "available", price: null }]);
    expect((await shop.call("GET", "/wishlist?currency=XXX", { as })).status).toBe(400);
  });

  it("is taken from by its owner, and takes nothing that is not on sale", async () => {
    const { shop } = context;
    const as = await shop.customer();
    const { variantId } = await aVariant();
    const remove = (id: string, who: Person) => shop.call("DELETE", `/wishlist/${id}`, { as: who });
    await add(variantId, as);
    expect((await remove(variantId, await shop.customer())).status).toBe(204);
    expect(await read(as)).toMatchObject({ itemCount: 1 });
    expect((await remove(variantId, as)).status).toBe(204);
    expect((await remove(variantId, as)).status).toBe(204);
    expect(await read(as)).toMatchObject({ itemCount: 0, items: [] });
    expect((await add(randomUUID(), as)).status).toBe(404);
    expect((await add("no-id", as)).status).toBe(400);
    expect((await shop.call("PUT", `/wishlist/${variantId}`)).status).toBe(401);
    expect((await shop.call("GET", "/wishlist")).status).toBe(401);
  });

  it("is read page by page", async () => {
    const { shop } = context;
    const as = await shop.customer();
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      shop.clock.advance(1_000);
      const { variantId } = await aVariant();
      await add(variantId, as);
      ids.unshift(variantId);
    }
    const first = await read(as, "?limit=2");
    const second = await read(as, `?limit=2&cursor=${first.nextCursor}`);
    const found = [...first.items, ...second.items].map(({ variantId }) => variantId);
    expect(found).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect((await shop.call("GET", "/wishlist?cursor=nonsense", { as })).status).toBe(400);
  });

  it("ends at five hundred, however many come at once", async () => {
    const { shop, create } = context;
    const as = await shop.customer();
    const prices = [{ amount: 100, currency: "EUR" }];
    const values = Array.from({ length: 50 }, (_, index) => `Size ${index}`);
    const variantIds: string[] = [];
    for (let batch = 0; batch < 10; batch += 1) {
      const product = await create({
        options: [{ name: "Size", values }],
        variants: values.map((value) => ({ sku: randomUUID(), options: { Size: value }, prices })),
      });
      variantIds.push(...product.variants.map(({ id }) => id));
    }
    const { variantId: oneMore } = await aVariant();
    const fill = statement<never, readonly [string, readonly string[]]>(
      "test_fill_wishlist",
      `insert into wishlist_items (customer_id, variant_id, product_name, variant_name, added_at)
       select $1::uuid, id, 'A', 'B', now() from unnest($2::uuid[]) as u (id)`,
    );
    await add(variantIds[0]!, as);
    await fill.rows(shop.db("product"), [as.userId, variantIds.slice(1, 497)]);
    const last = [...variantIds.slice(497), oneMore];
    const answers = await Promise.all(last.map((id) => add(id, as)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.find(({ status }) => status !== 200)).toMatchObject({
      status: 409,
      body: { code: "wishlist_full" },
    });
    expect(await read(as)).toMatchObject({ itemCount: 500 });
    expect((await add(variantIds[0]!, as)).status).toBe(200);
  });
});

describe("sharing", () => {
  it("opens the list to whoever has the token, without its owner, until it is revoked", async () => {
    const { shop } = context;
    const as = await shop.customer();
    const share = () => shop.call("PUT", "/wishlist/share", { as });
    const { variantId } = await aVariant(1);
    await add(variantId, as);
    const { shareToken } = (await share()).body;
    expect((await share()).body).toEqual({ shareToken });
    expect(await read(as)).toMatchObject({ shareToken });
    const seen = await shop.call("GET", `/wishlists/${shareToken}`);
    expect(seen.body).toMatchObject({ items: [{ variantId, status: "available" }], nextCursor: null });
    expect(seen.text).not.toContain(as.userId);
    expect((await shop.call("DELETE", "/wishlist/share", { as })).status).toBe(204);
    expect(await shop.call("GET", `/wishlists/${shareToken}`)).toMatchObject({
      status: 404,
      body: { code: "wishlist_not_found" },
    });
    expect((await share()).body.shareToken).not.toBe(shareToken);
    expect((await shop.call("GET", `/wishlists/${randomUUID()}`)).status).toBe(404);
  });

  it("of a list that is not there yet makes one, with one token whoever is faster", async () => {
    const { shop } = context;
    const as = await shop.customer();
    const answers = await Promise.all([1, 2, 3].map(() => shop.call("PUT", "/wishlist/share", { as })));
    expect(new Set(answers.map(({ body }) => body.shareToken)).size).toBe(1);
    expect((await shop.call("GET", `/wishlists/${answers[0]?.body.shareToken}`)).body.items).toEqual([]);
  });
});
