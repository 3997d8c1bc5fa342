// Fills a shop: the demo catalogue as it is written, or as many products as a load test wants. Runs beside the service or without it,
// any number of times: what is there is left as it is. It publishes no events: a shop that is seeded has no past to tell.
import { inTransaction } from "@souk/db";
import { databaseOf, type Host } from "@souk/service";
import { saveProducts } from "./catalogue/store/save-products.ts";
import { seedSynonyms } from "./search/seed-synonyms.ts";
import { buildProduct, type SeedTools } from "./seed/build-product.ts";
import { chunksOf, plannedProducts, type PlannedProduct, type SeedCatalogue } from "./seed/catalogue.ts";
import {
  addFormerPrices,
  addInitialStock,
  insertCategories,
  listTakenSlugs,
  setCategoryPictures,
} from "./seed/store/seed-rows.ts";
import type { Database } from "./store/database.gen.ts";

export type { SeedCatalogue } from "./seed/catalogue.ts";
export type SeedHost = Pick<Host, "db" | "now" | "newId">;
export type SeedResult = { readonly products: number; readonly variants: number; readonly pictures: number };
export type SeedOptions = {
  /** How many products the shop shall have; beyond the catalogue's own they are copies with numbers. */
  readonly products: number;
  readonly onProgress?: (done: number) => void;
};

/** In memory and in one transaction at once. */
const CHUNK_PRODUCTS = 250;
/** While the database writes one chunk, the next is put together. */
const LANES = 2;

/** The catalogue as it is written. Gives back what was added. */
export function seedCatalogue(host: SeedHost, catalogue: SeedCatalogue): Promise<SeedResult> {
  return seedProducts(host, catalogue, { products: catalogue.products.length });
}

/** The catalogue's first products, and numbered copies when it has fewer. Gives back what was added. */
export async function seedProducts(
  host: SeedHost,
  catalogue: SeedCatalogue,
  options: SeedOptions,
): Promise<SeedResult> {
  const db = databaseOf<Database>(host);
  const categories = await insertCategories(
    db,
    catalogue.categories.map((category) => ({ ...category, id: host.newId() })),
  );
  const tools = { newId: host.newId, now: host.now(), categories };
  const added = { products: 0, variants: 0, pictures: 0 };
  let done = 0;
  const chunks = chunksOf(plannedProducts(catalogue.products, options.products), CHUNK_PRODUCTS);
  const lane = async (): Promise<void> => {
    for (const chunk of chunks) {
      const result = await seedChunk({ ...host, tools }, chunk);
      added.products += result.products;
      added.variants += result.variants;
      added.pictures += result.pictures;
      done += chunk.length;
      options.onProgress?.(done);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await setCategoryPictures(db);
  await seedSynonyms(db, { synonyms: catalogue.synonyms ?? [], now: host.now() });
  return added;
}

async function seedChunk(
  host: SeedHost & { readonly tools: SeedTools },
  chunk: readonly PlannedProduct[],
): Promise<SeedResult> {
  return inTransaction(databaseOf<Database>(host), async (db) => {
    const taken = await listTakenSlugs(
      db,
      chunk.map(({ product }) => product.slug),
    );
    const built = chunk
      .filter(({ product }) => !taken.has(product.slug))
      .map((planned) => buildProduct(host.tools, planned));
    if (built.length === 0) return { products: 0, variants: 0, pictures: 0 };
    const pictures = built.flatMap((one) => one.pictures);
    const stock = built.flatMap((one) => one.stock);
    await addFormerPrices(
      db,
      built.map((one) => one.product),
    );
    await saveProducts(
      db,
      built.map((one) => one.product),
      { newPictures: pictures },
    );
    await addInitialStock(db, stock);
    return { products: built.length, variants: stock.length, pictures: pictures.length };
  });
}
