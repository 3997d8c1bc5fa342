// The tree of categories as staff edit it: places, addresses, what is in them, and races for all of these.
import { randomUUID } from "node:crypto";
import type { Category, CategoryDetails, Product } from "@souk/contracts";
import { inTransaction, statement } from "@souk/db";
import type { CallAnswer } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aProduct, startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

type Answer = CallAnswer & { readonly body: CategoryDetails & Record<string, unknown> };
const call = async (
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  options: { body?: unknown; etag?: string; key?: string } = {},
): Promise<Answer> => {
  const { body, etag, key } = options;
  return context.shop.call(method, `/categories${path}`, {
    as: context.manager,
    ...(body !== undefined && { body }),
    ...(etag !== undefined && { headers: { "if-match": etag } }),
    ...(key !== undefined && { key }),
  });
};
const tail = (): string => randomUUID().slice(0, 8);
async function make(body: Record<string, unknown> = {}): Promise<CategoryDetails> {
  const answer = await call("POST", "", { body: { name: `Room ${tail()}`, ...body } });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
const toBody = ({ slug, name, description, parentId, position }: CategoryDetails) => ({
  slug,
  name,
  description,
  parentId,
  position,
});
const etagOf = async (id: string): Promise<string> => String((await call("GET", `/${id}`)).headers.etag);
/** Edits the category as it is now. */
async function edit(id: string, changes: Record<string, unknown>): Promise<Answer> {
  const { body, headers } = await call("GET", `/${id}`);
  return call("PUT", `/${id}`, { body: { ...toBody(body), ...changes }, etag: String(headers.etag) });
}
const remove = async (id: string, query = ""): Promise<Answer> =>
  call("DELETE", `/${id}${query}`, { etag: await etagOf(id) });
const listed = async (id: string): Promise<Category | undefined> => {
  const { items } = (await call("GET", "")).body as unknown as { items: Category[] };
  return items.find((category) => category.id === id);
};
const published = async (type: string) =>
  (await context.shop.published("product")).filter((event) => event.type === type);

describe("a category", () => {
  it("gets an address of its name, a place after its neighbours, and is told of", async () => {
    const { shop } = context;
    const name = `Küche & Bad ${tail()}`;
    const first = await call("POST", "", { body: { name, seoTitle: "Kitchens" } });
    expect(first).toMatchObject({
      status: 201,
      headers: { etag: expect.stringMatching(/^"v1\./) },
      body: {
        name,
        description: "",
        parentId: null,
        seoTitle: "Kitchens",
        image: null,
        picture: null,
        version: 1,
      },
    });
    expect(first.body.slug).toBe(`kuche-bad-${name.slice(-8)}`);
    const twin = await make({ name });
    expect(twin.slug).toBe(`${first.body.slug}-${twin.id.slice(-6)}`);
    expect((await make({ name: "部屋" })).slug).toMatch(/^category-[0-9a-f]{6}$/);
    expect(twin.position).toBe(first.body.position + 1);
    const child = await make({ parentId: twin.id });
    expect(await listed(child.id)).toMatchObject({ parentId: twin.id, position: 1, productCount: 0 });
    await shop.settled();
    const created = (await published("category.created.v1")).map(({ data }) => data);
    expect(created).toContainEqual({ categoryId: twin.id, slug: twin.slug, version: 1 });
    const acts = (await published("staff.acted.v1")).map(({ data }) => data);
    expect(acts).toContainEqual(
      expect.objectContaining({ action: "category.create", subjectId: twin.id, before: null }),
    );
  });

  it("is made once for a key, also when its first answer was lost", async () => {
    const key = randomUUID();
    const body = { name: `Once ${tail()}` };
    const first = await call("POST", "", { body, key });
    await statement(
      "test",
      `update idempotency_keys set status = null, headers = null, body = null,
      completed_at = null, leased_until = now() - interval '1 second'`,
    ).rows(context.shop.db("product"), []);
    const again = await call("POST", "", { body, key });
    expect(again.body).toEqual(first.body);
  });

  it("is edited by who has seen it as it is, and by who may", async () => {
    const { id, ...category } = await make();
    const etag = await etagOf(id);
    const body = { ...toBody({ id, ...category }), description: "For rooms" };
    expect((await call("PUT", `/${id}`, { body })).status).toBe(428);
    expect(await call("PUT", `/${id}`, { body, etag })).toMatchObject({
      status: 200,
      body: { version: 2, description: "For rooms", position: category.position },
    });
    expect(await call("PUT", `/${id}`, { body, etag })).toMatchObject({ status: 412 });
    expect((await call("PUT", `/${randomUUID()}`, { body, etag })).status).toBe(404);
    expect((await call("DELETE", `/${randomUUID()}`, { etag })).status).toBe(404);
    const reader = await context.shop.staff(["products:read"]);
    expect((await context.shop.call("POST", "/categories", { as: reader, body })).status).toBe(403);
  });

  it("is found by its former slugs, in lists of products too, and can take them back; nobody else can", async () => {
    const { shop, create } = context;
    const category = await make({ slug: `first-${tail()}` });
    const product = await create({ categoryId: category.id });
    const next = `second-${tail()}`;
    await edit(category.id, { slug: next });
    expect((await call("GET", `/${category.slug}`)).body).toMatchObject({ id: category.id, slug: next });
    const found = await shop.call("GET", `/products?category=${category.slug}`);
    expect(found.body.items).toMatchObject([{ id: product.id }]);
    for (const answer of [
      await call("POST", "", { body: { name: "Thief", slug: category.slug } }),
      await edit((await make()).id, { slug: category.slug }),
    ]) {
      expect(answer).toMatchObject({
        status: 409,
        body: { code: "slug_taken", errors: [{ pointer: "/slug" }] },
      });
    }
    expect((await edit(category.id, { slug: category.slug })).body.slug).toBe(category.slug);
    expect((await call("GET", `/${next}`)).body.slug).toBe(category.slug);
  });

  it("of another name is told by its products soon, under the version that staff know", async () => {
    const { shop, create, manager } = context;
    const category = await make();
    const product = await create({ categoryId: category.id });
    const slug = `renamed-${tail()}`;
    await edit(category.id, { slug, name: "Hallway" });
    await shop.settled();
    const read = await shop.call("GET", `/products/${product.id}`, { as: manager });
    expect(read.body).toMatchObject({ categorySlug: slug, version: product.version });
    const found = await shop.call("GET", "/products/search?q=hallway");
    expect(found.body.items).toMatchObject([{ id: product.id }]);
    const updates = (await published("product.updated.v1")).map(({ data }) => data);
    expect(updates).toContainEqual({ productId: product.id, slug: product.slug, version: 1 });
  });
});

describe("the tree", () => {
  it("has no category below itself, nor below one that is not there, nor too deep", async () => {
    const chain: CategoryDetails[] = [];
    for (let level = 0; level < 6; level += 1) chain.push(await make({ parentId: chain.at(-1)?.id ?? null }));
    const [top, second] = chain;
    for (const parentId of [top!.id, chain[3]!.id]) {
      expect(await edit(top!.id, { parentId })).toMatchObject({
        status: 409,
        body: { code: "category_cycle", errors: [{ pointer: "/parentId" }] },
      });
    }
    expect(await call("POST", "", { body: { name: "Deep", parentId: chain[5]!.id } })).toMatchObject({
      status: 409,
      body: { code: "category_too_deep" },
    });
    expect(await edit(top!.id, { parentId: (await make()).id })).toMatchObject({
      body: { code: "category_too_deep" },
    });
    for (const answer of [
      await call("POST", "", { body: { name: "Lost", parentId: randomUUID() } }),
      await edit(second!.id, { parentId: randomUUID() }),
    ]) {
      expect(answer).toMatchObject({ status: 400, body: { code: "category_unknown" } });
    }
    expect((await edit(second!.id, { parentId: null })).status).toBe(200);
  });

  it("stays a tree when two categories are moved below each other at the same time", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await make(), await make()];
      const answers = await Promise.all([
        edit(one.id, { parentId: other.id }),
        edit(other.id, { parentId: one.id }),
      ]);
      expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 409]);
    }
  });

  it("stays a tree also for who writes into the database without asking", async () => {
    const [one, other] = [await make(), await make()];
    const db = context.shop.db("product");
    const move = statement<never, readonly [string, string]>(
      "test_move",
      "update categories set parent_id = $2::uuid where id = $1::uuid",
    );
    const moves = await Promise.allSettled([
      move.rows(db, [one.id, other.id]),
      move.rows(db, [other.id, one.id]),
    ]);
    expect(moves.map(({ status }) => status).toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
      "fulfilled",
      "rejected",
    ]);
  });

  it("is ordered as a whole by who has seen it as it is", async () => {
    const parent = await make();
    const [one, two] = [await make({ parentId: parent.id }), await make({ parentId: parent.id })];
    const { headers } = await call("GET", "");
    const etag = String(headers.etag);
    const ids = [two.id, one.id];
    const order = (body: object, condition?: string) =>
      call("PUT", "/order", { body, ...(condition !== undefined && { etag: condition }) });
    expect((await order({ parentId: parent.id, ids })).status).toBe(428);
    for (const wrong of [[one.id], [one.id, one.id], [one.id, parent.id]]) {
      expect(await order({ parentId: parent.id, ids: wrong }, etag)).toMatchObject({
        status: 400,
        body: { code: "categories_incomplete" },
      });
    }
    expect((await order({ parentId: parent.id, ids }, etag)).status).toBe(200);
    expect([await listed(two.id), await listed(one.id)]).toMatchObject([{ position: 1 }, { position: 2 }]);
    expect((await order({ parentId: parent.id, ids }, etag)).status).toBe(412);
    const now = await call("GET", "");
    const all = (now.body as unknown as { items: Category[] }).items;
    const roots = all.filter((category) => category.parentId === null).map((category) => category.id);
    const reordered = await order({ parentId: null, ids: roots.toReversed() }, String(now.headers.etag));
    expect(reordered.status).toBe(200);
    expect((await listed(roots.at(-1)!))?.position).toBe(1);
  });
});

