// How well searches of the demo shop find what was meant: the mean reciprocal rank over the queries of relevance-queries.ts.
import type { ProductSearchPage } from "@souk/contracts";
import { demoCatalogue } from "@souk/demo";
import { startTestShop, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createProductService, seedCatalogue } from "../src/app.ts";
import { relevanceQueries, type RelevanceQuery } from "./relevance-queries.ts";

const RECIPROCAL_RANK_MIN = 0.85;
const QUERIES_MIN = 60;

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ services: [createProductService()] });
  await seedCatalogue(shop.service("product").host, demoCatalogue());
});
afterAll(() => shop.close());

async function rankOf({ q, language = "en", expected }: RelevanceQuery): Promise<number> {
  const path = `/products/search?q=${encodeURIComponent(q)}&language=${language}&limit=20`;
  const { items } = (await shop.call("GET", path)).body as ProductSearchPage;
  return items.findIndex(({ name }) => expected.includes(name)) + 1;
}

it("puts what was meant first", async () => {
  const names = new Set(demoCatalogue().products.map(({ name }) => name));
  expect(relevanceQueries.flatMap(({ expected }) => expected).filter((name) => !names.has(name))).toEqual([]);
  expect(relevanceQueries.length).toBeGreaterThanOrEqual(QUERIES_MIN);
  const ranks: { q: string; rank: number }[] = [];
  for (const query of relevanceQueries) ranks.push({ q: query.q, rank: await rankOf(query) });
  const reciprocal = ranks.map(({ rank }) => (rank === 0 ? 0 : 1 / rank));
  const mean = reciprocal.reduce((sum, value) => sum + value, 0) / ranks.length;
  const notFirst = ranks
    .filter(({ rank }) => rank !== 1)
    .map(({ q, rank }) => `${q}: ${rank || "not found"}`);
  console.log(
    `Mean reciprocal rank ${mean.toFixed(3)} over ${ranks.length} queries; not first: ${notFirst.join(" · ")}`,
  );
  expect(mean).toBeGreaterThanOrEqual(RECIPROCAL_RANK_MIN);
});
