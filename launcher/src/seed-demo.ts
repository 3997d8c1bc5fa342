// Stocks a new shop with the demo catalogue, once: what the shop keeper does with it afterwards is theirs.
import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { demoCatalogue } from "@souk/demo";
import { seedCatalogue } from "@souk/product-service";
import type { RunningServices } from "@souk/service";

const MARKER = "demo-seeded";

/** Cut off half-way it goes on at the next start: what is there is left as it is. */
export async function seedDemo(services: RunningServices, dataDirectory: string): Promise<void> {
  const marker = join(dataDirectory, MARKER);
  if (await exists(marker)) return;
  const product = services.runtimes.find(({ name }) => name === "product");
  if (product) await seedCatalogue(product.host, demoCatalogue());
  await writeFile(marker, "");
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
