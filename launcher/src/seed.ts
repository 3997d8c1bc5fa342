// `npm run seed -- --products N`: fills the shop up to N products; beyond the demo's 200 they are numbered copies. The shop must be closed.
import { parseArgs } from "node:util";
import { demoCatalogue } from "@souk/demo";
import { closeDb, createDb, migrate, newId } from "@souk/db";
import { createProductService, seedProducts } from "@souk/product-service";
import { migrationsOf } from "@souk/service";
import { z } from "zod";
import { readConfig } from "./config.ts";
import { openDatabases } from "./databases.ts";
import { explain } from "./explain.ts";

const PRODUCTS_MAX = 1_000_000;
const PROGRESS_EVERY = 10_000;

const options = z.object({
  products: z.coerce.number().int().min(1).max(PRODUCTS_MAX).default(demoCatalogue().products.length),
});

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { products: { type: "string" } } });
  const { products } = options.parse(values);
  const config = readConfig(process.env);
  const databases = await openDatabases({ ...config, onLost: () => process.exit(1) });
  const db = createDb<unknown>({
    url: databases.urlOf("product"),
    applicationName: "souk-seed",
    connectionsMax: 2,
  });
  try {
    await migrate(db, migrationsOf(createProductService()));
    const startedAt = performance.now();
    const onProgress = (done: number): void => {
      if (done % PROGRESS_EVERY === 0) console.log(`${done} products`);
    };
    const added = await seedProducts({ db, now: () => new Date(), newId }, demoCatalogue(), {
      products,
      onProgress,
    });
    const seconds = (performance.now() - startedAt) / 1000;
    console.log(
      `Added ${added.products} products with ${added.variants} variants in ${seconds.toFixed(1)} s.`,
    );
  } finally {
    await closeDb(db);
    await databases.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
