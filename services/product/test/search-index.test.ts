// The search index over time: changes are found at once, by whomever; synonyms are edited; a rebuild goes on beside the searches.
import type { ProductSearchPage, SearchRebuild } from "@souk/contracts";
import { statement } from "@souk/db";
import type { Person } from "@souk/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProductService, seedCatalogue } from "../src/app.ts";
import { startProductShop, type ProductShop } from "./product-shop.ts";

let context: ProductShop;
let operator: Person;
beforeAll(async () => {
  context = await startProductShop();
  operator = await context.shop.staff([
    "operations:read",
    "operations:write",
    "products:read",
    "products:write",
  ]);
});
afterAll(() => context.shop.close());

async function search(query: string): Promise<ProductSearchPage> {
  const answer = await context.shop.call("GET", `/products/search?${query}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as ProductSearchPage;
}
const execute = (sql: string) => statement(`test_${sql.length}`, sql).rows(context.shop.db("product"), []);
const totalOf = async (query: string): Promise<number> => (await search(query)).total;

async function edit(slug: string, change: (content: Record<string, unknown>) => void): Promise<void> {
  const { shop, manager } = context;
  const { body, headers } = await shop.call("GET", `/products/${slug}/edit`, { as: manager });
  change(body.content);
  const options = { as: manager, headers: { "if-match": String(headers.etag) }, body: body.content };
  expect((await shop.call("PUT", `/products/${slug}`, options)).status).toBe(200);
}

describe("a change", () => {
  it("of a text, a price or a status is found at once", async () => {
    const { create, shop, manager } = context;
    const { slug } = await create({ name: "Amber Samovar" });
    expect(await totalOf("q=samovar")).toBe(1);
    await edit(slug, (content) => {
      content["name"] = "Amber Kettle";
    });
    expect([await totalOf("q=samovar"), await totalOf("q=kettle")]).toEqual([0, 1]);
    expect((await search("q=kettle")).items).toMatchObject([{ price: { amount: 1900 } }]);
    const { headers } = await shop.call("GET", `/products/${slug}`);
    await shop.call("DELETE", `/products/${slug}`, {
      as: manager,
      headers: { "if-match": String(headers.etag) },
    });
    expect(await totalOf("q=kettle")).toBe(0);
  });

  it("of a text costs no new reading of the others that have its words", async () => {
    const { create } = context;
    const kept = await create({ name: "The Kept Quadrant" });
    const { slug } = await create({ name: "The Changed Quadrant" });
    const rename = (name: string) =>
      edit(slug, (content) => {
        content["name"] = name;
      });
    expect([await totalOf("q=quadrant"), await totalOf("q=the%20quadrant")]).toEqual([2, 2]);
    // Behind the service's back: whoever reads the word anew would miss it.
    const remove = statement<never, readonly [string]>(
      "test_unindex",
      "delete from search_documents where product_id = $1::uuid",
    );
    await remove.rows(context.shop.db("product"), [kept.id]);
    await rename("The Changed Compass");
    expect([await totalOf("q=quadrant"), await totalOf("q=the%20quadrant")]).toEqual([1, 1]);
    expect((await search("q=quadrant")).items).toMatchObject([{ id: kept.id }]);
    await rename("The Changed Quadrant");
    expect([await totalOf("q=quadrant"), await totalOf("q=compass")]).toEqual([2, 0]);
    await edit("the-kept-quadrant", (content) => {
      content["subtitle"] = "Indexed again";
    });
    expect(await totalOf("q=quadrant")).toBe(2);
  });

  it("of stock is counted and filtered, also when a reservation takes the last one", async () => {
    const { stocked, stock, shop } = context;
    const variantId = await stocked(1, { name: "Single Astrolabe" });
    expect(await totalOf("q=astrolabe&inStock=true")).toBe(1);
    const orderId = "01920000-0000-7000-8000-00000000a571";
    await stock.reserve({ orderId, lines: [{ variantId, quantity: 1 }], ttlSeconds: 60 });
    expect((await search("q=astrolabe")).facets.inStock).toBe(0);
    // A page that was just shown to somebody is shown for half a second.
    const isFound = async (total: number) => (await totalOf("q=astrolabe&inStock=true")) === total;
    await shop.until(() => isFound(0));
    await stock.release({ orderId, reason: "test" });
    await shop.until(() => isFound(1));
  });

  it("that another process made is found soon", async () => {
    const { create, shop } = context;
    const { id } = await create({ name: "Borrowed Hookah" });
    expect(await totalOf("q=hookah")).toBe(1);
    const archive = statement<never, readonly [string]>(
      "test_elsewhere",
      `with p as (update products set status = 'archived' where id = $1::uuid)
       update search_products set changed_in = pg_current_xact_id() where product_id = $1::uuid`,
    );
    await archive.rows(shop.db("product"), [id]);
    await shop.until(async () => (await totalOf("q=hookah&sort=newest")) === 0);
  });
});

describe("after the database failed", () => {
  it.each([
    ["search_documents", "/products/search?q=recovered"],
    ["search_changes", "/products/search?sort=price"],
    ["product_listings", "/products?limit=7"],
    ["search_synonyms", "/products/search?q=meant"],
  ])("at %s, the next question is answered", async (table, path) => {
    const { shop, create } = context;
    await create(); // What is kept in memory is read again.
    await execute(`alter table ${table} rename to ${table}_away`);
    expect((await shop.call("GET", path)).status).toBe(500);
    await execute(`alter table ${table}_away rename to ${table}`);
    await shop.until(async () => (await shop.call("GET", path)).status === 200);
  });
});

describe("synonyms", () => {
  it("are read and replaced by staff who may, against the version they saw, and the change is told", async () => {
    const { shop, manager } = context;
    const path = "/search/synonyms?language=de";
    const body = { groups: [["samowar", "samovar"]] };
    expect((await shop.call("GET", path)).status).toBe(401);
    const reader = await shop.staff(["products:read"]);
    const read = await shop.call("GET", path, { as: reader });
    expect(read.body).toEqual({ language: "de", groups: [], version: 0, updatedAt: null });
    const headers = { "if-match": String(read.headers.etag) };
    expect((await shop.call("PUT", path, { as: reader, headers, body })).status).toBe(403);
    expect((await shop.call("PUT", path, { as: manager, body })).status).toBe(428);
    const written = await shop.call("PUT", path, { as: manager, headers, body });
    expect(written).toMatchObject({ status: 200, body: { version: 1, groups: body.groups } });
    expect((await shop.call("PUT", path, { as: manager, headers, body })).status).toBe(412);
    await shop.settled();
    const acted = (await shop.published("product")).filter(
      ({ data }) => (data as { action?: string }).action === "search.put_synonyms",
    );
    expect(acted).toMatchObject([
      { data: { actorId: manager.userId, subjectId: "de", before: { groups: [] }, after: body } },
    ]);
  });

  it("of a seed are only for languages in which nobody has written any", async () => {
    const { shop, manager } = context;
    const { host } = shop.service("product");
    const groups = [["bsat", "rug"]];
    const synonyms = [
      { language: "ar" as const, groups },
      { language: "de" as const, groups },
    ];
    await seedCatalogue(host, { categories: [], products: [], synonyms });
    const arabic = await shop.call("GET", "/search/synonyms?language=ar", { as: manager });
    expect(arabic.body).toMatchObject({ groups, version: 1 });
    const german = await shop.call("GET", "/search/synonyms?language=de", { as: manager });
    expect(german.body.groups).not.toEqual(groups);
  });

  it("that could not work are refused", async () => {
    const { shop, manager } = context;
    const path = "/search/synonyms";
    const { headers: read } = await shop.call("GET", path, { as: manager });
    const headers = { "if-match": String(read.etag) };
    for (const groups of [[["alone"]], [["a", ""]], [["a", "b\u0000"]], [["a", "x".repeat(61)]], "a, b"]) {
      expect((await shop.call("PUT", path, { as: manager, headers, body: { groups } })).status).toBe(400);
    }
    expect((await shop.call("GET", "/search/synonyms?language=xx", { as: manager })).status).toBe(400);
  });

  it("widen a search by one word only where the group is about that word", async () => {
    const { shop, manager, create } = context;
    await create({ name: "Carved Settle" });
    await create({ name: "Garden Bench Seat" });
    const path = "/search/synonyms";
    const { headers: read } = await shop.call("GET", path, { as: manager });
    const groups = [
      ["settle", "garden bench", "!!!"],
      ["canape", "settle"],
    ];
    const headers = { "if-match": String(read.etag) };
    expect((await shop.call("PUT", path, { as: manager, headers, body: { groups } })).status).toBe(200);
    expect(await totalOf("q=settles")).toBe(2);
    expect(await totalOf("q=garden+benches")).toBe(2);
    expect(await totalOf("q=canapes")).toBe(1);
    expect(await totalOf("q=garden")).toBe(1);
  });
});

const rebuildOf = async (): Promise<SearchRebuild> =>
  (await context.shop.call("GET", "/search/rebuild", { as: operator })).body;

describe("rebuilding the index", () => {
  it("is for staff who operate the shop", async () => {
    const { shop, manager } = context;
    expect((await shop.call("POST", "/search/rebuild", { as: manager })).status).toBe(403);
    expect((await shop.call("GET", "/search/rebuild", { as: manager })).status).toBe(403);
    expect(await rebuildOf()).toMatchObject({ engine: "postgres", error: null });
  });

  it("brings back what was lost, while searches and edits go on, one at a time", async () => {
    const { shop, create } = context;
    const kept = await create({ name: "Lasting Sextant" });
    await execute("delete from search_vocabulary");
    await execute(`delete from search_documents where product_id = '${kept.id}'`);
    const started = await shop.call("POST", "/search/rebuild", { as: operator });
    expect(started).toMatchObject({ status: 202, body: { state: "running", done: 0, finishedAt: null } });
    const twice = await shop.call("POST", "/search/rebuild", { as: operator });
    const during = await create({ name: "Fresh Sextant" });
    await edit(during.slug, (content) => {
      content["subtitle"] = "Edited meanwhile";
    });
    expect((await shop.call("GET", "/products/search?q=anything")).status).toBe(200);
    await shop.until(async () => (await rebuildOf()).state === "done");
    const { done, total, finishedAt } = await rebuildOf();
    expect(done).toBeGreaterThanOrEqual(total);
    expect(finishedAt).not.toBeNull();
    expect(await totalOf("q=sextant")).toBe(2);
    expect((await search("q=sextnat")).query.correctedTo).toBe("sextant");
    expect((await search("q=meanwhile")).items).toMatchObject([{ id: during.id }]);
    // The first one may have been done by the time that the second was asked for.
    expect([202, 409]).toContain(twice.status);
    const acted = (await shop.published("product")).filter(
      ({ data }) => (data as { action?: string }).action === "search.rebuild",
    );
    expect(acted.length).toBeGreaterThanOrEqual(1);
  });

  it("is refused while one is running", async () => {
    await context.shop.until(async () => (await rebuildOf()).state === "done");
    await execute("update search_index set rebuild_state = 'running'");
    const refused = await context.shop.call("POST", "/search/rebuild", { as: operator });
    expect(refused).toMatchObject({ status: 409, body: { code: "rebuild_running" } });
    await execute("update search_index set rebuild_state = 'done'");
  });

  it("starts by itself where the index was made by other rules", async () => {
    await execute("update search_index set format = 0, rebuild_state = 'idle'");
    const again = await createProductService().buildApp(context.shop.service("product").host);
    await again.start?.();
    await context.shop.until(async () => (await rebuildOf()).state === "done");
    const [{ format }] = (await execute("select format from search_index")) as unknown as [
      { format: number },
    ];
    expect(format).toBe(1);
    await again.start?.();
    expect((await rebuildOf()).state).toBe("done");
    await again.close?.();
  });

  it("forgets the changes that every process has read", async () => {
    await execute("update search_changes set changed_at = now() - interval '2 days'");
    // Older than every transaction that still runs anywhere in this cluster.
    await context.shop.until(async () => {
      await context.shop.runJobs("product");
      return (await execute("select from search_changes")).length === 0;
    });
  });
});