it("A shop has room for two thousand categories", async () => {
  const shop = await startProductShop();
  const db = shop.shop.db("product");
  await statement(
    "test_many",
    `with slugs as (
       insert into category_slugs (slug, category_id) select 'many-' || n, gen_random_uuid() from generate_series(1, 2000) n
       returning slug, category_id
     )
     insert into categories (id, slug, name) select category_id, slug, slug from slugs`,
  ).rows(db, []);
  const full = await shop.shop.call("POST", "/categories", { as: shop.manager, body: { name: "More" } });
  expect(full).toMatchObject({ status: 409, body: { code: "categories_full" } });
  await shop.shop.close();
});

describe("deleting a category", () => {
  it("takes an empty one, and one with something in it only together with where that goes", async () => {
    const { shop, create, manager } = context;
    const [full, target] = [await make(), await make()];
    const below = await make({ parentId: full.id });
    const product = await create({ categoryId: full.id, status: "draft" });
    expect(await remove(full.id)).toMatchObject({
      status: 409,
      body: { code: "category_not_empty", products: 1, categories: 1 },
    });
    for (const wrong of [full.id, randomUUID()]) {
      expect(await remove(full.id, `?moveTo=${wrong}`)).toMatchObject({
        status: 400,
        body: { code: "category_unknown", errors: [{ pointer: "/moveTo" }] },
      });
    }
    expect(await remove(full.id, `?moveTo=${below.id}`)).toMatchObject({ body: { code: "category_cycle" } });
    expect((await remove(full.id, `?moveTo=${target.id}`)).status).toBe(204);
    expect((await call("GET", `/${full.id}`)).status).toBe(404);
    expect((await call("GET", `/${full.slug}`)).body.id).toBe(target.id);
    expect((await call("GET", `/${below.id}`)).body.parentId).toBe(target.id);
    await shop.settled();
    const read = await shop.call("GET", `/products/${product.id}`, { as: manager });
    expect(read.body).toMatchObject({ categorySlug: target.slug });
    const deleted = (await published("category.deleted.v1")).map(({ data }) => data);
    expect(deleted).toContainEqual({
      categoryId: full.id,
      slug: full.slug,
      version: 1,
      movedToId: target.id,
    });
  });

  it("frees the address of one that nothing took over", async () => {
    const category = await make();
    expect((await call("DELETE", `/${category.id}`)).status).toBe(428);
    expect((await remove(category.id)).status).toBe(204);
    expect((await call("GET", `/${category.slug}`)).status).toBe(404);
    expect((await make({ slug: category.slug })).slug).toBe(category.slug);
  });

  it("never leaves a product in a category that is gone, whoever is first", async () => {
    const { shop, manager } = context;
    for (let round = 0; round < 5; round += 1) {
      const category = await make();
      const body = aProduct({ categoryId: category.id });
      const [gone, made] = await Promise.all([
        remove(category.id),
        shop.call("POST", "/products", { as: manager, body }),
      ]);
      if (gone.status === 204)
        expect(made).toMatchObject({ status: 400, body: { code: "category_unknown" } });
      else {
        expect(gone).toMatchObject({ status: 409, body: { code: "category_not_empty" } });
        expect(made.status).toBe(201);
        expect((await listed(category.id))?.productCount).toBe(1);
      }
    }
  });

  it("waits for a product that is just being made in it, and then leaves it alone", async () => {
    const category = await make();
    const db = context.shop.db("product");
    const insert = statement<never, readonly [string, string]>(
      "test_product",
      `with named as (insert into product_slugs (slug, product_id) values ($1::uuid::text, $1::uuid))
       insert into products (id, slug, name, category_id, status, created_at, updated_at)
       values ($1::uuid, $1::uuid::text, 'Half made', $2::uuid, 'draft', now(), now())`,
    );
    const waiting = statement<{ pid: number }>(
      "test_waiting",
      "select pid from pg_stat_activity where datname = current_database() and query like '%delete_category%' and wait_event_type = 'Lock'",
    );
    const { answer } = await inTransaction(db, async (tx) => {
      await insert.rows(tx, [randomUUID(), category.id]);
      const deletion = remove(category.id);
      await context.shop.until(async () => (await waiting.first(db, [])) !== undefined);
      return { answer: deletion };
    });
    expect(await answer).toMatchObject({ status: 409, body: { code: "category_not_empty" } });
    expect((await call("GET", `/${category.id}`)).status).toBe(200);
  });

  it("is not done by halves where the database fails", async () => {
    const category = await make();
    const run = (text: string) => statement("test", text).rows(context.shop.db("product"), []);
    await run("alter table category_slugs rename to mislaid");
    const answer = await edit(category.id, { slug: `half-${tail()}` }).catch(() => undefined);
    await run("alter table mislaid rename to category_slugs");
    expect(answer?.status).not.toBe(200);
    expect((await call("GET", `/${category.id}`)).body).toMatchObject({ version: 1, slug: category.slug });
  });

  it("moves also what was edited while it was deleted", async () => {
    const { shop, create, manager } = context;
    const [category, target] = [await make(), await make()];
    const product = await create({ categoryId: category.id });
    const etag = String((await shop.call("GET", `/products/${product.id}`)).headers.etag);
    const body = aProduct({ name: product.name, categoryId: category.id });
    await Promise.all([
      remove(category.id, `?moveTo=${target.id}`),
      shop.call("PUT", `/products/${product.id}`, { as: manager, body, headers: { "if-match": etag } }),
    ]);
    await shop.settled();
    const read = (await shop.call("GET", `/products/${product.id}`, { as: manager })).body as Product;
    expect(read.categorySlug).toBe(target.slug);
  });
});
