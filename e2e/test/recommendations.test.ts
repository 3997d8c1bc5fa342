// What stands beside a product leads to other products, never to itself.
import { expect } from "vitest";
import { journey } from "../src/journey.ts";

const ON_HAND = 5;

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
