// Adding a product, through the API.
import { randomUUID } from "node:crypto";
import { ProductCreated, StaffActed, type Product } from "@souk/contracts";
import { statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aProduct, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

describe("adding a product", () => {
  it("answers with the product, its slug made of its name, and everybody can read it by id and by slug", async () => {
    const { shop, manager } = context;
    const answer = await shop.call("POST", "/products", {
      as: manager,
      body: aProduct({
        name: "Çırağan Bowl Ø 30",
        options: [
          { name: "Colour", values: ["Indigo", "Ivory"] },
          { name: "Size", values: ["Large"] },
        ],
        variants: [
          {
            sku: "CIR-IND",
            options: { Colour: "Indigo", Size: "Large" },
            prices: [
              { amount: 2500, currency: "EUR" },
              { amount: 2700, currency: "USD" },
            ],
            compareAtPrices: [{ amount: 3000, currency: "EUR" }],
          },
          {
            sku: "CIR-IVO",
            options: { Colour: "Ivory", Size: "Large" },
            prices: [{ amount: 2400, currency: "EUR" }],
          },
        ],
      }),
    });
    expect(answer).toMatchObject({
      status: 201,
      body: { slug: "ciragan-bowl-o-30", version: 1, available: 0 },
    });
    const bySlug = await shop.call("GET", "/products/ciragan-bowl-o-30");
    expect(bySlug).toMatchObject({
      status: 200,
      body: {
        price: { amount: 2400, currency: "EUR" },
        compareAtPrice: null,
        variants: [
          {
            sku: "CIR-IND",
            name: "Indigo, Large",
            compareAtPrice: { amount: 3000, currency: "EUR" },
            available: 0,
          },
          { sku: "CIR-IVO", name: "Ivory, Large" },
        ],
      },
    });
    const { id } = answer.body as { id: string };
    const byId = await shop.call("GET", `/products/${id}?currency=USD`);
    expect(byId).toMatchObject({ status: 200, body: { id, price: { amount: 2700, currency: "USD" } } });
    expect((byId.body as { variants: unknown[] }).variants).toHaveLength(1);
    await shop.settled();
    const published = await shop.published("product");
    expect(published.filter(({ data }) => (data as { productId?: string }).productId === id)).toMatchObject([
      { type: ProductCreated.type, data: { slug: "ciragan-bowl-o-30", version: 1 } },
    ]);
    expect(published).toContainEqual(
      expect.objectContaining({
        type: StaffActed.type,
        data: expect.objectContaining({
          action: "product.create",
          subjectId: id,
          actorId: manager.userId,
          before: null,
        }),
      }),
    );
  });

  it("gives a second product of the same name, and one without a Latin name, a slug of its own", async () => {
    const { create } = context;
    const first = await create({ name: "Twin Rug" });
    const second = await create({ name: "Twin Rug" });
    expect(first.slug).toBe("twin-rug");
    expect(second.slug).toBe(`twin-rug-${second.id.slice(-6)}`);
    const arabic = await create({ name: "سجادة حمراء" });
    expect(arabic).toMatchObject({ name: "سجادة حمراء", slug: `product-${arabic.id.slice(-6)}` });
  });

  it("gives a repeated request the first answer, and refuses the key for another body", async () => {
    const { shop, manager } = context;
    const body = aProduct();
    const key = randomUUID();
    const first = await shop.call("POST", "/products", { as: manager, body, key });
    const again = await shop.call("POST", "/products", { as: manager, body, key });
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect((await shop.call("POST", "/products", { as: manager, body: aProduct(), key })).status).toBe(422);
  });

  it("finds what was made before when a crash kept the answer from being stored", async () => {
    const { shop, manager } = context;
    const body = aProduct();
    const key = randomUUID();
    const first = await shop.call("POST", "/products", { as: manager, body, key });
    const forget = statement<never, readonly [string]>(
      "test_forget_answer",
      "update idempotency_keys set completed_at = null, status = null, headers = null, body = null, leased_until = now() where key = $1::text",
    );
    await forget.rows(shop.db("product"), [key]);
    const again = await shop.call("POST", "/products", { as: manager, body, key });
    expect(again).toMatchObject({ status: 201, body: first.body });
  });

  it("refuses a taken slug or SKU and leaves nothing behind", async () => {
    const { shop, manager, create } = context;
    const taken = await create();
    const slug = await shop.call("POST", "/products", { as: manager, body: aProduct({ slug: taken.slug }) });
    expect(slug).toMatchObject({ status: 409, body: { code: "slug_taken", errors: [{ pointer: "/slug" }] } });
    const body = aProduct({
      variants: [{ sku: taken.variants[0]!.sku, prices: [{ amount: 1, currency: "EUR" }] }],
    });
    const sku = await shop.call("POST", "/products", { as: manager, body });
    expect(sku).toMatchObject({ status: 409, body: { code: "sku_taken" } });
    const listed = await shop.call("GET", "/products?sort=newest&limit=100");
    expect((listed.body.items as Product[]).map(({ name }) => name)).not.toContain(body.name);
  });

  it("lets only one of two that want the same slug at once have it", async () => {
    const { shop, manager } = context;
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        shop.call("POST", "/products", { as: manager, body: aProduct({ slug: "wanted" }) }),
      ),
    );
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([
      201, 409, 409, 409, 409, 409,
    ]);
  });

  it("refuses a product that could not be sold, with a pointer for each fault", async () => {
    const { shop, manager } = context;
    const eur = { amount: 100, currency: "EUR" };
    const id = randomUUID();
    const variants = [
      {
        id,
        sku: "A",
        options: { Colour: "Red" },
        prices: [eur, eur],
        compareAtPrices: [{ amount: 2, currency: "USD" }],
      },
      { id, sku: "A", options: { Colour: "Green", Size: "L" }, prices: [{ amount: 1, currency: "QQQ" }] },
      { sku: "B", options: { Colour: "Red" }, prices: [eur], compareAtPrices: [eur, eur], costPrice: eur },
    ];
    const options = [
      { name: "Colour", values: ["Red", "Red"] },
      { name: "Colour", values: ["Red"] },
    ];
    const answer = await shop.call("POST", "/products", {
      as: manager,
      body: aProduct({ options, variants }),
    });
    expect(answer).toMatchObject({ status: 400, body: { code: "product_invalid" } });
    const errors = (answer.body as { errors: { pointer: string; code: string }[] }).errors;
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      "/options/1/name option_repeated",
      "/options/0/values/1 value_repeated",
      "/variants/0/prices/1/currency currency_repeated",
      "/variants/0/compareAtPrices/0/currency price_missing",
      "/variants/1/options option_value_unknown",
      "/variants/1/options option_value_unknown",
      "/variants/1/options option_unknown",
      "/variants/1 currency_unknown",
      "/variants/2/compareAtPrices/1/currency currency_repeated",
      "/variants/1/sku sku_repeated",
      "/variants/1/id variant_repeated",
      "/variants/2/options options_repeated",
    ]);
  });

  it("refuses an unknown category, an unknown variant id, unknown fields and text that cannot be stored", async () => {
    const { shop, manager } = context;
    const post = (body: object) =>
      shop.call("POST", "/products", { as: manager, body: { ...aProduct(), ...body } });
    expect(await post({ categoryId: randomUUID() })).toMatchObject({
      status: 400,
      body: { code: "category_unknown" },
    });
    const variants = [{ id: randomUUID(), sku: "X-1", prices: [{ amount: 1, currency: "EUR" }] }];
    expect(await post({ variants })).toMatchObject({ status: 400, body: { code: "variant_unknown" } });
    expect((await post({ price: 5 })).status).toBe(400);
    expect((await post({ name: "half \ud800 pair" })).status).toBe(400);
    expect((await post({ name: "nul \u0000" })).status).toBe(400);
    expect((await post({ attributes: { colour: "nul \u0000" } })).status).toBe(400);
  });

  it("is for staff with products:write alone", async () => {
    const { shop } = context;
    expect((await shop.call("POST", "/products", { body: aProduct() })).status).toBe(401);
    const customer = await shop.customer();
    expect((await shop.call("POST", "/products", { as: customer, body: aProduct() })).status).toBe(403);
    const reader = await shop.staff(["products:read"]);
    expect((await shop.call("POST", "/products", { as: reader, body: aProduct() })).status).toBe(403);
  });
});
