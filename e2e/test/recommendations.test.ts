// What stands beside a product leads to other products, never to itself; scripts of the pages that most visitors see stay small.
import { expect } from "vitest";
import { journey } from "../src/journey.ts";

const ON_HAND = 5;
/** What SPEC.md (S5) allows a page for browsing, compressed. */
const SCRIPT_BYTES_MAX = 130_000;

journey("beside a product stand others that are like it", async ({ visit, staff }) => {
  const { product } = await staff.stockGoods(33, ON_HAND);
  await visit({ device: "phone" }, async ({ page, open }) => {
    await open(`/products/${product.slug}`);
    const row = page.getByRole("region", { name: "You may also like" });
    const names = await row.getByRole("heading", { level: 3 }).allTextContents();
    expect(names).toHaveLength(4);
    expect(names).not.toContain(product.name);
    await row.getByRole("link", { name: names[0] ?? "" }).click();
    await page.getByRole("heading", { level: 1, name: names[0] ?? "" }).waitFor();
  });
});

journey("the scripts of the home page and of a product weigh little", async ({ visit, staff }) => {
  const { product } = await staff.stockGoods(34, ON_HAND);
  for (const path of ["/", `/products/${product.slug}`]) {
    await visit({ device: "phone" }, async ({ page, open }) => {
      await open(path);
      await page.waitForLoadState("load");
      const sizes = await page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .filter(({ name }) => name.endsWith(".js"))
          .map((entry) => (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : NaN)),
      );
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      expect(sizes).not.toEqual([]);
      expect(bytes, `the scripts of ${path}`).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
    });
  }
});
