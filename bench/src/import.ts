// `npm run bench -- import` (or `node bench/src/import.ts --products 100000`): how fast a CSV file of products comes in, in how much memory;
// then the same file again, killed half-way and taken up by the next start, ends in the same catalogue.
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { describeMachine } from "./machine.ts";
import { type ShopProcess, startShopProcess } from "./shop-process.ts";
import { BENCH_ADMIN, signInAsAdministrator } from "./stocked-shop.ts";

const VARIANTS_PER_PRODUCT = 3;
const POLL_MS = 250;
const ROWS_PER_SECOND_MIN = 2_000;
const KIB_PER_MIB = 1024;
const SHEDDING = 503;
const SIGN_INS_MAX = 40;
/** PostgreSQL may still be closing its files. */
const REMOVALS_MAX = 20;

const Import = z.object({
  id: z.string(),
  status: z.enum(["waiting", "running", "finished", "failed", "cancelled"]),
  rowsRead: z.int(),
  rowsFailed: z.int(),
  productsCreated: z.int(),
  productsUpdated: z.int(),
  productsUnchanged: z.int(),
});
type Import = z.infer<typeof Import>;

/** Believable products: a description, two prices, three sizes, attributes, stock. */
function productFile(products: number): string {
  const rows = [
    "handle,name,description,status,option1_name,option1_value,sku,price:EUR,price:USD,weight_grams,stock:main,attribute:material,attribute:colour",
  ];
  const materials = ["wool", "cotton", "brass", "clay", "olive wood"];
  const colours = ["indigo", "saffron", "madder", "ink", "sand", "sage"];
  for (let index = 0; index < products; index += 1) {
    const material = materials[index % materials.length];
    const colour = colours[index % colours.length];
    const name = `${colour} ${material} piece ${index}`;
    for (const [place, size] of ["Small", "Medium", "Large"].entries()) {
      const own =
        place === 0 ? `${name},"Made by hand of ${material}, in ${colour}. No two are alike.",active` : ",,";
      const rest = place === 0 ? `${material},${colour}` : ",";
      rows.push(
        `piece-${index},${own},Size,${size},P${index}-${size},${10 + (index % 90)}.00,${11 + (index % 90)}.50,${100 + place * 50},${index % 40},${rest}`,
      );
    }
  }
  return `${rows.join("\n")}\n`;
}

type Staff = { readonly shop: ShopProcess; readonly authorization: string };

/** A shop that has just started and goes on with an import may be too busy for the first ones who come. */
async function staffOf(shop: ShopProcess): Promise<Staff> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { shop, authorization: `Bearer ${await signInAsAdministrator(shop)}` };
    } catch (error) {
      if (attempt === SIGN_INS_MAX) throw error;
    }
    await delay(POLL_MS);
  }
}

async function call({ shop, authorization }: Staff, path: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(`${shop.url}/api/v1${path}`, {
    ...init,
    headers: { authorization, "content-type": "text/csv" },
  });
  if (answer.status === SHEDDING) return comeAgain({ shop, authorization }, path, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** A shop that is busy says so, as it should; on a machine with other work an import can be enough for that. */
async function comeAgain(staff: Staff, path: string, init: RequestInit): Promise<Response> {
  await delay(POLL_MS);
  return call(staff, path, init);
}

/** Waits until `isEnough` says so; the last state it saw. */
async function follow(staff: Staff, id: string, isEnough: (state: Import) => boolean): Promise<Import> {
  for (;;) {
    const state = Import.parse(await (await call(staff, `/product-imports/${id}`)).json());
    if (state.status === "failed" || isEnough(state)) return state;
    await delay(POLL_MS);
  }
}

const isOver = ({ status }: Import): boolean => status === "finished";

async function send(staff: Staff, file: string): Promise<string> {
  return Import.parse(await (await call(staff, "/product-imports", { method: "POST", body: file })).json())
    .id;
}

async function catalogueHash(staff: Staff): Promise<string> {
  const body = Buffer.from(await (await call(staff, "/product-exports.csv")).arrayBuffer());
  return createHash("sha256").update(body).digest("hex");
}

async function peakMib({ pid }: ShopProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / KIB_PER_MIB;
}

/** With a folder of its own, which `work` may open again after a crash. */
async function inFolder<Result>(work: (dataDirectory: string) => Promise<Result>): Promise<Result> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "souk-import-"));
  try {
    return await work(dataDirectory);
  } finally {
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: REMOVALS_MAX });
  }
}

const env = { ...BENCH_ADMIN, SOUK_SEED: "none" };

async function importWhole(file: string): Promise<string> {
  return inFolder(async (dataDirectory) => {
    const shop = await startShopProcess({ dataDirectory, env });
    try {
      const staff = await staffOf(shop);
      const [startedAt, cpuBefore] = [performance.now(), await shop.cpuSeconds()];
      const state = await follow(staff, await send(staff, file), isOver);
      const seconds = (performance.now() - startedAt) / 1000;
      const perSecond = state.rowsRead / seconds;
      const processorUs = ((await shop.cpuSeconds()) - cpuBefore) * (1_000_000 / state.rowsRead);
      console.log(
        `${state.rowsRead} rows, ${state.productsCreated} products, ${state.rowsFailed} failed: ${Math.round(perSecond)} rows/s (≥ ${ROWS_PER_SECOND_MIN}), ${Math.round(processorUs)} µs of processor a row and peak ${Math.round(await peakMib(shop))} MiB without PostgreSQL`,
      );
      if (perSecond < ROWS_PER_SECOND_MIN) process.exitCode = 1;
      return await catalogueHash(staff);
    } finally {
      await shop.stop();
    }
  });
}

async function importKilled(file: string, products: number): Promise<string> {
  return inFolder(async (dataDirectory) => {
    const killed = await startShopProcess({ dataDirectory, env });
    const before = await staffOf(killed);
    const id = await send(before, file);
    const seen = await follow(before, id, (state) => state.rowsRead > (products * VARIANTS_PER_PRODUCT) / 2);
    await killed.kill();
    const shop = await startShopProcess({ dataDirectory, env });
    try {
      const staff = await staffOf(shop);
      const resumed = await follow(staff, id, isOver);
      const again = await follow(staff, await send(staff, file), isOver);
      console.log(
        `killed after ${seen.rowsRead} rows; taken up again: ${resumed.productsCreated} products made in all; the file once more: ${again.productsUnchanged} unchanged, ${again.productsCreated + again.productsUpdated} changed`,
      );
      if (again.productsUnchanged !== products) process.exitCode = 1;
      return await catalogueHash(staff);
    } finally {
      await shop.stop();
    }
  });
}

const { values } = parseArgs({ options: { products: { type: "string", default: "100000" } } });
const products = z.coerce.number().int().positive().parse(values.products);
console.log(describeMachine());
const file = productFile(products);
const [whole, killed] = [await importWhole(file), await importKilled(file, products)];
console.log(whole === killed ? "both catalogues are the same" : "THE CATALOGUES DIFFER");
if (whole !== killed) process.exitCode = 1;
