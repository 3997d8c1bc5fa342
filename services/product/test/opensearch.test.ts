// Searching the catalogue by OpenSearch: the same promises as by PostgreSQL. Against the engine itself where OPENSEARCH_URL names one,
// and always against a stand-in that speaks the part of its protocol that is used (fake-opensearch.ts).
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFakeOpenSearch, type FakeOpenSearch } from "./fake-opensearch.ts";
import { aProduct, startProductShop, type ProductShop } from "./product-shop.ts";
import { searchSuite } from "./search-suite.ts";

const realUrl = process.env["OPENSEARCH_URL"];
if (realUrl === undefined) {
  console.warn(
    "SKIPPED: search by the real OpenSearch, because OPENSEARCH_URL names none (docs/flows/search.md says how to run one).",
  );
}

const startWith = (url: string): Promise<ProductShop> =>
  startProductShop({}, { OPENSEARCH_URL: url, OPENSEARCH_INDEX: `test-${randomUUID()}` });

describe.skipIf(realUrl === undefined)("search by OpenSearch", () =>
  searchSuite({ start: () => startWith(realUrl ?? "") }),
);

describe("search by OpenSearch's protocol", () => {
  let engine: FakeOpenSearch;
  beforeAll(async () => {
    engine = await startFakeOpenSearch();
  });
  afterAll(() => engine.close());

  searchSuite({ start: () => startWith(engine.url) });
});

describe("an OpenSearch", () => {
  let engine: FakeOpenSearch;
  let context: ProductShop;
  beforeAll(async () => {
    engine = await startFakeOpenSearch();
    context = await startWith(engine.url);
    await context.create({ name: "Lonely Lamp" });
    await context.shop.until(async () => (await total()) === 1);
  });
  afterAll(async () => {
    await context.shop.close();
    await engine.close();
  });
  const total = async (): Promise<number> =>
    (await context.shop.call("GET", `/products/search?q=lamp&limit=${1 + Math.floor(Math.random() * 99)}`))
      .body.total;

  it("that does not answer makes searches unavailable, and nothing else", async () => {
    engine.answerWith(500);
    const answer = await context.shop.call("GET", "/products/search?q=another");
    expect(answer).toMatchObject({ status: 503, body: { code: "search_unavailable" } });
    expect((await context.shop.call("GET", "/products")).status).toBe(200);
    const made = await context.shop.call("POST", "/products", { as: context.manager, body: aProduct() });
    expect(made.status).toBe(201);
    engine.answerWith(undefined);
    await context.shop.until(async () => {
      const found = await context.shop.call(
        "GET",
        `/products/search?q=${encodeURIComponent(made.body.name)}`,
      );
      return found.status === 200 && found.body.total === 1;
    });
  });

  it("that refuses a request of ours is a fault of ours", async () => {
    engine.answerWith(400);
    const answer = await context.shop.call("GET", "/products/search?q=refused");
    expect(answer).toMatchObject({ status: 500, body: { code: "internal_error" } });
    engine.answerWith(undefined);
  });

  it("without the index says that it is being made", async () => {
    engine.forgetAliases();
    const answer = await context.shop.call("GET", "/products/search?q=nothing");
    expect(answer).toMatchObject({ status: 503, body: { code: "search_not_ready" } });
    const staff = await context.shop.administrator();
    await context.shop.call("POST", "/search/rebuild", { as: staff });
    await context.shop.until(async () => (await total()) === 1);
  });

  it("is rebuilt into a new index that takes the old one's place; the old one goes", async () => {
    const staff = await context.shop.administrator();
    const before = engine.indices();
    const started = await context.shop.call("POST", "/search/rebuild", { as: staff });
    expect(started).toMatchObject({ status: 202, body: { state: "running", engine: "opensearch" } });
    await context.shop.until(async () => {
      const { body } = await context.shop.call("GET", "/search/rebuild", { as: staff });
      return body.state === "done";
    });
    const after = engine.indices();
    expect(after).toHaveLength(1);
    expect(before).not.toContain(after[0]);
    expect(await total()).toBe(1);
  });

  it("gives up a rebuild that fails again and again, and says why", async () => {
    const staff = await context.shop.administrator();
    engine.refuseDocuments(true);
    await context.shop.call("POST", "/search/rebuild", { as: staff });
    const failed = await context.shop.until(async () => {
      await context.shop.runJobs("product").catch(() => undefined);
      const { body } = await context.shop.call("GET", "/search/rebuild", { as: staff });
      return body.state === "failed" ? body : undefined;
    });
    expect(failed.error).toContain("did not take a product");
    engine.refuseDocuments(false);
    expect(await total()).toBe(1);
  });
});
