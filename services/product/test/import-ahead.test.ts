// An import plans the next step while one is being written: what others change meanwhile is neither overlooked nor overwritten.
import { randomUUID } from "node:crypto";
import { inTransaction, statement } from "@souk/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { levelOf, startProductShop, type ProductShop } from "./product-shop.ts";

/** Products of one step; those after them are planned ahead. */
const STEP = 100;
const REQUESTS = 40;

let context: ProductShop;
beforeAll(async () => {
  context = await startProductShop();
});
afterAll(() => context.shop.close());

const run = (text: string, ...parameters: unknown[]) =>
  statement<{ count: number }, readonly unknown[]>("test", text).rows(context.shop.db("product"), parameters);
const read = async (path: string) => (await context.shop.call("GET", path, { as: context.manager })).body;
const edit = (slug: string) => read(`/products/${slug}/edit`);

/**
 * Brings a file in whose first step, which is made here, waits for a product that somebody holds; does the work when the second step has
 * been planned, and lets go.
 */
async function meanwhile(header: string, later: readonly string[], work: () => Promise<unknown>) {
  const { shop, manager, create } = context;
  const tail = randomUUID().slice(0, 8);
  const held = await create({ slug: `held-${tail}` });
  const first = Array.from(
    { length: STEP - 1 },
    (_, index) => `first-${index}-${tail},First,F-${index}-${tail},1.00`,
  );
  const own = `held-${tail},Held,${held.variants[0]!.sku},2.00`;
  const file = [header, own, ...first, ...later].map((row) => `${row}\n`).join("");
  const id = await inTransaction(shop.db("product"), async (db) => {
    await statement<never, readonly [string]>(
      "test",
      "select from products where id = $1::uuid for update",
    ).rows(db, [held.id]);
    const headers = { "content-type": "text/csv" };
    const { body } = await shop.call("POST", "/product-imports", { as: manager, body: file, headers });
    const waiting = `select count(*)::integer as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%import_lock_%'`;
    await shop.until(async () => (await run(waiting)).some(({ count }) => count > 0));
    // The next step is planned in less time than so many requests of others take.
    for (let request = 0; request < REQUESTS; request += 1) await edit(held.slug);
    await work();
    return body.id as string;
  });
  await shop.settled();
  return shop.until(async () => {
    const state = await read(`/product-imports/${id}`);
    return state.finishedAt !== null && state;
  });
}

const put = async (slug: string, change: Record<string, unknown>) => {
  const { content } = await edit(slug);
  const headers = { "if-match": "*" };
  const body = { ...content, ...change };
  const answer = await context.shop.call("PUT", `/products/${slug}`, { as: context.manager, headers, body });
  expect(answer.status).toBe(200);
};

describe("while the first step of an import is being written", () => {
  it("an edit of a product of the next step is kept, and the import's change is made on it", async () => {
    const product = await context.create();
    const sku = product.variants[0]!.sku;
    const state = await meanwhile("handle,name,sku,price:EUR", [`${product.slug},,${sku},7.50`], () =>
      put(product.slug, { name: "Named anew", subtitle: "By hand" }),
    );
    expect(state).toMatchObject({ productsCreated: STEP - 1, productsUpdated: 2, rowsFailed: 0 });
    const { content, version } = await edit(product.slug);
    expect(content).toMatchObject({
      name: "Named anew",
      subtitle: "By hand",
      variants: [{ prices: [{ amount: 750, currency: "EUR" }] }],
    });
    expect(version).toBe(3);
  });

  it("a product of the next step that somebody makes is changed, not made twice", async () => {
    const slug = `made-${randomUUID()}`;
    const sku = `MADE-${randomUUID()}`;
    const state = await meanwhile("handle,name,sku,price:EUR", [`${slug},,${sku},7.50`], () =>
      context.create({
        slug,
        name: "Made by hand",
        variants: [{ sku, prices: [{ amount: 100, currency: "EUR" }] }],
      }),
    );
    expect(state).toMatchObject({ productsCreated: STEP - 1, productsUpdated: 2, rowsFailed: 0 });
    expect((await edit(slug)).content).toMatchObject({
      name: "Made by hand",
      variants: [{ sku, prices: [{ amount: 750, currency: "EUR" }] }],
    });
  });

  it("what attributes have to be is asked of the next step as it is when that is written", async () => {
    const slug = `kind-${randomUUID()}`;
    const code = `kind_${randomUUID().slice(0, 8)}`;
    const { shop } = context;
    const manager = await shop.staff(["products:read", "products:write"]);
    const row = `${slug},Kind,${slug},7.50,soft`;
    const state = await meanwhile(`handle,name,sku,price:EUR,attribute:${code}`, [row], async () => {
      const list = await shop.call("GET", "/attributes", { as: manager });
      const definition = { code, label: "Kind", kind: "number", unit: null, isFilterable: false };
      const answer = await shop.call("PUT", "/attributes", {
        as: manager,
        headers: { "if-match": String(list.headers.etag) },
        body: { items: [...list.body.items, definition] },
      });
      expect(answer.status).toBe(200);
    });
    expect(state).toMatchObject({ productsCreated: STEP - 1, rowsFailed: 1 });
    expect((await context.shop.call("GET", `/products/${slug}`, { as: manager })).status).toBe(404);
  });

  it("a product that stands in both steps is made by the first and changed by the second", async () => {
    const slug = `both-${randomUUID()}`;
    const state = await meanwhile(
      "handle,name,sku,price:EUR,stock:main,option1_name,option1_value",
      [
        `${slug},Both,${slug}-1,7.50,3,Size,Small`,
        `other-${slug},Other,O-${slug},1.00,1,,`,
        `${slug},,${slug}-2,8.50,4,,Large`,
      ],
      async () => undefined,
    );
    expect(state).toMatchObject({ productsCreated: STEP + 1, productsUpdated: 2, rowsFailed: 0 });
    const { content } = await edit(slug);
    expect(content.variants).toMatchObject([{ sku: `${slug}-1` }, { sku: `${slug}-2` }]);
    expect(await levelOf(context.shop, content.variants[1].id)).toMatchObject({ on_hand: 4, moved: 4 });
  });
});
