// What two products cannot both have, however their staff race for it: a slug, present or former, and a SKU.
import { randomUUID } from "node:crypto";
import type { Product } from "@souk/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aProduct, startProductShop, type NewProduct, type ProductShop } from "./product-shop.ts";

const ROUNDS = 5;
let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const post = (body: NewProduct) => context.shop.call("POST", "/products", { as: context.manager, body });
const put = ({ id }: Product, body: NewProduct) =>
  context.shop.call("PUT", `/products/${id}`, { as: context.manager, body, headers: { "if-match": "*" } });
const read = async (idOrSlug: string) =>
  (await context.shop.call("GET", `/products/${idOrSlug}`)).body as Product;
const prices = [{ amount: 100, currency: "EUR" }];
const outcomes = (answers: readonly { readonly status: number; readonly body: { code?: string } }[]) =>
  answers
    .map(({ status, body }) => String(status < 300 ? "done" : body.code))
    .toSorted((one, other) => (one < other ? -1 : 1));

describe("a slug", () => {
  it("is one product's when two want it at the same moment, by making and by renaming", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [slug, product] = [`wanted-${randomUUID()}`, await context.create()];
      const answers = await Promise.all([post(aProduct({ slug })), put(product, aProduct({ slug }))]);
      expect(outcomes(answers)).toEqual(["done", "slug_taken"]);
      const winner = answers.find(({ status }) => status < 300)!.body as Product;
      expect((await read(slug)).id).toBe(winner.id);
    }
  });

  it("goes back and forth between two of one product's own, and each always finds it", async () => {
    const [first, second] = [`first-${randomUUID()}`, `second-${randomUUID()}`];
    const product = await context.create({ slug: first });
    for (const slug of [second, first, second]) {
      expect((await put(product, aProduct({ slug }))).body.slug).toBe(slug);
      expect(await read(first)).toMatchObject({ id: product.id, slug });
      expect(await read(second)).toMatchObject({ id: product.id, slug });
    }
  });

  it("is not exchanged between two products, whose former addresses stay their own", async () => {
    const [one, other] = [await context.create(), await context.create()];
    const answers = await Promise.all([
      put(one, aProduct({ slug: other.slug })),
      put(other, aProduct({ slug: one.slug })),
    ]);
    expect(outcomes(answers)).toEqual(["slug_taken", "slug_taken"]);
  });
});

describe("a SKU", () => {
  it("of another product is named to whoever wants it", async () => {
    const [taken, free] = [`TAKEN-${randomUUID()}`, `FREE-${randomUUID()}`];
    await context.create({ variants: [{ sku: taken, prices }] });
    const options = [{ name: "Size", values: ["S", "M"] }];
    const variants = [
      { sku: free, prices, options: { Size: "S" } },
      { sku: taken, prices, options: { Size: "M" } },
    ];
    for (const answer of [
      await post(aProduct({ options, variants })),
      await put(await context.create(), aProduct({ options, variants })),
    ]) {
      expect(answer).toMatchObject({
        status: 409,
        body: {
          code: "sku_taken",
          errors: [{ pointer: "/variants/1/sku", message: `${taken} is taken` }],
        },
      });
    }
  });

  it("is one product's when two want it at the same moment", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const variants = [{ sku: `WANTED-${randomUUID()}`, prices }];
      expect(
        outcomes(await Promise.all([post(aProduct({ variants })), post(aProduct({ variants }))])),
      ).toEqual(["done", "sku_taken"]);
    }
  });
});
