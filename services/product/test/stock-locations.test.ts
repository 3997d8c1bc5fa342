// The places where goods lie.
import { randomUUID } from "node:crypto";
import { etagOf } from "@souk/http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startProductShop, type ProductShop } from "./product-shop.ts";

/** The ETag of what has not been changed. */
const VERSION_1 = etagOf(1);
let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const newSlug = (): string => `place-${randomUUID().slice(0, 8)}`;
const open = (slug: string, name = "A place") =>
  context.shop.call("POST", "/stock-locations", { as: context.manager, body: { slug, name } });
const change = (slug: string, body: object, ifMatch?: string) =>
  context.shop.call("PUT", `/stock-locations/${slug}`, {
    as: context.manager,
    body,
    headers: ifMatch === undefined ? {} : { "if-match": ifMatch },
  });
const put = (variantId: string, onHand: number, location: string) =>
  context.shop.call("PUT", `/stock/${variantId}`, { as: context.manager, body: { onHand, location } });

it("there is a main store from the start, which stays open", async () => {
  const { shop, manager } = context;
  const { body } = await shop.call("GET", "/stock-locations", { as: manager });
  expect(body.items[0]).toEqual({ slug: "main", name: "Main store", active: true, version: 1 });
  expect(await change("main", { name: "Main", active: false }, VERSION_1)).toMatchObject({
    status: 409,
    body: { code: "location_main" },
  });
});

it("a location is opened, renamed and closed, each told to the audit", async () => {
  const { shop, manager } = context;
  const slug = newSlug();
  const made = await open(slug, "Attic");
  expect(made).toMatchObject({ status: 201, body: { slug, name: "Attic", active: true, version: 1 } });
  const etag = String(made.headers.etag);
  expect((await change(slug, { name: "Loft", active: true })).status).toBe(428);
  expect(await change(slug, { name: "Loft", active: false }, etag)).toMatchObject({
    status: 200,
    body: { name: "Loft", active: false, version: 2 },
  });
  expect((await change(slug, { name: "Late", active: true }, etag)).status).toBe(412);
  expect((await change(newSlug(), { name: "No", active: true }, etag)).status).toBe(404);
  await shop.settled();
  const acted = (await shop.published("product"))
    .map(({ data }) => data as Record<string, unknown>)
    .filter(({ subjectId }) => subjectId === slug);
  expect(acted).toMatchObject([
    { action: "stock_location.create", actorId: manager.userId, before: null },
    { action: "stock_location.update", before: { name: "Attic" }, after: { name: "Loft", active: false } },
  ]);
});

it("two locations of one name: the second is refused", async () => {
  const slug = newSlug();
  const answers = await Promise.all([open(slug), open(slug)]);
  expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([201, 409]);
  expect(await open(slug)).toMatchObject({ status: 409, body: { code: "location_taken" } });
});

it("goods are put into open locations only, and one with goods is not closed, whoever is faster", async () => {
  const { create } = context;
  const product = await create();
  const variantId = product.variants[0]!.id;
  expect((await put(variantId, 1, newSlug())).status).toBe(422);
  const slug = newSlug();
  await open(slug);
  expect((await put(variantId, 2, slug)).status).toBe(200);
  expect(await change(slug, { name: "A", active: false }, VERSION_1)).toMatchObject({
    status: 409,
    body: { code: "location_not_empty" },
  });
  await put(variantId, 0, slug);
  expect((await change(slug, { name: "A", active: false }, VERSION_1)).status).toBe(200);
  expect((await put(variantId, 2, slug)).status).toBe(422);
  for (let round = 0; round < 5; round += 1) {
    const raced = newSlug();
    await open(raced);
    const [filled, closed] = await Promise.all([
      put(variantId, 1, raced),
      change(raced, { name: "A", active: false }, VERSION_1),
    ]);
    expect([filled.status, closed.status]).not.toEqual([200, 200]);
    expect([filled.status, closed.status]).toContain(200);
  }
});

it("locations are read and written by staff with the permission", async () => {
  const { shop } = context;
  expect((await shop.call("GET", "/stock-locations", { as: await shop.customer() })).status).toBe(403);
  const reader = await shop.staff(["stock:read"]);
  const body = { slug: newSlug(), name: "No" };
  expect((await shop.call("POST", "/stock-locations", { as: reader, body })).status).toBe(403);
  expect((await open("Not a slug")).status).toBe(400);
});
