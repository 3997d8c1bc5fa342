// `node bench/src/search.ts`: how fast search answers, over a shop of 1,000 products and over one of 100,000 with 300,000 variants.
//   --quick shortens every round; --products N takes another large shop, 0 leaves it out. Seeding 100,000 products takes minutes.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Pool } from "undici";
import { type Figure, isReached, percentile, tableOf } from "./figures.ts";
import { listPages } from "./list-pages.ts";
import { describeMachine } from "./machine.ts";
import { measure } from "./requests.ts";
import { searchPaths, suggestionPaths } from "./search-queries.ts";
import { startShopProcess, type ShopProcess } from "./shop-process.ts";
import { seedProducts } from "./stocked-shop.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    products: { type: "string", default: "100000" },
  },
});
const SECONDS = values.quick ? 2 : 8;
const ROUNDS = values.quick ? 1 : 3;
const CONNECTIONS = 32;
/** The index is read through once after a start. */
const REST_MS = 20_000;
/** Of the large shop: latency, not throughput, is what is asked for. */
const LARGE_CONNECTIONS = 2;
const SMALL_PRODUCTS = 1_000;
const PREFIX = "/api/v1";
const UNCACHED = { PRODUCT_DOCUMENT_CACHE: "off" };

async function main(): Promise<void> {
  console.log(describeMachine());
  const large = Number(values.products);
  const figures = [
    ...(await withShop(SMALL_PRODUCTS, measureSmall)),
    ...(large > 0 ? await withShop(large, measureLarge) : []),
  ];
  console.log(tableOf(figures));
  if (!figures.every(isReached)) process.exitCode = 1;
}

type Measurement = (dataDirectory: string) => Promise<readonly Figure[]>;

async function withShop(products: number, work: Measurement): Promise<readonly Figure[]> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "souk-bench-search-"));
  try {
    const first = await startShopProcess({ dataDirectory });
    await first.stop();
    seedProducts(dataDirectory, products);
    return await work(dataDirectory);
  } finally {
    await rm(dataDirectory, { recursive: true });
  }
}

async function withProcess<T>(
  dataDirectory: string,
  env: Readonly<Record<string, string>>,
  work: (shop: ShopProcess) => Promise<T>,
): Promise<T> {
  const shop = await startShopProcess({ dataDirectory, env });
  try {
    return await work(shop);
  } finally {
    await shop.stop();
  }
}

async function measureSmall(dataDirectory: string): Promise<readonly Figure[]> {
  const measureSearch = async (shop: ShopProcess, kind: string): Promise<Figure[]> => {
    const requests = searchPaths.map((path) => ({ path: PREFIX + path }));
    const load = { connections: CONNECTIONS, seconds: SECONDS, rounds: ROUNDS };
    const { perSecond, p99Ms } = await measure({ ...load, url: shop.url, requests });
    return [
      { name: `search with facets, ${kind}`, value: perSecond, unit: "/s", target: { atLeast: 1_500 } },
      { name: `search with facets, ${kind}, p99`, value: p99Ms, unit: "ms", target: { atMost: 60 } },
    ];
  };
  const cached = await withProcess(dataDirectory, {}, (shop) => measureSearch(shop, "cached"));
  const uncached = await withProcess(dataDirectory, UNCACHED, async (shop) => {
    const load = { connections: CONNECTIONS, seconds: SECONDS, rounds: ROUNDS };
    const list = await measure({ ...load, url: shop.url, requests: await listPages(shop.url) });
    return [
      ...(await measureSearch(shop, "uncached")),
      {
        name: "list of 24 products, uncached",
        value: list.perSecond,
        unit: "/s",
        target: { atLeast: 3_000 },
      },
    ];
  });
  return [...cached, ...uncached];
}

/** Each path once, so that nothing is answered from what was answered before. */
function measureLarge(dataDirectory: string): Promise<readonly Figure[]> {
  return withProcess(dataDirectory, UNCACHED, async (shop) => {
    await fetch(`${shop.url}${PREFIX}/products/search?q=warm`);
    await fetch(`${shop.url}${PREFIX}/products/suggestions?q=wa`);
    await delay(REST_MS);
    const search = await latencies(shop, searchPaths);
    const suggestions = await latencies(shop, suggestionPaths);
    const p95 = (list: readonly number[]): number => percentile(list, 0.95);
    return [
      {
        name: `search with facets, ${values.products} products, p95`,
        value: p95(search),
        unit: "ms",
        target: { atMost: 50 },
      },
      {
        name: `suggestions, ${values.products} products, p95`,
        value: p95(suggestions),
        unit: "ms",
        target: { atMost: 15 },
      },
      {
        name: "resident with all products in memory",
        value: await shop.residentMib(),
        unit: "MiB",
        target: { atMost: 1_024 },
      },
    ];
  });
}

async function latencies(shop: ShopProcess, paths: readonly string[]): Promise<readonly number[]> {
  const pool = new Pool(shop.url, { connections: LARGE_CONNECTIONS });
  const measured: number[] = [];
  let next = 0;
  const shopper = async (): Promise<void> => {
    for (let index = next++; index < paths.length; index = next++) {
      const before = performance.now();
      const answer = await pool.request({ method: "GET", path: `${PREFIX}${paths[index]}` });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`${paths[index]}: ${answer.statusCode}`);
      measured.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: LARGE_CONNECTIONS }, shopper));
  await pool.close();
  return measured;
}

await main();
