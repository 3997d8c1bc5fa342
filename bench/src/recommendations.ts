// `node bench/src/recommendations.ts`: how often what is shown beside a product is what was really bought with it. Four fifths of a made-up
// order log are counted by the shop itself; of each basket of the last fifth one product is looked at and the others should be among the
// ten that are shown beside it. The baseline shows everybody the ten products that sold best.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { closeDb, createDb, statement } from "@souk/db";
import { z } from "zod";
import { readConfig } from "../../launcher/src/config.ts";
import { openDatabases } from "../../launcher/src/databases.ts";
import { type Figure, isReached, tableOf } from "./figures.ts";
import { describeMachine } from "./machine.ts";
import { makeOrderLog, randomFrom, type LoggedProduct, type OrderLog } from "./order-log.ts";
import { startShopProcess, type ShopProcess } from "./shop-process.ts";

const SEED = 20_261_120;
const ORDERS = 20_000;
const COUNTED_SHARE = 0.8;
const SHOWN = 10;
const PAGE = 100;
const COUNTED_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 1_000;
const DAY_MS = 86_400_000;
/** Times the baseline; below it the counting is not worth its tables. */
const WORTH_IT = 1.5;

const page = z.object({
  items: z.array(z.object({ id: z.string(), categorySlug: z.string().nullable() })),
  nextCursor: z.string().nullable(),
});
const shown = z.object({
  items: z.array(z.object({ reason: z.string(), product: z.object({ id: z.string() }) })),
});

async function main(): Promise<void> {
  console.log(describeMachine());
  const dataDirectory = await mkdtemp(join(tmpdir(), "souk-bench-recommendations-"));
  try {
    const products = await withShop(dataDirectory, listProducts);
    const log = makeOrderLog(products, { seed: SEED, orders: ORDERS });
    const counted = log.slice(0, ORDERS * COUNTED_SHARE);
    const tested = log.slice(counted.length).filter(({ length }) => length > 1);
    console.log(
      `seed ${SEED}: ${products.length} products, ${counted.length} orders counted, ${tested.length} baskets tested`,
    );
    await takeDown(dataDirectory, counted);
    const figures = await withShop(dataDirectory, (shop) => evaluate(shop, { products, counted, tested }));
    console.log(tableOf(figures));
    if (!figures.every(isReached)) process.exitCode = 1;
  } finally {
    await rm(dataDirectory, { recursive: true });
  }
}

async function withShop<T>(dataDirectory: string, work: (shop: ShopProcess) => Promise<T>): Promise<T> {
  const shop = await startShopProcess({ dataDirectory });
  try {
    return await work(shop);
  } finally {
    await shop.stop();
  }
}

async function listProducts({ url }: ShopProcess): Promise<readonly LoggedProduct[]> {
  const products: LoggedProduct[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const after: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const { items, nextCursor } = page.parse(await json(`${url}/api/v1/products?limit=${PAGE}${after}`));
    products.push(...items);
    cursor = nextCursor;
  }
  return products;
}

const json = async (url: string): Promise<unknown> => (await fetch(url)).json();

const insertStatement = statement<never, readonly [string]>(
  "bench_baskets",
  `insert into bought_baskets (order_id, product_ids, bought_at)
   select gen_random_uuid(), b.product_ids, b.bought_at
     from jsonb_to_recordset($1::jsonb) as b (product_ids uuid[], bought_at timestamptz)`,
);

/** As the service takes them down when it hears of orders; while the shop is closed, for the data folder has one owner at a time. */
async function takeDown(dataDirectory: string, log: OrderLog): Promise<void> {
  const config = readConfig({ ...process.env, SOUK_DATA: dataDirectory });
  const databases = await openDatabases({ ...config, onLost: () => process.exit(1) });
  const db = createDb<unknown>({ url: databases.urlOf("product"), applicationName: "souk-bench" });
  const startMs = Date.now() - DAY_MS;
  const baskets = log.map((productIds, index) => ({
    product_ids: productIds,
    bought_at: new Date(startMs + (DAY_MS * index) / log.length).toISOString(),
  }));
  await insertStatement.rows(db, [JSON.stringify(baskets)]);
  await closeDb(db);
  await databases.stop();
}

type Evaluation = {
  readonly products: readonly LoggedProduct[];
  readonly counted: OrderLog;
  readonly tested: OrderLog;
};
type Shown = ReadonlyMap<string, readonly string[]>;

async function evaluate(shop: ShopProcess, log: Evaluation): Promise<readonly Figure[]> {
  const popular = popularIds(log.counted);
  await untilCounted(shop, popular[0] ?? "");
  const together = await showBeside(shop, log.products, "bought_together");
  const similar = await showBeside(shop, log.products, "similar");
  const baseline = hitRate(log.tested, (id) => popular.filter((each) => each !== id).slice(0, SHOWN));
  const percent = (rate: number): number => 100 * rate;
  return [
    figure("popular products (baseline)", percent(baseline), 0),
    figure("similar products", percent(hitRate(log.tested, (id) => similar.get(id) ?? [])), 0),
    figure(
      "bought together",
      percent(hitRate(log.tested, (id) => together.get(id) ?? [])),
      WORTH_IT * percent(baseline),
    ),
  ];
}

function figure(name: string, value: number, atLeast: number): Figure {
  return {
    name: `hit rate at ${SHOWN}: ${name}`,
    value,
    unit: "%",
    target: { atLeast: Number(atLeast.toFixed(1)) },
  };
}

async function untilCounted({ url }: ShopProcess, id: string): Promise<void> {
  const deadline = performance.now() + COUNTED_WITHIN_MS;
  for (let before = -1; performance.now() < deadline;) {
    const { items } = shown.parse(await json(`${url}/api/v1/products/${id}/recommendations?limit=24`));
    const together = items.filter(({ reason }) => reason === "bought_together").length;
    if (together > 0 && together === before) return;
    before = together;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error("The baskets were not counted.");
}

async function showBeside(
  { url }: ShopProcess,
  products: readonly LoggedProduct[],
  kind: string,
): Promise<Shown> {
  const lists = new Map<string, readonly string[]>();
  for (const { id } of products) {
    const path = `/api/v1/products/${id}/recommendations?kind=${kind}&limit=${SHOWN}`;
    lists.set(
      id,
      shown.parse(await json(url + path)).items.map(({ product }) => product.id),
    );
  }
  return lists;
}

function popularIds(log: OrderLog): string[] {
  const counts = new Map<string, number>();
  for (const id of log.flat()) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([id]) => id);
}

/** Of each basket one product is looked at; a hit is any of the others among those shown. */
function hitRate(baskets: OrderLog, show: (id: string) => readonly string[]): number {
  const random = randomFrom(SEED);
  const hits = baskets.filter((basket) => {
    const looked = basket[Math.floor(random() * basket.length)] ?? "";
    const list = show(looked);
    return basket.some((id) => id !== looked && list.includes(id));
  });
  return hits.length / baskets.length;
}

await main();
