// Products that go on sale and are taken off by the clock, and what else staff say of them: measures and sizes.
import type { EditableProduct, Product } from "@souk/contracts";
import { statement } from "@souk/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aProduct, startProductShop, type NewProduct, type ProductShop } from "./product-shop.ts";

const DAY_MS = 86_400_000;
let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const move = statement<never, readonly [string, string | null, string | null]>(
  "test_schedule",
  "update products set publish_at = $2::timestamptz, unpublish_at = $3::timestamptz where id = $1::uuid",
);
/** Makes its times as if they had been set like this, and lets the clock do its work. */
async function schedule(id: string, publishAt: string | null, unpublishAt: string | null): Promise<Product> {
  await move.rows(context.shop.db("product"), [id, publishAt, unpublishAt]);
  await context.shop.runJobs("product");
  return (await context.shop.call("GET", `/products/${id}`, { as: context.manager })).body as Product;
}
const scheduled = (changes: Partial<NewProduct> = {}) => context.create({ status: "draft", ...changes });
const edited = async (id: string): Promise<EditableProduct> =>
  (await context.shop.call("GET", `/products/${id}/edit`, { as: context.manager })).body as EditableProduct;
const eventsOf = async (id: string): Promise<string[]> => {
  await context.shop.settled();
  const published = await context.shop.published("product");
  return published
    .filter(({ data }) => (data as { productId?: string }).productId === id)
    .map(({ type }) => type);
};

it("A draft goes on sale when its time has come, is taken off when that has, and both are told", async () => {
  const { id } = await scheduled({ publishAt: inDays(1), unpublishAt: inDays(2) });
  expect((await edited(id)).content).toMatchObject({
    publishAt: expect.any(String),
    unpublishAt: expect.any(String),
  });
  expect(await schedule(id, inDays(1), inDays(2))).toMatchObject({ status: "draft", version: 1 });
  expect(await schedule(id, inDays(-1), inDays(2))).toMatchObject({ status: "active", version: 2 });
  const { content } = await edited(id);
  expect([content.publishAt, content.unpublishAt]).toEqual([undefined, expect.any(String)]);
  expect((await context.shop.call("GET", `/products/${id}`)).status).toBe(200);
  expect(await schedule(id, null, inDays(-1))).toMatchObject({ status: "archived", version: 3 });
  expect((await context.shop.call("GET", `/products/${id}`)).status).toBe(404);
  expect(await eventsOf(id)).toEqual([
    "product.created.v1",
    "product.updated.v1",
    "product.updated.v1",
    "product.archived.v1",
  ]);
});

it("A time that finds nothing to do is only gone: a product that is on sale already, one that is archived", async () => {
  const { id } = await scheduled({ status: "active" });
  expect(await schedule(id, inDays(-1), null)).toMatchObject({ status: "active", version: 2 });
  expect(await schedule(id, inDays(-2), inDays(-1))).toMatchObject({ status: "archived", version: 3 });
  expect(await schedule(id, inDays(-2), inDays(-1))).toMatchObject({ status: "archived", version: 4 });
  expect((await eventsOf(id)).filter((type) => type === "product.archived.v1")).toHaveLength(1);
});

it("A product cannot be taken off before it goes on sale", async () => {
  const body = aProduct({ publishAt: inDays(2), unpublishAt: inDays(1) });
  expect(await context.shop.call("POST", "/products", { as: context.manager, body })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "/unpublishAt", code: "unpublished_before_published" }] },
  });
});

it("Measures are told on the product's page where there are any, and come back to staff as they wrote them", async () => {
  const dimensions = { lengthMm: 1800, widthMm: 1200, heightMm: 5 };
  const prices = [{ amount: 100, currency: "EUR" }];
  const options = [{ name: "Size", values: ["S", "M", "L"] }];
  const variants = [
    { sku: "MEASURE-S", options: { Size: "S" }, prices, weightGrams: 250 },
    { sku: "MEASURE-M", options: { Size: "M" }, prices, dimensions },
    { sku: "MEASURE-L", options: { Size: "L" }, prices },
  ];
  const product = await context.create({ options, variants });
  const [small, medium] = product.variants;
  expect(product.measures).toEqual([
    { variantId: small!.id, weightGrams: 250, dimensions: null },
    { variantId: medium!.id, weightGrams: 0, dimensions },
  ]);
  const { content } = await edited(product.id);
  expect(content.variants.map((variant) => variant.dimensions)).toEqual([undefined, dimensions, undefined]);
  const half = [{ ...variants[0]!, dimensions: { lengthMm: 1, widthMm: 0, heightMm: 1 } }];
  const body = aProduct({ options, variants: half });
  expect((await context.shop.call("POST", "/products", { as: context.manager, body })).status).toBe(400);
});
